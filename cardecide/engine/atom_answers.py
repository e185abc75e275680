"""The answers of single atoms as two bits, *certain* and *possible*: no 00, unknown 01, yes 11.

What compiled rules call where a value is not one exact number. The meaning is that of ``logic``.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from cardecide.facts.value import Members, Options, Span

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 3

Judge = Callable[[Span, Decimal], int]


def _reaches(span: Span, threshold: Decimal) -> int:
    if span.low is not None and span.low >= threshold:
        return YES
    high = span.high
    if high is not None and (high < threshold or (span.high_open and high == threshold)):
        return NO
    return UNKNOWN


def _exceeds(span: Span, threshold: Decimal) -> int:
    if span.high is not None and span.high <= threshold:
        return NO
    low = span.low
    if low is not None and (low > threshold or (span.low_open and low == threshold)):
        return YES
    return UNKNOWN


def _below(span: Span, threshold: Decimal) -> int:
    answer = _reaches(span, threshold)
    return answer if answer == UNKNOWN else YES - answer


def _at_most(span: Span, threshold: Decimal) -> int:
    answer = _exceeds(span, threshold)
    return answer if answer == UNKNOWN else YES - answer


def _equals(span: Span, threshold: Decimal) -> int:
    return _reaches(span, threshold) & _at_most(span, threshold)


REACHES: Final[Judge] = _reaches
EXCEEDS: Final[Judge] = _exceeds
BELOW: Final[Judge] = _below
AT_MOST: Final[Judge] = _at_most
EQUALS: Final[Judge] = _equals


def includes_all(value: Members, wanted: frozenset[str]) -> int:
    """Whether every wanted member belongs to the set."""
    rest = wanted - value.present
    if not rest:
        return YES
    if not rest.isdisjoint(value.absent) or (value.closed and not rest <= value.open):
        return NO
    return UNKNOWN


def includes_any(value: Members, wanted: frozenset[str]) -> int:
    """Whether any wanted member belongs to the set."""
    if not wanted.isdisjoint(value.present):
        return YES
    possible = wanted & value.open if value.closed else wanted
    return NO if possible <= value.absent else UNKNOWN


def is_one_of(value: Options, wanted: frozenset[str]) -> int:
    """Whether the choice is one of the wanted values."""
    possible = value.possible
    if possible is None:
        return UNKNOWN
    if possible <= wanted:
        return YES
    return NO if possible.isdisjoint(wanted) else UNKNOWN


def at_least_answer(n: int, answers: tuple[int, ...]) -> int:
    """Whether at least ``n`` answers are yes."""
    if sum(answer >> 1 for answer in answers) >= n:
        return YES
    return UNKNOWN if sum(answer & 1 for answer in answers) >= n else NO
