"""The treatments as they are drawn: one row each, in time, with the lines of therapy they make up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from cardecide.case.choices import Phase
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import lines_of_therapy
from cardecide.facts.context import Context
from cardecide.facts.given_drugs import SINGLE_DAY
from cardecide.facts.progression import day_of, progressed
from cardecide.facts.refractoriness import verdicts_of
from cardecide.facts.timeline import TRANSPLANTS, Entry, timeline
from cardecide.facts.value import Truth
from cardecide_ui.view_models.time_scale import TimeScale, spread

_LINE = "lines.line"
_JOINED = " → "


class Shape(Enum):
    """How a treatment is drawn."""

    BAR = "bar"
    TRANSPLANT = "transplant"
    CAR_T = "car_t"
    RADIOTHERAPY = "radiotherapy"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One treatment. ``place`` is its index in the case; positions run from 0 to 1 along the time axis.

    ``start_known`` and ``stop_known`` say whether a date was entered; without one the position only keeps
    the order. ``refractory`` are the drugs found refractory through this very treatment. ``line`` is 0 where
    it belongs to none.
    """

    place: int
    name: str
    drugs: tuple[str, ...]
    shape: Shape
    start: float
    stop: float
    start_known: bool
    stop_known: bool
    ongoing: bool
    response: str
    progressed: Truth
    progression: float | None
    refractory: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class LineGroup:
    """One line of therapy by the literal count: its number and its first and last row."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TreatmentTimeline:
    """All rows in the order of time, the lines over them, and the years below."""

    rows: tuple[TimelineRow, ...] = ()
    lines: tuple[LineGroup, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()

    def row_of(self, place: int) -> int | None:
        """The row of a treatment of the case."""
        return next((index for index, row in enumerate(self.rows) if row.place == place), None)


def treatment_timeline(case: Case, on: PartialDate) -> TreatmentTimeline:
    """The timeline of ``case`` as of the decision day ``on``."""
    context = Context(case, on, on, {})
    entries = timeline(context)
    if not entries:
        return TreatmentTimeline()
    starts_and_stops = spread([day for entry in entries for day in _days(entry, on)], on.last)
    progressions = [_first(day_of(entry)) for entry in entries]
    scale = TimeScale.over([*starts_and_stops, *(day for day in progressions if day is not None)])
    dated = any(day is not None for entry in entries for day in _days(entry, on)[:1])
    line_of = dict(_lines(context))
    refractory = _refractory(context)
    rows = tuple(
        _row(
            entry,
            scale.at(starts_and_stops[2 * index]),
            scale.at(starts_and_stops[2 * index + 1]),
            _position(scale, progressions[index]),
            tuple(refractory.get(entry.place, ())),
            line_of.get(entry.place, 0),
        )
        for index, entry in enumerate(entries)
    )
    return TreatmentTimeline(rows, tuple(_groups(rows)), scale.ticks() if dated else ())


def _row(
    entry: Entry,
    start: float,
    stop: float,
    progression: float | None,
    refractory: tuple[str, ...],
    line: int,
) -> TimelineRow:
    treatment = entry.treatment
    has_stop = treatment.stop is not None or (entry.phase in SINGLE_DAY and treatment.start is not None)
    return TimelineRow(
        place=entry.place,
        name=treatment.regimen or "",
        drugs=tuple(drug.drug or drug.entered for drug in treatment.drugs),
        shape=_shape(entry),
        start=start,
        stop=max(start, stop),
        start_known=treatment.start is not None,
        stop_known=has_stop,
        ongoing=entry.ongoing,
        response=treatment.best_response.value if treatment.best_response != "unknown" else "",
        progressed=progressed(entry),
        progression=progression,
        refractory=refractory,
        line=line,
    )


def _shape(entry: Entry) -> Shape:
    if entry.phase in TRANSPLANTS:
        return Shape.TRANSPLANT
    if entry.phase is Phase.CAR_T:
        return Shape.CAR_T
    return Shape.RADIOTHERAPY if entry.phase is Phase.RADIOTHERAPY else Shape.BAR


def _days(entry: Entry, on: PartialDate) -> tuple[date | None, date | None]:
    """First day of the start and last day of the end, where entered."""
    start = _first(entry.treatment.start)
    stop = entry.treatment.stop
    if isinstance(stop, PartialDate):
        return start, stop.last
    if stop == "ongoing":
        return start, on.last
    return start, start if entry.phase in SINGLE_DAY else None


def _first(day: PartialDate | None) -> date | None:
    return day.first if day is not None else None


def _position(scale: TimeScale, day: date | None) -> float | None:
    return None if day is None else scale.at(day)


def _lines(context: Context) -> Iterator[tuple[int, int]]:
    """Which line each treatment belongs to, read off the basis of ``prior_lines``.

    The basis names the treatments of each line in their order, so that they are found again one after the
    other; what is in no line is passed over.
    """
    entries, _ = lines_of_therapy.countable(timeline(context), context)
    fact = next(iter(lines_of_therapy.derive(context)))
    told = [dict(said.parts) for said in fact.basis if said.id == _LINE]
    rest = list(entries)
    for parts in told:
        while rest:
            taken = _taken(rest, parts["regimens"])
            if taken:
                yield from ((entry.place, int(parts["number"])) for entry in rest[:taken])
                rest = rest[taken:]
                break
            rest.pop(0)


def _taken(entries: Sequence[Entry], names: str) -> int:
    """How many of the first entries have exactly these names; 0 where they do not."""
    for count in range(1, len(entries) + 1):
        joined = _JOINED.join(entry.name for entry in entries[:count])
        if joined == names:
            return count
        if not names.startswith(joined):
            return 0
    return 0


def _refractory(context: Context) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for drug, verdict in verdicts_of(context).items():
        if verdict.truth is not Truth.YES:
            continue
        for finding in verdict.findings:
            names = found.setdefault(finding.dose.entry.place, [])
            if finding.judgment.truth is Truth.YES and drug not in names:
                names.append(drug)
    return found


def _groups(rows: tuple[TimelineRow, ...]) -> Iterator[LineGroup]:
    numbers = list(dict.fromkeys(row.line for row in rows if row.line))
    for number in numbers:
        members = [index for index, row in enumerate(rows) if row.line == number]
        yield LineGroup(number, members[0], members[-1])
