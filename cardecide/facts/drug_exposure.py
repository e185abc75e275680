"""Which drugs and classes a patient has received.

A list of treatments with entries is taken as complete unless ``treatments_complete: no``; an empty list
leaves everything unknown. A drug that only may have been given (an ambiguous letter, a drug that the
regimen's name promises and the list lacks) stays open, neither received nor not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.drugs import DRUG_CLASSES, all_drugs
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.given_drugs import Given
from cardecide.facts.timeline import Entry, newest_date, timeline
from cardecide.facts.truths import all_of
from cardecide.facts.value import Members, Truth
from cardecide.language.message import Message, message

_THREE_CLASSES: Final = ("PI", "IMiD", "anti-CD38")


def derive(context: Context) -> Iterable[Fact]:
    """``exposed_drugs``, ``exposed_classes``, ``triple_class_exposed``, ``penta_exposed``."""
    entries = timeline(context)
    drugs = exposed_drugs(context, entries)
    classes = exposed_classes(context, entries)
    questions = tuple(_questions(context, entries))
    as_of = newest_date(entries)
    origin = Origin.DERIVED if entries else Origin.MISSING
    flags = ("REGIMEN_DRUG_MISMATCH",) if any(entry.drugs.missing for entry in entries) else ()
    basis = tuple(_basis(entries))
    for name, value in (("exposed_drugs", drugs), ("exposed_classes", classes)):
        yield Fact(name, value, origin, basis=basis, questions=questions, flags=flags, as_of=as_of)
    combined = combinations(drugs, classes)
    first = [_received(entries, one) for one in _THREE_CLASSES]
    for name, grounds in (
        ("triple_class_exposed", [one for one in first if one]),
        ("penta_exposed", basis),
    ):
        yield _settled(name, combined[name], grounds, questions, as_of)


def combinations(drugs: Members, classes: Members) -> dict[str, Truth]:
    """The named combinations of classes received, from the drugs and classes received."""
    two = [at_least_of_class(drugs.includes, one, 2) for one in ("PI", "IMiD")]
    return {
        "triple_class_exposed": all_of(classes.includes(one) for one in _THREE_CLASSES),
        "penta_exposed": all_of((*two, classes.includes("anti-CD38"))),
    }


def _settled(
    name: str,
    truth: Truth,
    basis: Sequence[Message],
    questions: Sequence[Question],
    as_of: PartialDate | None,
) -> Fact:
    """A yes/no fact, with questions only while it is open."""
    fact = derived(name, truth, basis, questions if truth is Truth.UNKNOWN else ())
    return replace(fact, as_of=as_of if truth is not Truth.UNKNOWN else None)


def is_closed(context: Context, entries: tuple[Entry, ...]) -> bool:
    """Whether a drug that no entry may mean was certainly not given."""
    complete = context.case.treatments_complete is not YesNo.NO
    return bool(entries) and complete and not any(entry.drugs.unbounded for entry in entries)


def is_sure(one: Given) -> bool:
    """Whether it is one known drug that was certainly given."""
    return one.certain and len(one.may_be) == 1


def exposed_drugs(context: Context, entries: tuple[Entry, ...]) -> Members:
    """The drugs received, those that may have been, and whether the rest were not."""
    given = [one for entry in entries for one in entry.drugs.given]
    present = frozenset(one.may_be[0] for one in given if is_sure(one))
    maybe = frozenset(name for one in given for name in one.may_be) - present
    return Members(present, closed=is_closed(context, entries), open=maybe)


def exposed_classes(context: Context, entries: tuple[Entry, ...]) -> Members:
    """The classes received. An ambiguous word settles a class that all its readings share."""
    known = all_drugs()
    present: set[str] = set()
    maybe: set[str] = set()
    for entry in entries:
        for one in entry.drugs.given:
            if one.certain and one.may_be:
                present |= _shared({name} for name in one.may_be)
            for name in one.may_be:
                maybe |= {*known[name].counts_as, *known[name].may_count_as}
        # A regimen whose readings all hold a drug of the class was a treatment with that class.
        if entry.drugs.expanded:
            present |= _shared(entry.drugs.readings)
    closed = is_closed(context, entries)
    return Members(frozenset(present), closed=closed, open=frozenset(maybe - present))


def _shared(readings: Iterable[Iterable[str]]) -> set[str]:
    """The classes that every reading holds a drug of."""
    classes = [{str(c) for name in reading for c in all_drugs()[name].counts_as} for reading in readings]
    return set.intersection(*classes)


def at_least_of_class(includes: Callable[[str], Truth], drug_class: str, number: int) -> Truth:
    """Whether ``includes`` holds for at least ``number`` of the drugs of a class."""
    low, high = count_of_class(includes, drug_class)
    if low >= number:
        return Truth.YES
    return Truth.NO if high < number else Truth.UNKNOWN


def count_of_class(includes: Callable[[str], Truth], drug_class: str) -> tuple[int, int]:
    """The smallest and largest number of drugs of a class for which ``includes`` holds."""
    found = [includes(name) for name, drug in all_drugs().items() if drug_class in drug.counts_as]
    sure = sum(one is Truth.YES for one in found)
    return sure, sure + sum(one is Truth.UNKNOWN for one in found)


def _received(entries: tuple[Entry, ...], drug_class: str) -> Message | None:
    for entry in entries:
        for one in entry.drugs.given:
            if is_sure(one) and drug_class in all_drugs()[one.may_be[0]].counts_as:
                return message(
                    "therapy.received",
                    drug=f"@drugs:{one.may_be[0]}",
                    drug_class=f"@value:{drug_class}",
                    regimen=entry.name,
                )
    return None


def _basis(entries: tuple[Entry, ...]) -> Iterable[Message]:
    for drug_class in DRUG_CLASSES:
        if (received := _received(entries, drug_class)) is not None:
            yield received
    for entry in entries:
        if entry.drugs.expanded:
            drugs = [one.may_be[0] for one in entry.drugs.given if one.certain]
            yield message("therapy.expanded", regimen=entry.name, drugs=_named(drugs))
        if entry.drugs.missing:
            missing = _named(sorted(entry.drugs.missing))
            yield message("therapy.mismatch", regimen=entry.name, drugs=missing)


def _named(drugs: Iterable[str]) -> str:
    """Several drugs as one part of a message, said by their labels in each language."""
    return f"@drugs:{'|'.join(drugs)}"


def _questions(context: Context, entries: tuple[Entry, ...]) -> Iterable[Question]:
    if context.case.treatments_complete is YesNo.NO:
        yield Question("lines.list-complete", message("lines.list-complete"), "treatments_complete")
    for entry in entries:
        field = entry.field("drugs")
        if entry.drugs.expanded:
            text = message("therapy.ask.confirm-expansion", regimen=entry.name)
            yield Question(f"therapy.confirm-expansion.{entry.place}", text, field)
        elif entry.drugs.unbounded:
            text = message("therapy.ask.which-drugs", regimen=entry.name)
            yield Question(f"therapy.which-drugs.{entry.place}", text, field)
        if entry.drugs.missing:
            missing = _named(sorted(entry.drugs.missing))
            text = message("therapy.ask.mismatch", regimen=entry.name, drugs=missing)
            yield Question(f"therapy.mismatch.{entry.place}", text, field)
        for number, drug in enumerate(entry.treatment.drugs):
            if drug.candidates:
                readings = _named(drug.candidates)
                text = message("therapy.ask.ambiguous", word=drug.entered, drugs=readings, regimen=entry.name)
                yield Question(
                    f"therapy.ambiguous.{entry.place}.{number}", text, entry.field(f"drugs[{number}].drug")
                )
