"""Counting lines of therapy, one step at a time.

Rajkumar, Richardson, San Miguel, Blood 2015;126:921-922: a line is one or more complete cycles of a regimen
or of a planned sequence; a new line starts where all drugs are stopped and different ones started, where a
drug is added or switched without having been planned, for any reason, and with each transplant outside a
planned tandem. The windows of 183 and 60 days are defaults of this project.

The count is an interval around the literal ("strict") reading. Every step at which the definition leaves a
choice, or the chart an answer, is an ambiguity with its flag.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import Phase
from cardecide.case.drugs import drugs_counting_as
from cardecide.facts.value import Truth

PLANNED_WINDOW_DAYS: Final = 183
INTERRUPTION_DAYS: Final = 60


class Reason(Enum):
    """Why a step was taken."""

    PROGRESSION = auto()
    TOXICITY = auto()
    OTHER = auto()  # choice, supply, residual disease: anything else that is stated
    COMPLETED = auto()
    UNKNOWN = auto()


class Kind(Enum):
    """What a step is."""

    DRUGS = auto()
    TRANSPLANT = auto()
    CAR_T = auto()


class Convention(Enum):
    """Which definition of a line counts."""

    IMWG_2015 = auto()
    IMWG_2011 = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One countable treatment.

    ``drugs`` None: not known. ``gap`` is the smallest and largest number of days since the step before ended,
    ``since_transplant`` since the transplant before started; None where a date is missing. ``short`` says
    whether it lasted less than one cycle.
    """

    place: int
    kind: Kind
    drugs: frozenset[str] | None
    phase: Phase = Phase.UNKNOWN
    planned: YesNo = YesNo.UNKNOWN
    new_line: YesNo = YesNo.UNKNOWN
    reason: Reason = Reason.UNKNOWN
    gap: tuple[int, int] | None = None
    since_transplant: tuple[int, int] | None = None
    short: Truth = Truth.NO


@dataclass(slots=True)
class LineCount:
    """The count so far: strict reading, bounds, the places of each strict line, and what was ambiguous."""

    strict: int = 0
    low: int = 0
    high: int = 0
    lines: list[list[int]] = field(default_factory=list)
    flags: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    convention: Convention
    count: LineCount = field(default_factory=LineCount)
    previous: frozenset[str] | None = None  # drugs of the last step that was not a transplant, if known
    line: frozenset[str] = frozenset()  # every known drug of the current line
    without_drugs: int | None = None  # the place of the last step whose drugs are not known
    line_open: bool = False  # whether that step may belong to the current line
    transplanted: bool = False
    transplant_since_drugs: bool = False
    waiting: tuple[int, int] = (0, 0)  # what the line still owes to strict and low until a cycle is complete

    def same(self, step: Step, flag: str = "") -> None:
        """The step belongs to the current line; with a flag it may be a line of its own."""
        self.count.lines[-1].append(step.place)
        if flag:
            self.count.high += 1
            self.count.flags.append((flag, step.place))
        if step.short is Truth.NO:
            self.count.strict += self.waiting[0]
            self.count.low += self.waiting[1]
            self.waiting = (0, 0)

    def new(self, step: Step, flag: str = "", *, sure: bool = True) -> None:
        """The step opens a line; ``sure`` is False where only the strict reading says so."""
        self.waiting = (0, 0)
        self.count.lines.append([step.place])
        self.count.high += 1
        strict, low = 1, int(sure)
        if flag:
            self.count.flags.append((flag, step.place))
        if step.short is not Truth.NO:
            self.count.flags.append(("LT_1_CYCLE", step.place))
            kept = 0 if step.short is Truth.YES else 1
            self.waiting = (strict - kept, low)
            strict, low = kept, 0
        self.count.strict += strict
        self.count.low += low
        self.line = frozenset()
        self.line_open = self.line_open and not sure

    def ask_drugs(self) -> None:
        """Note that the count depends on drugs that are not known."""
        if self.without_drugs is not None:
            flag = ("DRUGS_UNKNOWN", self.without_drugs)
            if flag not in self.count.flags:
                self.count.flags.append(flag)


def count_lines(steps: Sequence[Step], convention: Convention = Convention.IMWG_2015) -> LineCount:
    """The lines of therapy in ``steps``, which are in order and hold countable treatments only."""
    state = _State(convention)
    for step in steps:
        if step.drugs is None and step.kind is Kind.DRUGS:
            state.without_drugs = step.place
        _take(state, step)
        if step.kind is Kind.TRANSPLANT:
            state.transplanted = state.transplant_since_drugs = True
        else:
            # Whatever a CAR-T was, it was none of the drugs that regimens are made of.
            state.previous = frozenset() if step.drugs is None and step.kind is Kind.CAR_T else step.drugs
            state.line |= state.previous or frozenset()
            state.line_open |= state.previous is None
            state.transplant_since_drugs = False
    return state.count


def _take(state: _State, step: Step) -> None:
    # The clinician's answer settles the step, a first treatment that is none of myeloma included.
    if step.new_line is YesNo.YES:
        state.new(replace(step, short=Truth.NO))
    elif step.new_line is YesNo.NO:
        if state.count.lines:
            state.same(step)
    elif not state.count.lines:
        state.new(step)
    elif step.kind is Kind.TRANSPLANT:
        _transplant(state, step)
    elif step.planned is YesNo.YES:
        state.same(step)
    elif step.kind is Kind.CAR_T:
        state.new(step)
    elif step.drugs is None or state.previous is None:
        _unknown_drugs(state, step)
    elif step.drugs <= state.previous:
        _nothing_new(state, step, state.previous)
    else:
        _something_new(state, step, step.drugs - state.previous)


def _transplant(state: _State, step: Step) -> None:
    if step.planned is YesNo.YES:
        state.same(step)
    elif not state.transplanted:
        if step.reason is Reason.PROGRESSION or step.planned is YesNo.NO:
            state.new(step)
        else:
            state.same(step, "SCT_PLAN_UNCONFIRMED")
    elif step.planned is YesNo.NO:
        state.new(step, "SCT_REPEAT")
    elif step.reason is not Reason.PROGRESSION and _may_be_within(step.since_transplant, PLANNED_WINDOW_DAYS):
        state.same(step, "TANDEM_UNCONFIRMED")
    else:
        state.new(step, "SCT_REPEAT")


def _unknown_drugs(state: _State, step: Step) -> None:
    """Drugs that are not known, of this step or the one before, may be the same ones or different ones."""
    state.new(step, sure=False)
    state.ask_drugs()


def _nothing_new(state: _State, step: Step, previous: frozenset[str]) -> None:
    if step.reason is Reason.PROGRESSION:
        identical = step.drugs == previous and not state.transplant_since_drugs
        if identical and state.convention is Convention.IMWG_2015:
            state.same(step, "RETREAT_SAME_REGIMEN_AFTER_PD")
        else:
            state.new(step)
    elif step.drugs != previous and step.gap is not None and step.gap[1] > INTERRUPTION_DAYS:
        state.same(step, "LATE_START_UNPLANNED")
    else:
        state.same(step)


def _something_new(state: _State, step: Step, added: frozenset[str]) -> None:
    if added <= drugs_counting_as("steroid"):
        state.same(step, "STEROID_ONLY_CHANGE")
    elif step.reason is not Reason.PROGRESSION and added <= state.line:
        state.same(step, "READD_SAME_LINE")
    elif step.reason in (Reason.TOXICITY, Reason.OTHER):
        _switch_for_other_reason(state, step)
    elif step.reason is Reason.PROGRESSION:
        state.new(step)
    elif step.planned is YesNo.NO:
        _new_unless_readded(state, step)
    elif step.phase in (Phase.CONSOLIDATION, Phase.MAINTENANCE) and _may_be_within(
        step.gap, PLANNED_WINDOW_DAYS
    ):
        state.same(step, "PLAN_UNCONFIRMED")
    else:
        flag = "PLAN_UNCONFIRMED" if step.reason is Reason.COMPLETED else "REASON_UNKNOWN"
        state.new(step, flag, sure=False)


def _switch_for_other_reason(state: _State, step: Step) -> None:
    """A new line since 2015; the text of 2011 names progression, relapse and toxicity only."""
    if state.convention is Convention.IMWG_2011 and step.reason is Reason.OTHER:
        state.new(step, "NON_PD_SWITCH", sure=False)
    else:
        _new_unless_readded(state, step, "NON_PD_SWITCH")


def _new_unless_readded(state: _State, step: Step, flag: str = "") -> None:
    """A new line, surely so only where all drugs of the current one are known: one may have come back."""
    unclear = state.line_open
    state.new(step, flag, sure=not unclear)
    if unclear:
        state.ask_drugs()


def _may_be_within(days: tuple[int, int] | None, limit: int) -> bool:
    return days is None or days[0] <= limit
