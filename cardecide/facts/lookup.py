"""Reads the facts that topics before this one have derived, with their overrides and claims in effect."""

from collections.abc import Sequence
from typing import TypeVar

from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value

_V = TypeVar("_V", Truth, Span, Options, Members)


def truth(context: Context, name: str) -> Truth:
    """The yes/no fact; unknown where it has not been derived."""
    return _value(context, name, Truth.UNKNOWN)


def span(context: Context, name: str) -> Span:
    """The count or quantity; without bounds where it has not been derived."""
    return _value(context, name, Span())


def options(context: Context, name: str) -> Options:
    """The choice; open where it has not been derived."""
    return _value(context, name, Options())


def _value(context: Context, name: str, unknown: _V) -> _V:
    found = context.facts.get(name)
    return found.value if found is not None and isinstance(found.value, type(unknown)) else unknown


def resting_on(made: Fact, context: Context, names: Sequence[str]) -> Fact:
    """``made`` with the basis and newest date of the facts it was computed from.

    Their questions come along only while ``made`` is open: once it is settled no answer can change it.
    """
    inputs = [context.facts[name] for name in names if name in context.facts]
    dates = [given.as_of for given in inputs if given.as_of]
    basis = dict.fromkeys((*(line for given in inputs for line in given.basis), *made.basis))
    asked = () if _is_settled(made.value) else (asked for given in inputs for asked in given.questions)
    questions = dict.fromkeys((*made.questions, *asked))
    # Written out: ``replace`` takes several times as long, and every derived fact comes through here.
    return Fact(
        made.name,
        made.value,
        made.origin,
        best=made.best,
        basis=tuple(basis),
        questions=tuple(questions),
        flags=made.flags,
        as_of=max(dates, default=made.as_of),
        claim=made.claim,
    )


def _is_settled(value: Value) -> bool:
    match value:
        case Truth():
            return value is not Truth.UNKNOWN
        case Span() | Options():
            return value.is_exact
    return False
