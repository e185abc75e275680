"""How the value of a fact is said in a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from cardecide.facts.catalogue import catalogue
from cardecide.facts.value import Days, Members, Options, Span, Truth, Value
from cardecide.facts.wording import worded

THREE, FOUR = Decimal(3), Decimal(4)
DAY, LATER = date(2026, 1, 1), date(2026, 1, 31)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("creatinine", Span.exactly(2), "2 mg/dL"),
        ("creatinine", Span(high=Decimal("0.3"), high_open=True), "< 0.3 mg/dL"),
        ("free_light_chain_ratio", Span.exactly(46), "46"),
        ("prior_lines", Span(THREE, FOUR), "3–4"),
        ("prior_lines", Span(low=THREE), "≥ 3"),
        ("prior_lines", Span(low=THREE, low_open=True), "> 3"),
        ("prior_lines", Span(high=FOUR), "≤ 4"),
        ("prior_lines", Span(), "@display:not-known"),
        ("penta_refractory", Truth.YES, "@display:yes"),
        ("iss", Options(frozenset({"III", "II"})), "II, III"),
        ("iss", Options(frozenset({"II"})), "@value:II"),
        ("iss", Options(), "@display:not-known"),
        ("exposed_classes", Members(frozenset({"PI", "IMiD"}), frozenset({"other"})), "IMiD, PI"),
        ("exposed_classes", Members(closed=True), "@display:none"),
        ("age", Days(DAY, DAY), "2026-01-01"),
        ("age", Days(DAY, LATER), "2026-01-01 – 2026-01-31"),
    ],
)
def test_a_value_in_words(name: str, value: Value, words: str) -> None:
    assert worded(catalogue()[name], value) == words
