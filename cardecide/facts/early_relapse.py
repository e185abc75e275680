"""Functional high risk: relapse early after first therapy.

Within 12 months: at most 365 days after the first transplant, or from the start of first therapy
(CARTITUDE-2, cohort B). Within 18 months: fewer than 548 days from the start of first therapy (KarMMa-2).
"""

from collections.abc import Iterable
from typing import Final

from cardecide.case.choices import Phase
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.given_drugs import days_apart, window
from cardecide.facts.progression import first_progression
from cardecide.facts.timeline import Entry, dated, may_be_transplant, therapies, timeline
from cardecide.facts.value import Days, Truth
from cardecide.language.message import Message, message

WITHIN_12_MONTHS_DAYS: Final = 365
BELOW_18_MONTHS_DAYS: Final = 548


def derive(context: Context) -> Iterable[Fact]:
    """``early_relapse_12_months`` and ``early_relapse_18_months``."""
    entries = therapies(timeline(context))
    closed = is_closed(context, entries)
    relapse = first_progression(entries)
    within_12, below_18 = Truth.UNKNOWN, Truth.UNKNOWN
    if entries and closed:
        start = entries[0].start
        below_18 = within(start, relapse, BELOW_18_MONTHS_DAYS - 1)
        from_start = within(start, relapse, WITHIN_12_MONTHS_DAYS)
        within_12 = from_start | _after_transplant(context, entries, relapse)
    basis = tuple(_basis(entries, relapse))
    facts = (
        derived(name, truth, basis, _questions(entries) if truth is Truth.UNKNOWN else ())
        for name, truth in (("early_relapse_12_months", within_12), ("early_relapse_18_months", below_18))
    )
    return dated(facts, entries)


def within(start: Days, relapse: Days | None, limit: int) -> Truth:
    """Whether the first relapse came at most ``limit`` days after ``start``; no where there was none."""
    if relapse is None:
        return Truth.NO
    least, most = days_apart(start, relapse)
    if most is not None and most <= limit:
        return Truth.YES
    return Truth.NO if least is not None and least > limit else Truth.UNKNOWN


def _after_transplant(context: Context, entries: tuple[Entry, ...], relapse: Days | None) -> Truth:
    """Whether relapse came within 12 months of a transplant that preceded it."""
    if relapse is None:
        return Truth.NO
    found = _after_listed_transplant(context, entries, relapse)
    unsure = found is Truth.NO and any(may_be_transplant(entry) for entry in entries)
    return Truth.UNKNOWN if unsure else found


def _after_listed_transplant(context: Context, entries: tuple[Entry, ...], relapse: Days) -> Truth:
    starts = [entry.start for entry in entries if entry.phase is Phase.AUTOLOGOUS_TRANSPLANT]
    if not starts:
        stated = context.case.prior_transplant
        if stated.autologous_date is None:
            return Truth.NO if stated.autologous.value != "yes" else Truth.UNKNOWN
        starts = [window(stated.autologous_date)]
    first = _earliest(starts)
    least, most = days_apart(first, relapse)
    if most is not None and most < 0:
        return Truth.NO  # a transplant after the first relapse was not part of first therapy
    if least is None or least < 0:
        return Truth.UNKNOWN
    return within(first, relapse, WITHIN_12_MONTHS_DAYS)


def _earliest(starts: list[Days]) -> Days:
    """When the first of several transplants was; one without a date may have been before all others."""
    firsts = [start.first for start in starts if start.first is not None]
    lasts = [start.last for start in starts if start.last is not None]
    return Days(min(firsts) if len(firsts) == len(starts) else None, min(lasts, default=None))


def _basis(entries: tuple[Entry, ...], relapse: Days | None) -> Iterable[Message]:
    if entries and entries[0].treatment.start is not None:
        yield message("early.start", date=entries[0].treatment.start)
    if relapse is not None and relapse.first is not None and relapse.first == relapse.last:
        yield message("early.relapse", date=relapse.first)


def _questions(entries: tuple[Entry, ...]) -> tuple[Question, ...]:
    asked = []
    for entry in entries:
        if entry.treatment.progression is None:
            text = message("response.ask.progression", regimen=entry.name)
            asked.append(Question(f"early.progression.{entry.place}", text, entry.field("progression")))
            break
    if entries and entries[0].treatment.start is None:
        text = message("early.ask.start", regimen=entries[0].name)
        asked.append(Question("early.start", text, entries[0].field("start")))
    return tuple(asked)
