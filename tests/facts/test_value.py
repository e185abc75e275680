"""What counts as known, for each kind of value."""

from datetime import date
from decimal import Decimal

import pytest

from cardecide.facts.value import Days, Members, Options, Span, Truth, Value, is_known

DAY, ONE = date(2026, 11, 20), Decimal(1)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (Truth.YES, True),
        (Truth.NO, True),
        (Truth.UNKNOWN, False),
        (Span(), False),
        (Span(low=ONE), True),
        (Span(high=ONE), True),
        (Options(), False),
        (Options(frozenset({"I", "II"})), True),
        (Members(), False),
        (Members(closed=True), True),
        (Members(frozenset({"PI"})), True),
        (Members(absent=frozenset({"PI"})), True),
        (Members(open=frozenset({"PI"})), False),
        (Days(), False),
        (Days(first=DAY), True),
        (Days(last=DAY), True),
    ],
)
def test_an_interval_that_excludes_something_is_known(value: Value, known: bool) -> None:
    assert is_known(value) is known
