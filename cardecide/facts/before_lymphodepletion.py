"""What the scores taken just before lymphodepletion have in common.

HEMATOTOX, EASIX, MyCARe and the ferritin of the early-progression model are defined on values of the days
before lymphodepletion. From earlier values they are projections, and say so.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Question
from cardecide.facts.lab_values import LabReading, current_lab, lab_part
from cardecide.facts.lookup import resting_on
from cardecide.facts.spans import above
from cardecide.facts.truths import counted
from cardecide.facts.value import Span, Truth, is_known
from cardecide.language.message import message

PROJECTED: Final = "PROJECTED"


def projected(made: Fact, context: Context, inputs: Sequence[str]) -> Fact:
    """``made`` from ``inputs``, labeled with the date of its newest value."""
    fact = resting_on(made, context, inputs)
    if not is_known(fact.value):
        return fact
    label = message("score-projected", date=fact.as_of or "@history:no-date")
    return replace(fact, basis=(label, *fact.basis), flags=(*fact.flags, PROJECTED))


def points(findings: Sequence[Truth]) -> Span:
    """One point for each finding that is present, as an interval where some are not known."""
    low, high = counted(findings)
    return Span(Decimal(low), Decimal(high))


def known_points(findings: Sequence[Truth]) -> Span:
    """The same, but nothing where nothing is known: between none and all says no more than no entry."""
    return points(findings) if any(finding is not Truth.UNKNOWN for finding in findings) else Span()


def ferritin_increased(context: Context) -> Truth:
    """Whether ferritin is above the laboratory's upper limit.

    The papers' own limits could not be verified; the upper limit of normal is the default of this project.
    """
    return above(_ferritin(context).times_upper_limit, Decimal(1))


def ferritin_questions(context: Context) -> tuple[Question, ...]:
    """The upper limit, where a ferritin was entered without one."""
    reading = _ferritin(context)
    if all(lab.upper_limit is not None for lab in reading.labs):
        return ()
    text = message("upper-limit", test=lab_part("ferritin"))
    return (Question("upper-limit.ferritin", text, "labs[ferritin].upper_limit"),)


def _ferritin(context: Context) -> LabReading:
    return current_lab(context.case, context.on, "ferritin", "ug/L")
