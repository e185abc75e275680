"""Durie-Salmon stage at diagnosis (Cancer 1975;36:842).

I needs all of: hemoglobin above 10 g/dL, calcium normal, at most one bone lesion, little paraprotein. III
needs any of: hemoglobin below 8.5, calcium raised, advanced lytic disease, much paraprotein. II is neither. A
and B by creatinine, 2.0 mg/dL and more being B.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Final, Literal

from cardecide.case.choices import HeavyChain
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.lab_values import lab_at_diagnosis
from cardecide.facts.spans import above, at_least, at_most, below
from cardecide.facts.staging import Stages, staged
from cardecide.facts.value import Span, Truth

STAGES: Final[Stages] = frozenset({"IA", "IB", "IIA", "IIB", "IIIA", "IIIB"})
CALCIUM_ORIGINAL: Final = Decimal(12)
CALCIUM_CHINESE: Final = Decimal("10.6")
"""12 mg/dL in the original; 2.65 mmol/L in Chinese guidelines."""

ADVANCED_LYTIC: Final = Decimal(3)
_SERUM_LIMITS: Final = {HeavyChain.IGG: (Decimal(5), Decimal(7)), HeavyChain.IGA: (Decimal(3), Decimal(5))}

Burden = Literal["small", "middle", "large"]


def durie_salmon_stages(
    *,
    hemoglobin: Span,
    calcium: Span,
    lytic_lesions: Span,
    heavy_chain: HeavyChain | None,
    serum_m_protein: Span,
    creatinine: Span,
    urine_light_chain: Span | None = None,
    calcium_limit: Decimal = CALCIUM_ORIGINAL,
) -> Stages:
    """The stages still possible: hemoglobin, paraprotein in g/dL, calcium, creatinine in mg/dL.

    ``urine_light_chain`` is in g/24 h; None leaves the urine out, an unbounded span says that it is unknown.
    """
    axes = [
        _axis(at_most(hemoglobin, Decimal(10)), below(hemoglobin, Decimal("8.5"))),
        _axis(above(calcium, calcium_limit), above(calcium, calcium_limit)),
        _axis(above(lytic_lesions, Decimal(1)), at_least(lytic_lesions, ADVANCED_LYTIC)),
    ]
    if heavy_chain is not HeavyChain.NONE:
        little, much = _SERUM_LIMITS.get(heavy_chain or HeavyChain.NONE, (None, None))
        if little is None or much is None:
            # No limits were published for the other classes, so the paraprotein leaves every stage open.
            axes.append(_axis(Truth.UNKNOWN, Truth.UNKNOWN))
        else:
            axes.append(_axis(at_least(serum_m_protein, little), above(serum_m_protein, much)))
    if urine_light_chain is not None:
        axes.append(_axis(at_least(urine_light_chain, Decimal(4)), above(urine_light_chain, Decimal(12))))
    numbers = {_stage(combination) for combination in product(*axes)}
    impaired = at_least(creatinine, Decimal(2))
    letters = {Truth.YES: "B", Truth.NO: "A", Truth.UNKNOWN: "AB"}[impaired]
    return frozenset(number + letter for number in numbers for letter in letters)


def _axis(more_than_small: Truth, large: Truth) -> set[Burden]:
    """The burdens that one measure may show: small is within stage I, large makes stage III."""
    possible: set[Burden] = set()
    if more_than_small is not Truth.YES:
        possible.add("small")
    if more_than_small is not Truth.NO and large is not Truth.YES:
        possible.add("middle")
    if large is not Truth.NO:
        possible.add("large")
    return possible


def _stage(burdens: tuple[Burden, ...]) -> str:
    if "large" in burdens:
        return "III"
    return "I" if all(burden == "small" for burden in burdens) else "II"


def derive(context: Context) -> Iterable[Fact]:
    """The stage at diagnosis, from the entry and the values of that time."""
    case = context.case
    disease = case.disease
    readings = {
        "hemoglobin": lab_at_diagnosis(case, "hemoglobin", "g/dL"),
        "calcium": lab_at_diagnosis(case, "calcium", "mg/dL"),
        "serum_m_protein": lab_at_diagnosis(case, "serum_m_protein", "g/dL"),
        "urine_light_chain": lab_at_diagnosis(case, "urine_light_chain", "g/24h"),
        "creatinine": lab_at_diagnosis(case, "creatinine", "mg/dL"),
    }
    spans = {name: reading.span for name, reading in readings.items()}
    lesions = Span() if disease.lytic_lesions is None else Span.exactly(disease.lytic_lesions)

    def stages(limit: Decimal) -> Stages:
        return durie_salmon_stages(
            **spans, lytic_lesions=lesions, heavy_chain=disease.heavy_chain, calcium_limit=limit
        )

    basis = tuple(line for reading in readings.values() for line in reading.basis)
    possible = stages(CALCIUM_ORIGINAL)
    fact = staged("durie_salmon", possible, STAGES, disease.durie_salmon_at_diagnosis, basis)
    by_rule = ("CALCIUM_LIMIT_DECIDES",) if possible != stages(CALCIUM_CHINESE) else ()
    yield replace(fact, flags=(*fact.flags, *by_rule))
