"""Arithmetic and comparison on numbers known only within bounds.

A bound that is missing stays missing; an open bound stays open. A comparison is decided only where every
number of the span agrees.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from cardecide.facts.value import Span, Truth

UNBOUNDED = Span()

_PLACES = Decimal("1e-9")


def at_least(span: Span, limit: Decimal) -> Truth:
    """Whether the number is ``limit`` or more."""
    if span.low is not None and span.low >= limit:
        return Truth.YES
    if span.high is not None and (span.high < limit or (span.high == limit and span.high_open)):
        return Truth.NO
    return Truth.UNKNOWN


def above(span: Span, limit: Decimal) -> Truth:
    """Whether the number is more than ``limit``."""
    if span.low is not None and (span.low > limit or (span.low == limit and span.low_open)):
        return Truth.YES
    if span.high is not None and span.high <= limit:
        return Truth.NO
    return Truth.UNKNOWN


def below(span: Span, limit: Decimal) -> Truth:
    """Whether the number is less than ``limit``."""
    return ~at_least(span, limit)


def at_most(span: Span, limit: Decimal) -> Truth:
    """Whether the number is ``limit`` or less."""
    return ~above(span, limit)


def rounded(number: Decimal) -> Decimal:
    """The number to nine decimal places.

    Quotients such as a creatinine divided by 88.4 do not end; without this a clearance of exactly 45 could
    come out as 44.999…9 and fall on the wrong side of a limit. Rounding keeps the order of numbers, so an
    interval still holds every value it held before.
    """
    short = number.quantize(_PLACES, rounding=ROUND_HALF_EVEN)
    return number if short == number else short.normalize()


def propagate(function: Callable[..., Decimal], rising: Iterable[Span], falling: Iterable[Span] = ()) -> Span:
    """The span of ``function(*rising, *falling)``, which rises with the former and falls with the latter.

    Only the corner that gives each end is evaluated; an end is unknown where a bound it needs is unknown,
    and where that corner has no value (a division by a lower bound of zero).
    """
    up, down = tuple(rising), tuple(falling)
    low = _corner(function, [(s.low, s.low_open) for s in up] + [(s.high, s.high_open) for s in down])
    high = _corner(function, [(s.high, s.high_open) for s in up] + [(s.low, s.low_open) for s in down])
    return Span(low[0], high[0], low_open=low[1], high_open=high[1])


def _corner(
    function: Callable[..., Decimal], bounds: list[tuple[Decimal | None, bool]]
) -> tuple[Decimal | None, bool]:
    numbers = [number for number, _ in bounds]
    if any(number is None for number in numbers):
        return None, False
    try:
        return rounded(function(*numbers)), any(is_open for _, is_open in bounds)
    except ArithmeticError:
        return None, False


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them; unbounded where there is none."""
    given = tuple(spans)
    if not given:
        return UNBOUNDED
    low, low_open = _outer_end([(s.low, s.low_open) for s in given], lowest=True)
    high, high_open = _outer_end([(s.high, s.high_open) for s in given], lowest=False)
    return Span(low, high, low_open, high_open)


def _outer_end(ends: list[tuple[Decimal | None, bool]], *, lowest: bool) -> tuple[Decimal | None, bool]:
    numbers = [number for number, _ in ends]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None, False
    outer = min(known) if lowest else max(known)
    return outer, all(is_open for number, is_open in ends if number == outer)


def within(span: Span, outer: Span) -> Span:
    """The part of ``span`` that also lies in ``outer``: what is left when both are true."""
    low, low_open = _inner_end((span.low, span.low_open), (outer.low, outer.low_open), highest=True)
    high, high_open = _inner_end((span.high, span.high_open), (outer.high, outer.high_open), highest=False)
    return Span(low, high, low_open, high_open)


def _inner_end(
    one: tuple[Decimal | None, bool], other: tuple[Decimal | None, bool], *, highest: bool
) -> tuple[Decimal | None, bool]:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return max(one, other) if highest else min(one, other)


def is_empty(span: Span) -> bool:
    """Whether no number is left: two statements about it contradict each other."""
    if span.low is None or span.high is None:
        return False
    return span.low > span.high or (span.low == span.high and (span.low_open or span.high_open))
