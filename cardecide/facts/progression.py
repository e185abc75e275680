"""When the disease progressed, and whether that was on a drug or within 60 days of its last dose.

An entry's ``progression`` is the first progression on or after it; ``no`` says that there was none. A regimen
stopped for progression without a date progressed at its end. Rajkumar et al., Blood 2011;117:4691-4695.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from cardecide.case.choices import StopReason
from cardecide.case.partial_date import PartialDate
from cardecide.facts.given_drugs import UNDATED, Given, days_apart, window
from cardecide.facts.timeline import Entry
from cardecide.facts.value import Days, Truth

LIMIT_DAYS: Final = 60


class Answer(Enum):
    """What an entry says about progression."""

    NONE = auto()
    DATED = auto()
    AT_END = auto()
    UNDATED = auto()
    NOT_FILLED = auto()
    CONTRADICTORY = auto()


@dataclass(frozen=True, slots=True)
class Judgment:
    """Whether one entry's progression makes a drug refractory: code of the rule, flag of what is unclear."""

    truth: Truth
    code: str = ""
    flag: str = ""
    late: bool = False
    day: PartialDate | None = None


NO = Judgment(Truth.NO)
OPEN = Judgment(Truth.UNKNOWN)
CONTRADICTION = Judgment(Truth.UNKNOWN, flag="PROGRESSION_CONTRADICTORY")


def answer_of(entry: Entry) -> Answer:
    """What the fields ``progression`` and ``reason_stopped`` say together."""
    said = entry.treatment.progression
    at_end = entry.treatment.reason_stopped is StopReason.PROGRESSION
    if isinstance(said, PartialDate):
        return Answer.DATED
    if said == "no":
        return Answer.CONTRADICTORY if at_end else Answer.NONE
    if at_end:
        return Answer.AT_END
    return Answer.UNDATED if said == "yes" else Answer.NOT_FILLED


def day_of(entry: Entry) -> PartialDate | None:
    """The entered date of progression, if there is one."""
    said = entry.treatment.progression
    return said if isinstance(said, PartialDate) else None


def progression_window(entry: Entry) -> Days | None:
    """The days on which the entry's progression lies or may lie; None where it says that there was none."""
    match answer_of(entry):
        case Answer.NONE:
            return None
        case Answer.DATED:
            return window(day_of(entry))
        case Answer.AT_END:
            return Days(entry.start.first, entry.stop.last)
        case _:
            return Days(entry.start.first, None)


def progressed(entry: Entry) -> Truth:
    """Whether the disease progressed on or after the entry at all."""
    match answer_of(entry):
        case Answer.NONE:
            return Truth.NO
        case Answer.DATED | Answer.AT_END | Answer.UNDATED:
            return Truth.YES
        case _:
            return Truth.UNKNOWN


def _within_limit(last_dose: Days, day: Days) -> Truth:
    """Whether ``day`` is at most 60 days after the last dose; a day before the last dose is."""
    least, most = days_apart(last_dose, day)
    if most is not None and most <= LIMIT_DAYS:
        return Truth.YES
    if least is not None and least > LIMIT_DAYS:
        return Truth.NO
    return Truth.UNKNOWN


def _code(last_dose: Days, day: Days) -> str:
    least, _ = days_apart(last_dose, day)
    return "PD_LE_60D" if least is not None and least >= 1 else "PD_ON"


def own_progression(entry: Entry, given: Given, last_dose: Days) -> Judgment:
    """The progression of the regimen that ``given`` belongs to, measured at the drug's own last dose.

    ``last_dose`` is later than the entry's where the next regimen continues the drug.
    """
    for_progression = given.stopped_for is StopReason.PROGRESSION
    match answer_of(entry):
        case Answer.NONE:
            return CONTRADICTION if for_progression else NO
        case Answer.CONTRADICTORY:
            return CONTRADICTION
        case Answer.DATED:
            return _dated(entry, given, last_dose, for_progression)
        case Answer.AT_END:
            if for_progression:
                return Judgment(Truth.YES, "PD_ON")
            # The drug was stopped earlier; progression came at the latest when the regimen ended.
            if _within_limit(last_dose, Days(last=entry.stop.last)) is Truth.YES:
                return Judgment(Truth.YES, "PD_LE_60D")
            return OPEN
        case Answer.UNDATED:
            return Judgment(Truth.YES, "PD_ON") if given.ongoing or for_progression else OPEN
        case _:
            return Judgment(Truth.YES, "PD_ON") if for_progression else OPEN


def _dated(entry: Entry, given: Given, last_dose: Days, for_progression: bool) -> Judgment:
    day = day_of(entry)
    when = window(day)
    if given.start.first is not None and when.last is not None and given.start.first > when.last:
        return CONTRADICTION
    close = Truth.YES if given.ongoing else _within_limit(last_dose, when)
    if close is Truth.NO:
        return CONTRADICTION if for_progression else Judgment(Truth.NO, late=True, day=day)
    if close is Truth.YES or for_progression:
        return Judgment(Truth.YES, _code(last_dose, when), day=day)
    known = None not in (entry.treatment.start, entry.treatment.stop)
    return Judgment(Truth.UNKNOWN, flag="DATE_PRECISION" if known else "", day=day)


def later_progression(entry: Entry, run_start: Days, last_dose: Days) -> Judgment:
    """The progression of a later treatment, which counts within 60 days of the drug's last dose."""
    when = progression_window(entry)
    if when is None:
        return NO
    if when.first is None:
        when = Days(run_start.first, when.last)
    close = _within_limit(last_dose, when)
    if close is Truth.NO:
        return NO
    day = day_of(entry)
    if close is Truth.YES and answer_of(entry) in (Answer.DATED, Answer.AT_END):
        return Judgment(Truth.YES, _code(last_dose, when), day=day)
    return Judgment(Truth.UNKNOWN, flag="DATE_PRECISION" if day else "", day=day)


def _first_window(entry: Entry) -> Days | None:
    """As ``progression_window``; where it was stopped for progression and a later day is entered, either.

    A day up to its end, or one that may be, is the progression for which it was stopped.
    """
    found = progression_window(entry)
    if found is None or entry.treatment.reason_stopped is not StopReason.PROGRESSION:
        return found
    if found.first is None or entry.stop.last is None or found.first <= entry.stop.last:
        return found
    return Days(entry.start.first, found.last)


def first_progression(entries: tuple[Entry, ...]) -> Days | None:
    """The days on which the first of all progressions lies or may lie; None where there was surely none."""
    windows = [found for entry in entries if (found := _first_window(entry)) is not None]
    sure = [
        found.last
        for entry in entries
        if progressed(entry) is Truth.YES and (found := _first_window(entry)) and found.last
    ]
    if not windows:
        return None
    firsts = [found.first for found in windows]
    known = [first for first in firsts if first is not None]
    if len(known) < len(firsts):
        return Days(UNDATED.first, min(sure, default=None))
    return Days(min(known), min(sure, default=None))
