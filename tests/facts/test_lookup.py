"""What a fact takes over from the facts that it was computed from."""

from types import MappingProxyType

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.lookup import resting_on
from cardecide.facts.value import Members, Options, Span, Truth, Value
from cardecide.language.message import message

ON = PartialDate.parse("2026-11-20")


def given(name: str, day: str | None) -> Fact:
    return Fact(
        name,
        Truth.YES,
        Origin.ENTERED,
        basis=(message("as-entered"), message(f"of-{name}")),
        questions=(Question(f"ask-{name}", message("given")),),
        as_of=PartialDate.parse(day) if day else None,
    )


def made(value: Value) -> Fact:
    inputs = {"a": given("a", "2026-01-02"), "b": given("b", "2026-03"), "c": given("c", None)}
    context = Context(Case(id="T"), ON, ON, MappingProxyType(inputs))
    fact = Fact("x", value, Origin.DERIVED, questions=(Question("own", message("given")),))
    return resting_on(fact, context, ("a", "b", "c", "not derived"))


@pytest.mark.parametrize(
    ("value", "settled"),
    [
        (Truth.YES, True),
        (Truth.NO, True),
        (Truth.UNKNOWN, False),
        (Span.exactly(1), True),
        (Span(high=Span.exactly(1).high), False),
        (Options(frozenset({"I"})), True),
        (Options(frozenset({"I", "II"})), False),
        (Members(closed=True), False),
    ],
)
def test_the_questions_of_what_it_rests_on_are_asked_while_it_is_open(value: Value, settled: bool) -> None:
    asked = [question.id for question in made(value).questions]
    assert asked == (["own"] if settled else ["own", "ask-a", "ask-b", "ask-c"])


def test_it_has_their_basis_once_and_their_newest_date() -> None:
    fact = made(Truth.YES)
    assert [line.id for line in fact.basis] == ["as-entered", "of-a", "of-b", "of-c"]
    assert str(fact.as_of) == "2026-03"
