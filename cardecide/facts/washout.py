"""How long ago each kind of therapy was last given, measured to the reference day.

A drug still being given counts as given until the decision day. Where a last dose is not entered it lies
between the drug's start and the decision day. What a list taken as complete does not name was never given.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from cardecide.case.choices import Phase
from cardecide.case.drugs import all_drugs
from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import days_between, days_since, months_between, weeks_since
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.fact_building import as_entered, derived
from cardecide.facts.lookup import resting_on, span
from cardecide.facts.spans import at_least, below
from cardecide.facts.timeline import Entry, dated, timeline
from cardecide.facts.truths import all_of
from cardecide.facts.value import NEVER, Days, Span
from cardecide.language.message import message

_CLASSES = {
    "days_since_proteasome_inhibitor": ("PI",),
    "days_since_imid": ("IMiD",),
    "days_since_cytotoxic": ("alkylator", "anthracycline", "cytotoxic"),
    "days_since_steroid": ("steroid",),
}
_FREE_INTERVALS = {
    "months_since_proteasome_inhibitor": "PI",
    "months_since_imid": "IMiD",
    "months_since_anti_cd38": "anti-CD38",
}
"""The drug-free interval of the three classes; 18 months without an immunomodulatory drug went with a better
outcome on pomalidomide (Blood Adv 2019;3:4095)."""

WASHOUT_DAYS: Final = Decimal(14)
RECENT_BENDAMUSTINE_MONTHS: Final = Decimal(9)
_WASHED_OUT: Final = (
    "days_since_proteasome_inhibitor",
    "days_since_imid",
    "days_since_monoclonal_antibody",
    "days_since_steroid",
)


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic *washout*."""
    entries = timeline(context)
    return dated(_facts(context, entries), entries)


def _facts(context: Context, entries: tuple[Entry, ...]) -> Iterable[Fact]:
    drugs = all_drugs()
    for name, classes in _CLASSES.items():
        of_class = frozenset(n for n, drug in drugs.items() if set(classes) & set(drug.counts_as))
        yield time_since_drugs(context, entries, name, of_class)
    antibodies = frozenset(n for n, drug in drugs.items() if drug.modality == "antibody" and drug.counts_as)
    yield time_since_drugs(context, entries, "days_since_monoclonal_antibody", antibodies)
    yield _radiotherapy(context, entries)
    bendamustine = frozenset({"bendamustine"})
    yield time_since_drugs(
        context, entries, "months_since_bendamustine", bendamustine, measure=months_between
    )
    for name, drug_class in _FREE_INTERVALS.items():
        of_class = frozenset(n for n, drug in drugs.items() if drug_class in drug.counts_as)
        yield time_since_drugs(context, entries, name, of_class, measure=months_between)
    lenalidomide = frozenset({"lenalidomide"})
    yield time_since_drugs(
        context, entries, "months_since_lenalidomide", lenalidomide, measure=months_between
    )
    yield from _judged(context)
    entered = context.case.comorbidity
    if entered.live_vaccine is not None:
        since = weeks_since(entered.live_vaccine, context.reference)
        yield _at("weeks_since_live_vaccine", since, entered.live_vaccine)
    if entered.plasmapheresis is not None:
        since = days_since(entered.plasmapheresis, context.reference)
        yield _at("days_since_plasmapheresis", since, entered.plasmapheresis)
    yield as_entered("corticosteroid_dose_7_days", amount_span(entered.corticosteroid_7_days, "mg"))


def _judged(context: Context) -> Iterable[Fact]:
    """What the intervals mean: two weeks without the four kinds of drug, bendamustine in nine months."""
    complete = all_of(at_least(span(context, name), WASHOUT_DAYS) for name in _WASHED_OUT)
    yield resting_on(derived("washout_two_weeks", complete), context, _WASHED_OUT)
    recent = below(span(context, "months_since_bendamustine"), RECENT_BENDAMUSTINE_MONTHS)
    yield resting_on(derived("bendamustine_recent", recent), context, ("months_since_bendamustine",))


def _at(name: str, since: Span, day: PartialDate) -> Fact:
    return Fact(name, since, Origin.ENTERED, basis=(message("time.since", date=day),), as_of=day)


def time_since_drugs(
    context: Context,
    entries: tuple[Entry, ...],
    name: str,
    drugs: frozenset[str],
    measure: Callable[..., Decimal] = days_between,
) -> Fact:
    """The time since the last dose of any of ``drugs``, as the fact ``name``."""
    sure: list[tuple[Entry, Days]] = []
    maybe: list[tuple[Entry, Days]] = []
    for entry in entries:
        for one in entry.drugs.given:
            if drugs & set(one.may_be):
                certain = one.certain and drugs.issuperset(one.may_be)
                (sure if certain else maybe).append((entry, _until_reference(one.last_dose, context)))
    return _since(context, name, sure, maybe, closed=is_closed(context, entries), measure=measure)


def _until_reference(last: Days, context: Context) -> Days:
    """A last dose that may be on the decision day may as well follow, up to the reference day."""
    if last.last is None or last.last < context.on.last:
        return last
    return Days(last.first, max(last.last, context.reference.last))


def _radiotherapy(context: Context, entries: tuple[Entry, ...]) -> Fact:
    courses = [
        (entry, _until_reference(entry.stop, context))
        for entry in entries
        if entry.phase is Phase.RADIOTHERAPY
    ]
    closed = is_closed(context, entries)
    return _since(context, "days_since_radiotherapy", courses, [], closed=closed, measure=days_between)


def _newest(given: list[tuple[Entry, Days]]) -> Entry | None:
    """The entry that is known to have ended last: an undated one only may have, and stands behind it."""

    def ended(pair: tuple[Entry, Days]) -> tuple[date, date]:
        _, last = pair
        return last.first or date.min, last.last or date.min

    # Of entries that ended alike, the one listed last.
    return max(reversed(given), key=ended)[0] if given else None


def _since(
    context: Context,
    name: str,
    sure: list[tuple[Entry, Days]],
    maybe: list[tuple[Entry, Days]],
    *,
    closed: bool,
    measure: Callable[..., Decimal],
) -> Fact:
    if not sure and not maybe:
        return derived(name, NEVER, (message("time.never"),)) if closed else derived(name, Span())
    reference = context.reference
    lows, highs = [], []
    for _, last in (*sure, *maybe):
        lows.append(Decimal(0) if last.last is None else measure(last.last, reference.first))
    for _, last in sure:
        if last.first is not None:
            highs.append(measure(last.first, reference.last))
    low = min(lows) if closed else Decimal(0)
    since = Span(low, min(highs, default=None))
    basis = [message("time.last-dose", regimen=newest.name)] if (newest := _newest(sure)) else []
    questions = [
        Question(
            f"washout.{name}.{entry.place}",
            message("time.ask.last-dose", regimen=entry.name),
            entry.field("stop"),
        )
        for entry, last in sure
        if entry.treatment.stop is None and last.first != last.last
    ]
    return derived(name, since, basis, questions)
