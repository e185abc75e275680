"""What a condition means, computed the slow and obvious way: by looking at every possibility.

An interval is sampled in each region that a threshold cuts it into, a choice is every value it may be, a set
is every set it may be. Shares no code with the engine.
"""

import operator
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    YesNoAtom,
)
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value

_OPERATORS = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}


def reference_truth(expression: Expression, facts: dict[str, Fact], universe: tuple[str, ...]) -> Truth:
    """The truth of a condition; ``universe`` holds every possible member of every set."""
    match expression:
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            truths = [reference_truth(part, facts, universe) for part in parts]
            yes, no = truths.count(Truth.YES), truths.count(Truth.NO)
            if isinstance(expression, AllOf):
                return Truth.NO if no else Truth.YES if yes == len(parts) else Truth.UNKNOWN
            if isinstance(expression, AnyOf):
                return Truth.YES if yes else Truth.NO if no == len(parts) else Truth.UNKNOWN
            if yes >= expression.n:
                return Truth.YES
            return Truth.NO if len(parts) - no < expression.n else Truth.UNKNOWN
        case Not(part):
            inner = reference_truth(part, facts, universe)
            return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(inner, Truth.UNKNOWN)
        case _:
            if expression.fact not in facts:
                return Truth.UNKNOWN
            return _agreed(_answers(expression, facts[expression.fact].value, universe))


def _agreed(answers: Iterable[bool]) -> Truth:
    found = set(answers)
    return (Truth.YES if found.pop() else Truth.NO) if len(found) == 1 else Truth.UNKNOWN


def _answers(atom: Expression, value: Value, universe: tuple[str, ...]) -> Iterator[bool]:
    match atom, value:
        case YesNoAtom(), Truth():
            yield from {Truth.YES: [True], Truth.NO: [False]}.get(value, [True, False])
        case Compare(_, op, threshold), Span():
            for number in numbers_in(value, threshold):
                yield _OPERATORS[op](number, threshold)
        case IsOneOf(_, values), Options(possible):
            if possible is None:
                yield from (True, False)
            else:
                yield from (option in values for option in possible)
        case Includes(_, mode, wanted), Members():
            for members in sets_in(value, universe):
                yield (
                    any(m in members for m in wanted) if mode == "any" else all(m in members for m in wanted)
                )


def numbers_in(span: Span, threshold: Decimal) -> list[Decimal]:
    """Numbers of the span, with one below, one at and one above the threshold where it holds any."""
    known = [number for number in (span.low, span.high, threshold) if number is not None]
    low = span.low if span.low is not None else min(known) - 2
    high = span.high if span.high is not None else max(known) + 2
    candidates = {low, high, threshold}
    candidates |= {(a + b) / 2 for a in list(candidates) for b in list(candidates)}

    def belongs(number: Decimal) -> bool:
        above = span.low is None or number > span.low or (number == span.low and not span.low_open)
        below = span.high is None or number < span.high or (number == span.high and not span.high_open)
        return above and below

    return [number for number in candidates if belongs(number)]


def sets_in(members: Members, universe: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Every set that the value may stand for."""
    certain_not = {
        name for name in universe if name in members.absent or (members.closed and name not in members.open)
    }
    undecided = [name for name in universe if name not in members.present and name not in certain_not]
    for size in range(len(undecided) + 1):
        for chosen in combinations(undecided, size):
            yield members.present | set(chosen)
