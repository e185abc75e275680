"""The best response to anything, to the last therapy, and to BCMA-directed therapy.

A response that is not entered may have been any; the best of several is at least as good as the best that is
entered. The response of a regimen counts for each of its drugs.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from cardecide.case.choices import Response
from cardecide.case.drugs import all_drugs
from cardecide.facts.calendar_time import months_since
from cardecide.facts.cellular_therapy import BCMA, before_decision
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.lines_of_therapy import countable
from cardecide.facts.lookup import truth
from cardecide.facts.progression import Answer, answer_of, day_of, progressed
from cardecide.facts.timeline import Entry, dated, therapies, timeline
from cardecide.facts.truths import any_of
from cardecide.facts.value import Options, Span, Truth
from cardecide.language.message import Message, message

ORDER: Final = tuple(one for one in Response if one is not Response.UNKNOWN)
NOT_GIVEN: Final = "not_given"


def best_of(responses: Sequence[Response], *, complete: bool) -> frozenset[str] | None:
    """What the best of the responses may be; None where nothing is known.

    ``complete`` says that there are no responses beside these.
    """
    known = [one for one in responses if one is not Response.UNKNOWN]
    if not known:
        return None
    best = min(ORDER.index(one) for one in known)
    open_above = not complete or len(known) < len(responses)
    return frozenset(one.value for one in ORDER[: best + 1]) if open_above else frozenset({ORDER[best].value})


def derive(context: Context) -> Iterable[Fact]:
    """Best responses, and progression after BCMA-directed therapy."""
    entries = timeline(context)
    return dated(_facts(context, entries), entries)


def _facts(context: Context, entries: tuple[Entry, ...]) -> Iterable[Fact]:
    closed = is_closed(context, entries)
    yield _best("best_response_ever", therapies(entries), complete=closed)
    counted, _ = countable(entries, context)
    yield _best("best_response_to_last_therapy", counted[-1:], complete=True)
    given = truth(context, "prior_bcma_therapy")
    if given is Truth.NO:
        none = (message("cellular.none-listed"),)
        yield derived("best_response_to_bcma_therapy", Options(frozenset({NOT_GIVEN})), none)
        yield derived("progression_after_bcma_therapy", Truth.NO, none)
        return
    sure = tuple(one for one in before_decision(context, entries) if _is_bcma(one))
    complete = closed and not any(_may_be_bcma(one) for one in entries if one not in sure)
    if sure:
        yield _best("best_response_to_bcma_therapy", sure, complete=complete)
    progression = any_of(progressed(one) for one in sure)
    if not sure or (progression is Truth.NO and not complete):
        progression = Truth.UNKNOWN
    asked = _ask_progression(sure) if progression is Truth.UNKNOWN else ()
    yield derived("progression_after_bcma_therapy", progression, tuple(_basis(sure)), asked)
    if sure and complete:
        yield _months(context, sure[-1])


def _best(name: str, entries: Sequence[Entry], *, complete: bool) -> Fact:
    possible = best_of([one.treatment.best_response for one in entries], complete=complete)
    basis = tuple(
        message("response.best", regimen=one.name, response=one.treatment.best_response.value)
        for one in entries
        if one.treatment.best_response is not Response.UNKNOWN
    )
    value = Options(possible)
    asked = () if value.is_exact else _ask_response(entries)
    return derived(name, value, basis, asked)


def _ask_response(entries: Sequence[Entry]) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"response.best.{one.place}",
            message("response.ask.best", regimen=one.name),
            one.field("best_response"),
        )
        for one in entries
        if one.treatment.best_response is Response.UNKNOWN
    )


def _ask_progression(entries: Sequence[Entry]) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"response.progression.{one.place}",
            message("response.ask.progression", regimen=one.name),
            one.field("progression"),
        )
        for one in entries
        if progressed(one) is Truth.UNKNOWN
    )


def _is_bcma(entry: Entry) -> bool:
    known = all_drugs()
    return any(
        one.certain and one.may_be and all(BCMA in known[name].counts_as for name in one.may_be)
        for one in entry.drugs.given
    )


def _may_be_bcma(entry: Entry) -> bool:
    known = all_drugs()
    return any(
        BCMA in (*known[name].counts_as, *known[name].may_count_as)
        for one in entry.drugs.given
        for name in one.may_be
    )


def _months(context: Context, last: Entry) -> Fact:
    """Calendar months from the start of the last BCMA-directed therapy to its progression.

    Where none is entered as yet, longer than the time that has passed since.
    """
    name = "months_from_bcma_therapy_to_progression"
    start, day = last.treatment.start, day_of(last)
    if start is None:
        return derived(name, Span())
    if day is not None:
        return derived(name, months_since(start, day), tuple(_basis((last,))))
    if answer_of(last) is Answer.NONE:
        return derived(name, Span(months_since(start, context.on).low), tuple(_basis((last,))))
    return derived(name, Span(), (), _ask_progression((last,)))


def _basis(entries: Sequence[Entry]) -> Iterable[Message]:
    for entry in entries:
        day = day_of(entry)
        if day is not None:
            yield message("response.progression-after", regimen=entry.name, date=day)
        elif answer_of(entry) is Answer.NONE:
            yield message("response.no-progression", regimen=entry.name)
