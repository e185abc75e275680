"""Amounts entered beside the laboratory values (weight, ejection fraction), as spans in a given unit."""

from cardecide.case.quantity import Amount
from cardecide.case.units import convert
from cardecide.facts.spans import UNBOUNDED, rounded
from cardecide.facts.value import Span


def amount_span(amount: Amount | None, unit: str) -> Span:
    """The amount in ``unit``; unbounded where none is entered."""
    if amount is None:
        return UNBOUNDED
    return Span.exactly(rounded(convert(amount.value, amount.unit, unit)))
