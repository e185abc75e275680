"""Response and progression over the whole history, and at the last therapy.

Rajkumar et al., Blood 2011;117:4691-4695. Primary refractory: no minimal response to any therapy. Relapsed
and refractory: a minimal response at some point, and now no minimal response to the last therapy or
progression on it or within 60 days of its last dose. Relapsed or refractory: progression after a therapy, or
refractory to one.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cardecide.case.choices import Response
from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import months_since
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.drug_runs import RESPONDED, Dose, judge_response
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.given_drugs import Given
from cardecide.facts.lines_of_therapy import countable
from cardecide.facts.progression import Answer, Judgment, answer_of, day_of, own_progression, progressed
from cardecide.facts.refractoriness import verdicts_of
from cardecide.facts.timeline import Entry, dated, therapies, timeline
from cardecide.facts.truths import all_of, any_of
from cardecide.facts.value import NEVER, Span, Truth
from cardecide.language.message import Message, message

MOST_MONTHS_IN_60_DAYS: Final = Decimal("2.1")
"""60 days from the last of a month that is followed by a short one: 2 months and 2 days."""


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic *response_history*."""
    entries = timeline(context)
    return dated(_facts(context, entries), entries)


def _facts(context: Context, entries: tuple[Entry, ...]) -> Iterable[Fact]:
    treated = therapies(entries)
    last = _last_therapy(context, entries)
    complete = is_closed(context, entries)
    responded = _responded(treated, complete)
    at_last = _judged(last)
    on_last = at_last.truth
    refractory_last = Truth.UNKNOWN if last is None else on_last | _no_response(last)
    any_refractory = any_of(one.truth for one in context.once(verdicts_of).values())
    if not complete:
        any_refractory = any_refractory | Truth.UNKNOWN
    any_progression = any_of(progressed(entry) for entry in treated)

    asked = tuple(_questions(last))
    basis = tuple(_basis(last, at_last))
    yield _yes_no("refractory_to_last_line", refractory_last, basis, asked)
    yield _yes_no("progressed_on_last_therapy", on_last, basis, asked)
    best = tuple(_best(treated))
    yield _yes_no("minimal_response_ever", responded, best, _ask_response(treated))
    yield _yes_no("primary_refractory", all_of((~responded, any_refractory)), best, asked)
    yield _yes_no("relapsed_and_refractory", responded & refractory_last, basis, asked)
    yield _yes_no("relapsed_or_refractory", any_progression | any_refractory, basis, asked)
    months = _months(context, last, at_last)
    name = "months_from_last_line_to_progression"
    yield derived(name, months, basis, () if months.is_exact or months == NEVER else asked)


def _yes_no(name: str, truth: Truth, basis: tuple[Message, ...], questions: tuple[Question, ...]) -> Fact:
    return derived(name, truth, basis, questions if truth is Truth.UNKNOWN else ())


def _last_therapy(context: Context, entries: tuple[Entry, ...]) -> Entry | None:
    """The last treatment that can be a line or a part of one; bridging is not."""
    counted, _ = countable(entries, context)
    return counted[-1] if counted else None


def _as_one(entry: Entry) -> Given:
    """The regimen as a whole, as if it were one drug."""
    reason = entry.treatment.reason_stopped
    return Given((), entry.start, entry.stop, ongoing=entry.ongoing, stopped_for=reason)


def _judged(last: Entry | None) -> Judgment:
    if last is None:
        return Judgment(Truth.UNKNOWN)
    return own_progression(last, _as_one(last), last.stop)


def _no_response(last: Entry) -> Truth:
    return judge_response([Dose(0, last, _as_one(last))]).judgment.truth


def _responded(treated: tuple[Entry, ...], complete: bool) -> Truth:
    found = {entry.treatment.best_response for entry in treated}
    if found & RESPONDED:
        return Truth.YES
    if not found or not complete or Response.UNKNOWN in found:
        return Truth.UNKNOWN
    return Truth.NO


def _months(context: Context, last: Entry | None, judgment: Judgment) -> Span:
    """Calendar months from the last dose of the last regimen to progression; 0 for progression on it.

    Never where the entry says that there was none. A progression without a day was at the latest on the day
    of the decision.
    """
    if last is None or judgment.flag == "PROGRESSION_CONTRADICTORY":
        return Span()
    day, stop = day_of(last), last.treatment.stop
    if answer_of(last) is Answer.NONE:
        return NEVER
    if answer_of(last) is Answer.UNDATED and isinstance(stop, PartialDate):
        return Span(Decimal(0), months_since(stop, context.on).high)
    if day is not None and isinstance(stop, PartialDate):
        return months_since(stop, day)
    if day is not None and stop == "ongoing":
        return Span.exactly(0)
    if answer_of(last) is Answer.AT_END:
        # Progressed at its end: on it, or at the latest 60 days after.
        return Span(Decimal(0), MOST_MONTHS_IN_60_DAYS)
    return Span()


def _basis(last: Entry | None, judgment: Judgment) -> Iterable[Message]:
    if last is None:
        return
    day = day_of(last)
    if day is not None:
        stop = last.treatment.stop or "?"
        yield message("response.progression", regimen=last.name, date=day, stop=stop)
    elif judgment.truth is Truth.YES:
        yield message("response.stopped-for-progression", regimen=last.name)
    elif answer_of(last) is Answer.NONE:
        yield message("response.no-progression", regimen=last.name)


def _best(treated: tuple[Entry, ...]) -> Iterable[Message]:
    for entry in treated:
        if entry.treatment.best_response is not Response.UNKNOWN:
            yield message("response.best", regimen=entry.name, response=entry.treatment.best_response.value)


def _questions(last: Entry | None) -> Iterable[Question]:
    if last is None:
        return
    if answer_of(last) is Answer.DATED:
        text = message("response.ask.stop", regimen=last.name)
        yield Question(f"response.stop.{last.place}", text, last.field("stop"))
    else:
        text = message("response.ask.progression", regimen=last.name)
        yield Question(f"response.progression.{last.place}", text, last.field("progression"))
    if last.treatment.best_response is Response.UNKNOWN:
        text = message("response.ask.best", regimen=last.name)
        yield Question(f"response.best.{last.place}", text, last.field("best_response"))


def _ask_response(treated: tuple[Entry, ...]) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"response.best.{entry.place}",
            message("response.ask.best", regimen=entry.name),
            entry.field("best_response"),
        )
        for entry in treated
        if entry.treatment.best_response is Response.UNKNOWN
    )
