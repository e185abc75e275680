"""Transplants: from the treatment list, or from the section that states them without a list."""

from collections.abc import Callable, Iterable

from cardecide.case.base import YesNo
from cardecide.case.choices import Phase
from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import months_since, weeks_since
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import agreed, derived, entered_yes_no
from cardecide.facts.timeline import Entry, dated, may_be_transplant, timeline
from cardecide.facts.truths import entered
from cardecide.facts.value import NEVER, Span, Truth
from cardecide.language.message import message


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic *transplant*; times run from the last transplant to the reference day."""
    entries = timeline(context)
    return dated(_facts(context, entries), entries)


def _facts(context: Context, entries: tuple[Entry, ...]) -> Iterable[Fact]:
    stated = context.case.prior_transplant
    perhaps = [entry.treatment.start for entry in entries if may_be_transplant(entry)]
    if entries and not is_closed(context, entries):
        perhaps.append(None)
    autologous = _fact(
        context, entries, "autologous", Phase.AUTOLOGOUS_TRANSPLANT, stated.autologous, stated.autologous_date
    )
    allogeneic = _fact(
        context, entries, "allogeneic", Phase.ALLOGENEIC_TRANSPLANT, stated.allogeneic, stated.allogeneic_date
    )
    yield autologous
    yield allogeneic
    yield _since(
        "weeks_since_autologous_transplant",
        autologous.value,
        _days(entries, Phase.AUTOLOGOUS_TRANSPLANT, stated.autologous_date),
        perhaps,
        context.reference,
        weeks_since,
        "prior_transplant.autologous_date",
    )
    for name, measure in (
        ("months_since_allogeneic_transplant", months_since),
        ("weeks_since_allogeneic_transplant", weeks_since),
    ):
        yield _since(
            name,
            allogeneic.value,
            _days(entries, Phase.ALLOGENEIC_TRANSPLANT, stated.allogeneic_date),
            perhaps,
            context.reference,
            measure,
            "prior_transplant.allogeneic_date",
        )
    yield _graft_versus_host(stated.graft_versus_host_disease_active, allogeneic)


def _graft_versus_host(answer: YesNo, allogeneic: Fact) -> Fact:
    """As entered; without an answer, no where there was no allogeneic transplant."""
    name = "graft_versus_host_disease_active"
    if answer is YesNo.UNKNOWN and allogeneic.value is Truth.NO:
        return derived(name, Truth.NO, (message("comorbidity.no-allogeneic"),))
    return entered_yes_no(name, answer)


def _fact(
    context: Context,
    entries: tuple[Entry, ...],
    kind: str,
    phase: Phase,
    answer: YesNo,
    day: PartialDate | None,
) -> Fact:
    name = f"prior_{kind}_transplant"
    listed = [entry for entry in entries if entry.phase is phase]
    if listed:
        truth = Truth.YES
    else:
        # A list taken as complete that names every phase and no transplant says that there was none.
        unsure = not is_closed(context, entries) or any(may_be_transplant(entry) for entry in entries)
        truth = Truth.UNKNOWN if unsure else Truth.NO
    basis = [
        message("transplant.listed", regimen=entry.name, date=entry.treatment.start or "?")
        for entry in listed
    ]
    if truth is Truth.NO:
        basis = [message("transplant.none-listed")]
    claimed = Truth.YES if day is not None and answer is YesNo.UNKNOWN else entered(answer)
    return agreed(derived(name, truth, basis), claimed, f"prior_transplant.{kind}")


def _days(entries: tuple[Entry, ...], phase: Phase, stated: PartialDate | None) -> list[PartialDate | None]:
    days = [entry.treatment.start for entry in entries if entry.phase is phase]
    if stated is None:
        return days
    # A date stated beside an entry without one is taken for that entry's.
    return [*(day for day in days if day is not None), stated]


def _since(
    name: str,
    had: object,
    days: list[PartialDate | None],
    perhaps: list[PartialDate | None],
    reference: PartialDate,
    measure: Callable[[PartialDate, PartialDate], Span],
    field: str,
) -> Fact:
    if had is Truth.NO:
        return derived(name, NEVER, (message("time.never"),))
    known = [day for day in days if day is not None]
    if not known or had is not Truth.YES:
        question = Question(f"transplant.{name}", message(f"transplant.ask.{name}"), field)
        return derived(name, Span(), (), (question,) if had is Truth.YES else ())
    highs = [span.high for day in known if (span := measure(day, reference)).high is not None]
    # An undated transplant may be more recent than every dated one; so may what may have been a transplant.
    every = [*days, *perhaps]
    lows = [measure(day, reference).low for day in every if day is not None]
    low = min(low for low in lows if low is not None) if None not in every else None
    newest = max(known)
    return derived(name, Span(low, min(highs)), (message("time.since", date=newest),))
