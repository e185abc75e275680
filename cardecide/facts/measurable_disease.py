"""The paraprotein in serum and urine, the free light chains, and whether there is enough of them to measure.

Sources: IMWG 2016 (Lancet Oncol 2016;17:e328) for measurable disease and the normal free light chain ratio;
the registry entry of CARTITUDE-4 (NCT04181827) for its own, lower limit in serum.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.case.choices import HeavyChain, LightChain
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import agreed, derived
from cardecide.facts.free_light_chains import read_free_light_chains
from cardecide.facts.lab_values import LabReading, current_lab, fact_of
from cardecide.facts.lookup import resting_on, span, truth
from cardecide.facts.spans import at_least, below, is_empty, within
from cardecide.facts.truths import entered
from cardecide.facts.value import Span, Truth
from cardecide.language.message import message

SERUM_IMWG: Final = Decimal(1)
SERUM_CARTITUDE_4: Final = Decimal("0.5")
URINE: Final = Decimal(200)
INVOLVED_CHAIN: Final = Decimal(10)

_TOTAL_OF: Final = {
    HeavyChain.IGG: "serum_igg",
    HeavyChain.IGA: "serum_iga",
    HeavyChain.IGM: "serum_igm",
    HeavyChain.IGD: "serum_igd",
    HeavyChain.IGE: "serum_ige",
}


def measurable(
    serum: Span, urine: Span, involved: Span, ratio_abnormal: Truth, *, serum_limit: Decimal
) -> Truth:
    """Enough to measure in serum (g/dL), in urine (mg/24 h), or of the involved free light chain (mg/dL)."""
    by_chain = at_least(involved, INVOLVED_CHAIN) & ratio_abnormal
    return at_least(serum, serum_limit) | at_least(urine, URINE) | by_chain


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic."""
    yield serum_m_protein(context)
    chains = read_free_light_chains(context)
    yield from chains.facts()
    # Read back: a claim or an override of one of them may have taken effect.
    serum, urine = span(context, "serum_m_protein"), span(context, "urine_m_protein")
    involved = span(context, "involved_free_light_chain")
    abnormal = truth(context, "free_light_chain_ratio_abnormal")
    inputs = ("serum_m_protein", "urine_m_protein", "involved_free_light_chain")
    for name, limit in (
        ("measurable_disease_imwg", SERUM_IMWG),
        ("measurable_disease_cartitude4", SERUM_CARTITUDE_4),
    ):
        enough = measurable(serum, urine, involved, abnormal, serum_limit=limit)
        yield resting_on(derived(name, enough), context, inputs)
    little = below(serum, SERUM_IMWG) & below(urine, URINE)
    yield resting_on(derived("oligosecretory", little), context, inputs[:2])
    # A paraprotein that is measured is secreted. A value of zero proves
    # nothing: immunofixation is more sensitive.
    secreted = Truth.YES if _is_positive(serum) or _is_positive(urine) else Truth.UNKNOWN
    secretion = resting_on(derived("non_secretory", ~secreted), context, inputs[:2])
    yield agreed(secretion, entered(context.case.disease.non_secretory), "disease.non_secretory")


def serum_m_protein(context: Context) -> Fact:
    """The paraprotein in serum, in g/dL.

    Where it was not measured but the total immunoglobulin of its class was, the total is an upper bound: the
    paraprotein is part of it. This needs the class to be known, and one clone only.
    """
    measured = current_lab(context.case, context.on, "serum_m_protein", "g/dL")
    fact = fact_of("serum_m_protein", measured)
    total = _total_of_class(context)
    if not total.labs or total.span.high is None:
        return fact
    bound = Span(high=total.span.high, high_open=total.span.high_open)
    if not measured.labs:
        basis = (*total.basis, message("m-protein-bound", limit=f"{total.span.high:f}"))
        return replace(derived("serum_m_protein", bound, basis, total.questions), as_of=total.as_of)
    if is_empty(within(measured.span, bound)):
        question = Question("m-protein-above-total", message("m-protein-above-total"), "labs")
        return Fact(
            fact.name,
            fact.value,
            fact.origin,
            basis=fact.basis,
            questions=(*fact.questions, question),
            flags=("M_PROTEIN_ABOVE_TOTAL",),
            as_of=fact.as_of,
        )
    return fact


def _total_of_class(context: Context) -> LabReading:
    disease = context.case.disease
    test = _TOTAL_OF.get(disease.heavy_chain) if disease.heavy_chain else None
    if test is None or disease.light_chain is LightChain.BICLONAL:
        return LabReading("")
    return current_lab(context.case, context.on, test, "g/dL")


def _is_positive(amount: Span) -> bool:
    return amount.low is not None and amount.low > 0
