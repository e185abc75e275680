"""Prior lines of therapy: the literal count of 2015, the interval around it, and what to ask.

Lines are those started before the decision, the one that is failing included. The CAR-T for which the
decision is taken and its bridging are not among them; a CAR-T given earlier is.

Where information does not merely narrow. The published algorithm takes the step to a part of the previous
drugs as the same line unless progression is stated, and an absent date as no gap: a reason or a date entered
afterwards can therefore raise the count above the interval. The order of undated entries is taken from the
list. Everything else only narrows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import Phase, StopReason
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.given_drugs import SINGLE_DAY, days_apart
from cardecide.facts.line_rules import Convention, Kind, LineCount, Reason, Step, count_lines
from cardecide.facts.progression import day_of
from cardecide.facts.timeline import TRANSPLANTS, Entry, newest_date, therapies, timeline
from cardecide.facts.value import Span, Truth
from cardecide.language.message import Message, message

SHORTEST_CYCLE_DAYS: Final = 21
_MOST_READINGS = 128
_REASONS = {
    StopReason.PROGRESSION: Reason.PROGRESSION,
    StopReason.INADEQUATE_RESPONSE: Reason.PROGRESSION,
    StopReason.TOXICITY: Reason.TOXICITY,
    StopReason.COMPLETED: Reason.COMPLETED,
    StopReason.UNKNOWN: Reason.UNKNOWN,
}
_ASKED_FIELD = {
    "REASON_UNKNOWN": "reason_stopped",
    "PLAN_UNCONFIRMED": "planned",
    "SCT_PLAN_UNCONFIRMED": "planned",
    "TANDEM_UNCONFIRMED": "planned",
    "RETREAT_SAME_REGIMEN_AFTER_PD": "new_line",
    "STEROID_ONLY_CHANGE": "new_line",
    "READD_SAME_LINE": "new_line",
    "LATE_START_UNPLANNED": "planned",
    "BRIDGING_ATTACHED": "new_line",
    "LT_1_CYCLE": "cycles",
    "DRUGS_UNKNOWN": "drugs",
    "BEFORE_DIAGNOSIS": "new_line",
}


def derive(context: Context) -> Iterable[Fact]:
    """``prior_lines`` by the definition of 2015, ``prior_lines_2011`` by the one before it."""
    entries = timeline(context)
    if not entries:
        for name in ("prior_lines", "prior_lines_2011"):
            yield Fact(name, Span())
        return
    counted, bridging = countable(entries, context)
    for name, convention in (
        ("prior_lines", Convention.IMWG_2015),
        ("prior_lines_2011", Convention.IMWG_2011),
    ):
        yield _fact(name, context, counted, bridging, convention)


def countable(entries: tuple[Entry, ...], context: Context) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries that can be lines before the decision, and the bridging that belongs to a CAR-T.

    Bridging belongs to the CAR-T that follows it, or to the coming one where nothing follows. The CAR-T for
    which the decision is taken does not start before the decision date.
    """
    kept: list[Entry] = []
    attached: list[Entry] = []
    waiting: list[Entry] = []
    for entry in therapies(entries):
        if entry.phase is Phase.BRIDGING and entry.treatment.new_line is YesNo.UNKNOWN:
            waiting.append(entry)
            continue
        (attached if entry.phase is Phase.CAR_T else kept).extend(waiting)
        waiting = []
        decided_now = (
            entry.phase is Phase.CAR_T
            and entry.start.first is not None
            and entry.start.first >= context.on.first
        )
        if not decided_now:
            kept.append(entry)
    return tuple(kept), (*attached, *waiting)


def _readings(entries: tuple[Entry, ...]) -> Iterator[tuple[frozenset[str] | None, ...]]:
    """Every way of reading the drugs of the entries, up to a limit."""
    choices: list[tuple[frozenset[str] | None, ...]] = [
        (None,) if entry.drugs.unbounded else entry.drugs.readings or (None,) for entry in entries
    ]
    return islice(product(*choices), _MOST_READINGS)


def _steps(entries: tuple[Entry, ...], drugs: tuple[frozenset[str] | None, ...]) -> Iterator[Step]:
    before: Entry | None = None
    transplant: Entry | None = None
    for entry, reading in zip(entries, drugs, strict=True):
        kind = Kind.DRUGS
        if entry.phase in TRANSPLANTS:
            kind = Kind.TRANSPLANT
        elif entry.phase is Phase.CAR_T:
            kind = Kind.CAR_T
        yield Step(
            place=entry.place,
            kind=kind,
            drugs=reading,
            phase=entry.phase,
            planned=entry.treatment.planned,
            new_line=entry.treatment.new_line,
            reason=_reason(before, entry),
            gap=_gap(before, entry),
            since_transplant=_days(days_apart(transplant.start, entry.start)) if transplant else None,
            short=_short(entry),
        )
        before = entry
        transplant = entry if kind is Kind.TRANSPLANT else transplant


def _reason(before: Entry | None, entry: Entry) -> Reason:
    """Why ``entry`` was started: its predecessor's progression, or the reason for which that was stopped."""
    if before is None:
        return Reason.UNKNOWN
    stopped_for = before.treatment.reason_stopped
    day = day_of(before)
    earlier = day is not None and (entry.start.last is None or day.first <= entry.start.last)
    if earlier or before.treatment.progression == "yes":
        return Reason.PROGRESSION
    return _REASONS.get(stopped_for, Reason.OTHER)


def _gap(before: Entry | None, entry: Entry) -> tuple[int, int] | None:
    if before is None or (before.treatment.stop is None and before.phase not in SINGLE_DAY):
        return None
    return _days(days_apart(before.stop, entry.start))


def _days(bounds: tuple[int | None, int | None]) -> tuple[int, int] | None:
    least, most = bounds
    return None if least is None or most is None else (least, most)


def _short(entry: Entry) -> Truth:
    """Whether it was less than one cycle. Cycles not entered are complete unless it lasted under 21 days."""
    if entry.phase in SINGLE_DAY:
        return Truth.NO
    if entry.treatment.cycles is not None:
        return Truth.YES if entry.treatment.cycles < 1 else Truth.NO
    if entry.treatment.stop is None:
        return Truth.NO
    least, most = days_apart(entry.start, entry.stop)
    if most is None or least is None or least >= SHORTEST_CYCLE_DAYS:
        return Truth.NO
    return Truth.YES if most < SHORTEST_CYCLE_DAYS else Truth.UNKNOWN


def _fact(
    name: str,
    context: Context,
    entries: tuple[Entry, ...],
    bridging: tuple[Entry, ...],
    convention: Convention,
) -> Fact:
    counts = [count_lines(tuple(_steps(entries, drugs)), convention) for drugs in _readings(entries)]
    low, high = min(count.low for count in counts), max(count.high for count in counts)
    strict = {count.strict for count in counts}
    best = Decimal(strict.pop()) if len(strict) == 1 else None
    flags = list(dict.fromkeys(flag for count in counts for flag in count.flags))
    flags += [("BRIDGING_ATTACHED", entry.place) for entry in bridging]
    flags += [("BEFORE_DIAGNOSIS", entry.place) for entry in entries if _is_before_diagnosis(entry, context)]
    by_place = {entry.place: entry for entry in (*entries, *bridging)}
    span = Span(Decimal(low), Decimal(high))
    questions = [_question(flag, by_place[place], entries) for flag, place in flags if flag in _ASKED_FIELD]
    if context.case.treatments_complete is YesNo.NO:
        span, best = replace(span, high=None), None
        questions.append(
            Question("lines.list-complete", message("lines.list-complete"), "treatments_complete")
        )
    return Fact(
        name,
        span,
        Origin.DERIVED,
        best=best,
        basis=tuple(_basis(counts[0], by_place, convention)),
        questions=tuple(questions),
        flags=tuple(dict.fromkeys(flag for flag, _ in flags)),
        as_of=newest_date(entries),
    )


def _is_before_diagnosis(entry: Entry, context: Context) -> bool:
    """Whether it certainly started before myeloma was diagnosed: for smoldering disease, plasmacytoma, AL.

    The definition is silent on such treatment. It stays counted, is asked about, and ``new_line`` settles it.
    """
    diagnosed = context.case.disease.diagnosis_date
    if diagnosed is None or entry.start.last is None or entry.treatment.new_line is not YesNo.UNKNOWN:
        return False
    return entry.start.last < diagnosed.first


def _question(flag: str, entry: Entry, entries: tuple[Entry, ...]) -> Question:
    asked = entry
    if flag == "REASON_UNKNOWN":
        place = entries.index(entry)
        asked = entries[place - 1]
    text = message(f"lines.ask.{flag}", regimen=entry.name, before=asked.name)
    return Question(f"lines.{flag}.{entry.place}", text, asked.field(_ASKED_FIELD[flag]))


def _basis(count: LineCount, by_place: dict[int, Entry], convention: Convention) -> Iterator[Message]:
    for number, line in enumerate(count.lines, start=1):
        regimens = " → ".join(by_place[place].name for place in line)
        yield message("lines.line", number=number, regimens=regimens)
    for flag, place in dict.fromkeys(count.flags):
        if flag in ("NON_PD_SWITCH", "SCT_REPEAT"):
            yield message(f"lines.note.{flag}", regimen=by_place[place].name)
    other = sum(flag == "NON_PD_SWITCH" for flag, _ in count.flags)
    unknown = sum(flag == "REASON_UNKNOWN" for flag, _ in count.flags)
    if convention is Convention.IMWG_2015 and (other or unknown):
        yield message(
            "lines.note.conventions",
            regimens=sum(len(line) for line in count.lines),
            lenient=count.strict - other,
            most_lenient=count.strict - other - unknown,
        )
