"""Arithmetic on bounds: what is known narrows what follows, and an open bound stays open."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.facts.spans import (
    above,
    at_least,
    at_most,
    below,
    hull,
    is_empty,
    propagate,
    rounded,
    within,
)
from cardecide.facts.value import Span, Truth

numbers = st.decimals(min_value="0.01", max_value=1000, places=2)


def test_a_span_compares_only_where_every_number_of_it_agrees():
    span = Span(Decimal(3), Decimal(5))
    assert at_least(span, Decimal(3)) is Truth.YES
    assert at_least(span, Decimal("3.01")) is Truth.UNKNOWN
    assert at_least(span, Decimal("5.01")) is Truth.NO
    assert above(span, Decimal("2.99")) is Truth.YES
    assert above(span, Decimal(3)) is Truth.UNKNOWN
    assert above(span, Decimal(5)) is Truth.NO
    assert at_most(span, Decimal(5)) is Truth.YES
    assert below(span, Decimal(5)) is Truth.UNKNOWN


def test_an_open_bound_is_outside():
    low = Span(high=Decimal("0.3"), high_open=True)
    assert at_least(low, Decimal("0.3")) is Truth.NO
    assert below(low, Decimal("0.3")) is Truth.YES
    high = Span(low=Decimal(2), low_open=True)
    assert above(high, Decimal(2)) is Truth.YES
    assert at_most(high, Decimal(2)) is Truth.NO


def test_nothing_known_decides_nothing():
    for compare in (at_least, above, at_most, below):
        assert compare(Span(), Decimal(1)) is Truth.UNKNOWN


def test_openness_survives_arithmetic():
    doubled = propagate(lambda x: 2 * x, (Span(Decimal(1), Decimal(3), high_open=True),))
    assert doubled == Span(Decimal(2), Decimal(6), high_open=True)


def test_a_division_by_a_lower_bound_of_zero_has_no_upper_end():
    assert propagate(lambda x: 1 / x, (), (Span(Decimal(0), Decimal(4)),)) == Span(low=Decimal("0.25"))


@pytest.mark.parametrize(("text", "expected"), [("44.9999999999999999", "45"), ("45.01", "45.01")])
def test_rounding_mends_quotients_that_do_not_end(text, expected):
    assert rounded(Decimal(text)) == Decimal(expected)


@given(numbers, numbers, numbers, numbers)
def test_a_number_inside_the_inputs_gives_a_number_inside_the_result(a, b, c, d):
    x, y = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    wide = propagate(lambda p, q: p / q, (x,), (y,))
    narrow = propagate(lambda p, q: p / q, (Span.exactly(a),), (Span.exactly(d),))
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(numbers, numbers)
def test_the_hull_holds_and_the_overlap_is_held(a, b):
    one, other = Span.exactly(a), Span(low=b)
    assert within(one, hull((one, other))) == one
    assert is_empty(within(one, other)) == (a < b)
    assert hull((one, Span())) == Span()
    assert within(one, Span()) == one


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (Span(Decimal(1), Decimal(3)), Span(Decimal(2), Decimal(4)), Span(Decimal(2), Decimal(3))),
        (
            Span(Decimal(1), Decimal(3), low_open=True),
            Span(Decimal(1), Decimal(3), high_open=True),
            Span(Decimal(1), Decimal(3), low_open=True, high_open=True),
        ),
        (
            Span(Decimal(1), Decimal(3)),
            Span(Decimal(1), Decimal(3), low_open=True),
            Span(Decimal(1), Decimal(3), low_open=True),
        ),
        (
            Span(low=Decimal(1)),
            Span(high=Decimal(3), high_open=True),
            Span(Decimal(1), Decimal(3), False, True),
        ),
        (
            Span(low=Decimal(1), low_open=True),
            Span(Decimal(0), Decimal(3)),
            Span(Decimal(1), Decimal(3), True),
        ),
    ],
)
def test_what_is_left_when_both_are_true(one, other, left):
    assert within(one, other) == left
    assert within(other, one) == left


@pytest.mark.parametrize(
    ("span", "empty"),
    [
        (Span(Decimal(2), Decimal(1)), True),
        (Span.exactly(1), False),
        (Span(Decimal(1), Decimal(1), low_open=True), True),
        (Span(Decimal(1), Decimal(1), high_open=True), True),
        (Span(Decimal(1), Decimal(2), True, True), False),
        (Span(low=Decimal(1)), False),
    ],
)
def test_only_a_span_without_a_number_is_empty(span, empty):
    assert is_empty(span) is empty


def test_an_end_that_one_of_several_holds_belongs_to_the_hull():
    below, up_to = Span(high=Decimal(2), high_open=True), Span(high=Decimal(2))
    assert hull([below, up_to]) == hull([up_to, below]) == up_to
    assert hull([below, below]) == below
    above, from_here = Span(low=Decimal(2), low_open=True), Span(low=Decimal(2))
    assert hull([above, from_here]) == from_here
