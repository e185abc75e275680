"""CAR-HEMATOTOX (Blood 2021;138:2499), built in lymphoma, validated for infection in 113 myeloma patients.

Platelets above 175 no point, 75 to 175 one, below 75 two; neutrophils below 1.2 x 10^9/L one; hemoglobin
below 9.0 g/dL one; CRP of 3.0 mg/dL one; ferritin 650 to 2000 ng/mL one, above 2000 two. Low 0 to 1, high
from 2. Equality of neutrophils, hemoglobin and CRP with their limit is undefined in print; it gives 0, 0 and
1 points here and is flagged.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.facts.before_lymphodepletion import known_points, projected
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import span
from cardecide.facts.spans import above, at_least, at_most, below
from cardecide.facts.value import Span, Truth

INPUTS: Final = ("platelets", "absolute_neutrophil_count", "hemoglobin", "crp", "ferritin")
_NEUTROPHILS: Final = Decimal("1.2")
_HEMOGLOBIN: Final = Decimal("9.0")
_CRP: Final = Decimal(30)
_PRINTED_LIMITS: Final = {"absolute_neutrophil_count": _NEUTROPHILS, "hemoglobin": _HEMOGLOBIN, "crp": _CRP}


def car_hematotox(platelets: Span, neutrophils: Span, hemoglobin: Span, crp: Span, ferritin: Span) -> Span:
    """The points, 0 to 7: counts in 10^9/L, hemoglobin in g/dL, CRP in mg/L (not mg/dL), ferritin in ug/L.

    Unbounded where none of the five is known.
    """
    return known_points(
        [
            at_most(platelets, Decimal(175)),
            below(platelets, Decimal(75)),
            below(neutrophils, _NEUTROPHILS),
            below(hemoglobin, _HEMOGLOBIN),
            at_least(crp, _CRP),
            at_least(ferritin, Decimal(650)),
            above(ferritin, Decimal(2000)),
        ]
    )


def is_high(score: Span) -> Truth:
    """Whether the score is in the high group, two points or more."""
    return at_least(score, Decimal(2))


def on_a_limit(values: dict[str, Span]) -> tuple[str, ...]:
    """The inputs that equal a limit whose side is not defined in print."""
    return tuple(name for name, limit in _PRINTED_LIMITS.items() if values[name] == Span.exactly(limit))


def derive(context: Context) -> Iterable[Fact]:
    """The score from the newest values."""
    values = {name: span(context, name) for name in INPUTS}
    score = car_hematotox(*values.values())
    prepared = {
        flag
        for name in INPUTS
        if name in context.facts
        for flag in context.facts[name].flags
        if flag.startswith("AFTER_")
    }
    boundary = tuple(f"BOUNDARY_{name.upper()}" for name in on_a_limit(values))
    made = replace(derived("car_hematotox", score), flags=(*boundary, *sorted(prepared)))
    yield projected(made, context, INPUTS)
