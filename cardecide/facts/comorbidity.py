"""Other illness: the history by condition, how long ago the last events were, and what is active now."""

from collections.abc import Iterable
from typing import Final

from cardecide.case.base import YesNo
from cardecide.facts.conditions import History, described, time_since
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.truths import entered
from cardecide.facts.value import Truth
from cardecide.language.message import message

_AS_ENTERED: Final = (
    "therapeutic_anticoagulation",
    "chronic_immunosuppression",
    "unresolved_toxicity",
    "product_hypersensitivity",
)

_EVENTS: Final = (
    ("months_since_myocardial_infarction", "myocardial_infarction", "months", False),
    ("months_since_unstable_angina", "unstable_angina", "months", True),
    ("months_since_ventricular_arrhythmia", "ventricular_arrhythmia", "months", True),
    ("months_since_syncope", "syncope", "months", False),
    ("months_since_coronary_bypass", "coronary_bypass", "months", False),
    ("years_since_second_malignancy", "second_malignancy", "years", True),
    ("years_since_autoimmune_disease", "autoimmune_disease", "years", True),
    ("days_since_hemorrhage_grade_2", "hemorrhage_grade_2", "days", True),
)
"""Fact, condition, unit, and whether an active condition counts as an event of today."""


def derive(context: Context) -> Iterable[Fact]:
    """Facts about other illness."""
    entries = context.case.comorbidity
    history = History("comorbidity", entries.reviewed, entries.conditions, {}, {})
    if history.closed or history.conditions:
        basis, as_of = history.basis(), history.as_of
        yield Fact("comorbidities", history.ever(), Origin.DERIVED, basis=basis, as_of=as_of)
        yield Fact("comorbidities_active", history.active(), Origin.DERIVED, basis=basis, as_of=as_of)
    if entries.reviewed is not YesNo.UNKNOWN:
        yield Fact("comorbidity_history_taken", entered(entries.reviewed), Origin.ENTERED)
    for name in _AS_ENTERED:
        answer: YesNo = getattr(entries, name)
        if answer is not YesNo.UNKNOWN:
            yield Fact(name, entered(answer), Origin.ENTERED)
    for name, condition, unit, now in _EVENTS:
        yield time_since(name, history, (condition,), context.reference, unit, active_is_now=now)
    yield _active_disorder(
        "inflammatory_disorder_active",
        entries.inflammatory_disorder_active,
        history,
        "inflammatory_bowel_disease",
    )
    yield _active_disorder(
        "autoimmune_disease_active",
        entries.autoimmune_disease_active,
        history,
        "autoimmune_disease",
        only=True,
    )


def _active_disorder(
    name: str, answer: YesNo, history: History, condition: str, *, only: bool = False
) -> Fact:
    """The answer as entered; without one, yes where ``condition`` is listed as active.

    ``only`` says that the fact is about nothing but this condition, so that its absence from a history that
    was taken means no. Where the answer contradicts the list, the fact stays open and the program asks.
    """
    active = history.active().includes(condition)
    basis = tuple(described(entry) for _, entry in history.listed(condition))
    if answer is not YesNo.UNKNOWN:
        if answer is YesNo.NO and active is Truth.YES:
            text = message("comorbidity.contradicts", condition=f"@conditions:{condition}")
            question = Question("contradicts", text, f"comorbidity.{name}")
            return Fact(name, Truth.UNKNOWN, basis=basis, questions=(question,))
        return Fact(name, entered(answer), Origin.ENTERED, basis=basis)
    if active is Truth.YES or (only and active is Truth.NO):
        return Fact(
            name, active, Origin.DERIVED, basis=basis or (message("history.taken"),), as_of=history.as_of
        )
    return Fact(name, Truth.UNKNOWN)
