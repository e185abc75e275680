"""Facts made from what several entries say together."""

from collections.abc import Sequence
from dataclasses import replace

from cardecide.case.base import YesNo
from cardecide.case.partial_date import PartialDate
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.truths import entered
from cardecide.facts.value import Options, Truth, Value, is_known
from cardecide.language.message import Message, message


def derived(
    name: str, value: Value, basis: Sequence[Message] = (), questions: Sequence[Question] = ()
) -> Fact:
    """A derived fact; its origin is *missing* where its value says nothing."""
    origin = Origin.DERIVED if is_known(value) else Origin.MISSING
    return Fact(name, value, origin, basis=tuple(basis), questions=tuple(questions))


def newest(*days: PartialDate | None) -> PartialDate | None:
    """The newest of several dates, some of which may be missing."""
    return max((day for day in days if day), default=None)


def as_entered(name: str, value: Value) -> Fact:
    """A fact that the case states itself."""
    if not is_known(value):
        return Fact(name, value)
    return Fact(name, value, Origin.ENTERED, basis=(message("as-entered"),))


def entered_yes_no(name: str, answer: YesNo) -> Fact:
    """A yes/no fact that the case states itself."""
    return as_entered(name, entered(answer))


def entered_choice(name: str, answer: str | None) -> Fact:
    """A choice that the case states itself."""
    return as_entered(name, Options(frozenset({str(answer)}) if answer else None))


def agreed(fact: Fact, claimed: Truth, field: str) -> Fact:
    """``fact`` together with what the case states of the same finding.

    Where they disagree nothing is decided: the finding becomes unknown, and the question says why.
    """
    if claimed is Truth.UNKNOWN or claimed is fact.value:
        return fact
    if fact.value is Truth.UNKNOWN:
        basis = (message("as-entered"), *fact.basis)
        return replace(fact, value=claimed, origin=Origin.ENTERED, basis=basis)
    question = Question(f"disagrees.{fact.name}", message("entered-disagrees", field=field), field)
    return replace(
        fact,
        value=Truth.UNKNOWN,
        questions=(*fact.questions, question),
        flags=(*fact.flags, "ENTERED_DISAGREES"),
    )
