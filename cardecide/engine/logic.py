"""Kleene's three-valued logic: what a condition says where some facts are not, or only partly, known.

An interval or a set of possibilities answers yes or no only where every possibility agrees.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    Operator,
    YesNoAtom,
)
from cardecide.facts.value import Members, Options, Span, Truth, Value


def all_of(truths: Iterable[Truth]) -> Truth:
    """No where one part is no, whatever is unknown; yes where every part is yes."""
    result = Truth.YES
    for truth in truths:
        result &= truth
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Yes where one part is yes, whatever is unknown; no where every part is no."""
    result = Truth.NO
    for truth in truths:
        result |= truth
    return result


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Yes where ``n`` parts are yes; no where too few are left that could be."""
    known = list(truths)
    certain = sum(truth is Truth.YES for truth in known)
    possible = sum(truth is not Truth.NO for truth in known)
    return _settled(certain >= n, possible < n)


def evaluate_atom(atom: Atom, value: Value | None) -> Truth:
    """The truth of one atom for the value of its fact; None is a fact about which nothing is known.

    Raises TypeError where the value is of another kind than the atom: the loader and the catalogue
    guarantee that it cannot happen for a loaded pack and a fact sheet of the same catalogue.
    """
    match atom, value:
        case _, None:
            return Truth.UNKNOWN
        case YesNoAtom(), Truth():
            return value
        case Compare(_, op, threshold), Span():
            return compare(value, op, threshold)
        case Includes(_, mode, members), Members():
            combine = any_of if mode == "any" else all_of
            return combine(value.includes(member) for member in members)
        case IsOneOf(_, values), Options(possible):
            if possible is None:
                return Truth.UNKNOWN
            return _settled(possible.issubset(values), possible.isdisjoint(values))
    raise TypeError(f"the fact {atom.fact} holds a {type(value).__name__}, which {atom} cannot judge")


def compare(span: Span, op: Operator, threshold: Decimal) -> Truth:
    """Whether every number of the span, or none, stands in the relation to the threshold."""
    match op:
        case ">=":
            return _reaches(span, threshold)
        case ">":
            return _exceeds(span, threshold)
        case "<":
            return ~_reaches(span, threshold)
        case "<=":
            return ~_exceeds(span, threshold)
        case "=":
            return _reaches(span, threshold) & ~_exceeds(span, threshold)


def _reaches(span: Span, threshold: Decimal) -> Truth:
    low, high = span.low, span.high
    below = high is not None and (high < threshold or (span.high_open and high == threshold))
    return _settled(low is not None and low >= threshold, below)


def _exceeds(span: Span, threshold: Decimal) -> Truth:
    low, high = span.low, span.high
    above = low is not None and (low > threshold or (span.low_open and low == threshold))
    return _settled(above, high is not None and high <= threshold)


def _settled(yes: bool, no: bool) -> Truth:
    if yes:
        return Truth.YES
    return Truth.NO if no else Truth.UNKNOWN


def truth_of(expression: Expression, values: Mapping[str, Value]) -> Truth:
    """The truth of a whole condition for the values of its facts; a fact without a value is unknown."""
    match expression:
        case AllOf(parts):
            return all_of(truth_of(part, values) for part in parts)
        case AnyOf(parts):
            return any_of(truth_of(part, values) for part in parts)
        case AtLeast(n, parts):
            return at_least(n, (truth_of(part, values) for part in parts))
        case Not(part):
            return ~truth_of(part, values)
        case _:
            return evaluate_atom(expression, values.get(expression.fact))
