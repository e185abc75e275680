"""Tumor burden as the CARTITUDE program counts it (Cohen 2022, Blood Cancer J 12:32).

High: marrow plasma cells 80 % or more, serum M-protein 5 g/dL or more, or free light chains 5000 mg/L or
more. Low: all of below 50 %, below 3 g/dL and below 3000 mg/L. Otherwise intermediate. KarMMa's high burden
is another thing, 50 % of the marrow or more, and a fact of its own.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product

from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import resting_on, span
from cardecide.facts.spans import at_least
from cardecide.facts.value import Options, Span, Truth

_INPUTS = ("bone_marrow_plasma_cells", "serum_m_protein", "involved_free_light_chain")
KARMMA_HIGH_PERCENT = Decimal(50)
EVERY = frozenset({"low", "intermediate", "high"})


def tumor_burdens(marrow_percent: Span, serum_m_protein: Span, involved_chain: Span) -> frozenset[str]:
    """The burdens still possible: marrow in %, M-protein in g/dL, involved free light chain in mg/dL."""
    axes = (
        _axis(marrow_percent, Decimal(50), Decimal(80)),
        _axis(serum_m_protein, Decimal(3), Decimal(5)),
        _axis(involved_chain, Decimal(300), Decimal(500)),
    )
    return frozenset(_together(burdens) for burdens in product(*axes))


def _axis(amount: Span, not_low: Decimal, high: Decimal) -> set[str]:
    possible = set()
    if at_least(amount, not_low) is not Truth.YES:
        possible.add("low")
    if at_least(amount, not_low) is not Truth.NO and at_least(amount, high) is not Truth.YES:
        possible.add("intermediate")
    if at_least(amount, high) is not Truth.NO:
        possible.add("high")
    return possible


def _together(burdens: tuple[str, ...]) -> str:
    if "high" in burdens:
        return "high"
    return "low" if all(burden == "low" for burden in burdens) else "intermediate"


def derive(context: Context) -> Iterable[Fact]:
    """The burden from the newest values."""
    possible = tumor_burdens(*(span(context, name) for name in _INPUTS))
    made = derived("tumor_burden", Options(None if possible == EVERY else possible))
    yield resting_on(made, context, _INPUTS)
    marrow = ("bone_marrow_plasma_cells",)
    high = at_least(span(context, marrow[0]), KARMMA_HIGH_PERCENT)
    yield resting_on(derived("high_tumor_burden_karmma", high), context, marrow)
