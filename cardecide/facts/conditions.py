"""What a history of conditions says: what is present, what is active, how long ago the last event was.

A history that was taken (``reviewed: yes``) is closed: what it does not list is absent. One that was not, or
of which that is not known, leaves everything it does not list open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cardecide.case.base import YesNo
from cardecide.case.choices import ConditionStatus
from cardecide.case.conditions import resolve_condition
from cardecide.case.findings import Condition
from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import days_since, months_since, years_since
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.value import NEVER, Members, Span, is_known
from cardecide.language.message import Message, message

_MEASURES = {"months": months_since, "years": years_since, "days": days_since}


@dataclass(frozen=True, slots=True)
class History:
    """The conditions entered in one part of a case.

    ``section`` is its name in the case file (``neurology``). ``implies`` names, for a condition, the broader
    ones that it always is; ``may_be`` the one that it may be.
    """

    section: str
    reviewed: YesNo
    conditions: tuple[Condition, ...]
    implies: Mapping[str, tuple[str, ...]]
    may_be: Mapping[str, str]

    @property
    def closed(self) -> bool:
        """Whether what is not listed is absent."""
        return self.reviewed is YesNo.YES

    @property
    def as_of(self) -> PartialDate | None:
        """The newest date among the conditions."""
        dates = [entry.date or entry.onset for entry in self.conditions]
        return max((date for date in dates if date), default=None)

    def listed(self, *names: str) -> list[tuple[int, Condition]]:
        """The entries of these conditions, each with its place in the list."""
        return [(place, entry) for place, entry in enumerate(self.conditions) if entry.condition in names]

    def unclear(self, *names: str) -> list[tuple[int, Condition]]:
        """The entries whose word stands for several conditions; with ``names``, of one of these."""
        return [
            (place, entry)
            for place, entry in enumerate(self.conditions)
            if (may := readings(entry)) and (not names or not may.isdisjoint(names))
        ]

    def which(self) -> tuple[Question, ...]:
        """Which condition is meant, for every word that stands for several."""
        return tuple(_which(self.section, place, entry) for place, entry in self.unclear())

    def ever(self, *also: str) -> Members:
        """The conditions that are or were present; ``also`` are known from elsewhere in the case."""
        listed = {entry.condition for entry in self.conditions if not readings(entry)}
        present = self._with_broader(listed | set(also))
        maybe = {self.may_be[name] for name in present if name in self.may_be}
        maybe |= self._with_broader(_readings_of(entry for _, entry in self.unclear()))
        return Members(frozenset(present), closed=self.closed, open=frozenset(maybe - present))

    def active(self, *also: str) -> Members:
        """The conditions that are present now."""
        by_status: dict[ConditionStatus, set[str]] = {status: set() for status in ConditionStatus}
        for entry in self.conditions:
            if not readings(entry):
                by_status[entry.status].add(entry.condition)
        present = self._with_broader(by_status[ConditionStatus.ACTIVE] | set(also))
        unclear = (entry for _, entry in self.unclear() if entry.status is not ConditionStatus.RESOLVED)
        unknown = self._with_broader(by_status[ConditionStatus.UNKNOWN] | _readings_of(unclear))
        unknown |= {self.may_be[name] for name in present | unknown if name in self.may_be}
        unknown -= present
        absent = by_status[ConditionStatus.RESOLVED] - present - unknown
        return Members(frozenset(present), frozenset(absent), self.closed, frozenset(unknown))

    def _with_broader(self, names: set[str]) -> set[str]:
        return names | {broader for name in names for broader in self.implies.get(name, ())}

    def basis(self) -> tuple[Message, ...]:
        """What is listed, each with its status and date, and whether the history was taken."""
        taken = (message("history.taken"),) if self.closed else ()
        return taken + tuple(described(entry) for entry in self.conditions)


def readings(entry: Condition) -> frozenset[str]:
    """The conditions that an ambiguous word may stand for; none where the word is clear."""
    names = resolve_condition(entry.condition)
    return frozenset(names) if len(names) > 1 else frozenset()


def _readings_of(entries: Iterable[Condition]) -> set[str]:
    return {name for entry in entries for name in readings(entry)}


def _which(section: str, place: int, entry: Condition) -> Question:
    first, second, *_ = resolve_condition(entry.condition)
    text = message(
        "history.which", word=entry.condition, first=f"@conditions:{first}", second=f"@conditions:{second}"
    )
    return Question(f"which-condition.{place}", text, f"{section}.conditions[{place}]")


def described(entry: Condition) -> Message:
    """One entry in words."""
    return message(
        "history.condition",
        condition=f"@conditions:{entry.condition}",
        status=f"@condition-status:{entry.status.value}",
        grade="" if entry.grade is None else f", CTCAE {entry.grade}",
        date=entry.date or entry.onset or "@history:no-date",
    )


def time_since(
    name: str,
    history: History,
    condition: tuple[str, ...],
    reference: PartialDate,
    unit: str,
    *,
    active_is_now: bool = False,
    perhaps: tuple[str, ...] = (),
) -> Fact:
    """The time since the last event of ``condition``: its ``date``, or some day between ``onset`` and now.

    ``perhaps`` are conditions that may have been such an event: they bound the time from below only.
    ``active_is_now`` counts a condition that is active as an event of today, so that a date alone leaves open
    whether it has ended. A date entered is that of the last such event, under whichever name it is listed.
    """
    entries = history.listed(*condition)
    maybe = history.listed(*perhaps) + history.unclear(*condition)
    basis = tuple(described(entry) for _, entry in entries + maybe)
    if not entries and not maybe:
        if not history.closed:
            return Fact(name, Span())
        return Fact(name, NEVER, Origin.DERIVED, basis=(message("history.taken"),))
    span = _last(_since(entry, reference, unit, active_is_now) for _, entry in entries)
    questions = [
        Question("event-date", message("history.event-date"), f"{history.section}.conditions[{place}].date")
        for place, entry in entries
        if entry.date is None and not (active_is_now and entry.status is ConditionStatus.ACTIVE)
    ]
    if active_is_now:
        questions += [
            Question(
                "still-present",
                message("history.still-present", condition=f"@conditions:{entry.condition}"),
                f"{history.section}.conditions[{place}].status",
            )
            for place, entry in entries
            if entry.status is ConditionStatus.UNKNOWN
        ]
    if maybe:
        possible = _last(_since(entry, reference, unit, active_is_now) for _, entry in maybe)
        low = min(one.low for one in (span, possible) if one.low is not None)
        # Only a history that was taken says that there was no other event.
        span = Span(low if entries or history.closed else None, span.high)
        questions += [
            Question(
                "counts-as",
                message(
                    "history.counts-as",
                    condition=f"@conditions:{entry.condition}",
                    kind=f"@conditions:{condition[0]}",
                ),
                f"{history.section}.conditions[{place}]",
            )
            for place, entry in maybe
        ]
    if span.low == 0 and span.high is None:
        span = Span()  # some time ago: nothing that was not known before
    origin = Origin.DERIVED if is_known(span) else Origin.MISSING
    return Fact(name, span, origin, basis=basis, questions=tuple(questions), as_of=history.as_of)


def _since(entry: Condition, reference: PartialDate, unit: str, active_is_now: bool) -> Span:
    if active_is_now and entry.status is ConditionStatus.ACTIVE:
        return Span.exactly(0)
    measure = _MEASURES[unit]
    if entry.date is not None:
        since = measure(entry.date, reference)
        may_be_active = active_is_now and entry.status is ConditionStatus.UNKNOWN
        return Span(Decimal(0), since.high) if may_be_active else since
    return Span(Decimal(0), measure(entry.onset, reference).high if entry.onset else None)


def _last(spans: Iterable[Span]) -> Span:
    """The time since the latest of several events: no longer than the time since any of them."""
    known = list(spans)
    if not known:
        return Span()
    highs = [span.high for span in known if span.high is not None]
    return Span(min(span.low or Decimal(0) for span in known), min(highs, default=None))
