"""Whether every regimen was given for long enough to count as a trial of it.

Trials ask for one complete cycle, or two consecutive cycles, of each regimen unless progressive disease was
the best response to it. Transplants and CAR-T have no cycles. A number of cycles that is not entered is not
known, however long the regimen lasted: schedules differ.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cardecide.case.choices import Response
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.given_drugs import SINGLE_DAY
from cardecide.facts.lines_of_therapy import countable
from cardecide.facts.timeline import Entry, dated, timeline
from cardecide.facts.truths import all_of
from cardecide.facts.value import Truth
from cardecide.language.message import Message, message

_WANTED: Final = (
    ("one_cycle_of_each_regimen", Decimal(1)),
    ("two_cycles_of_each_regimen", Decimal(2)),
)


def derive(context: Context) -> Iterable[Fact]:
    """``one_cycle_of_each_regimen`` and ``two_cycles_of_each_regimen``."""
    entries = timeline(context)
    counted, _ = countable(entries, context)
    regimens = tuple(one for one in counted if one.phase not in SINGLE_DAY)
    return dated(_facts(context, entries, regimens), entries)


def _facts(context: Context, entries: tuple[Entry, ...], regimens: tuple[Entry, ...]) -> Iterable[Fact]:
    for name, cycles in _WANTED:
        verdicts = {entry.place: long_enough(entry, cycles) for entry in regimens}
        truth = all_of(verdicts.values()) if regimens else Truth.UNKNOWN
        if truth is Truth.YES and not is_closed(context, entries):
            truth = Truth.UNKNOWN
        asked = [entry for entry in regimens if verdicts[entry.place] is Truth.UNKNOWN]
        short = [entry for entry in regimens if verdicts[entry.place] is Truth.NO]
        basis = _basis(short or (regimens if truth is Truth.YES else ()))
        yield derived(name, truth, tuple(basis), _questions(asked) if truth is Truth.UNKNOWN else ())


def long_enough(entry: Entry, cycles: Decimal) -> Truth:
    """Whether the regimen had that many cycles, or progressive disease was its best response."""
    given, best = entry.treatment.cycles, entry.treatment.best_response
    if best is Response.PD or (given is not None and given >= cycles):
        return Truth.YES
    return Truth.NO if given is not None and best is not Response.UNKNOWN else Truth.UNKNOWN


def _basis(regimens: Iterable[Entry]) -> Iterable[Message]:
    for entry in regimens:
        if entry.treatment.best_response is Response.PD:
            yield message("response.best", regimen=entry.name, response="PD")
        elif entry.treatment.cycles is not None:
            yield message("cycles.given", regimen=entry.name, cycles=entry.treatment.cycles)


def _questions(regimens: Iterable[Entry]) -> tuple[Question, ...]:
    asked = []
    for entry in regimens:
        field = "best_response" if entry.treatment.cycles is not None else "cycles"
        kind = "response.ask.best" if field == "best_response" else "cycles.ask"
        text = message(kind, regimen=entry.name)
        asked.append(Question(f"cycles.{field}.{entry.place}", text, entry.field(field)))
    return tuple(asked)
