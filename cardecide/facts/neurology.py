"""The neurological history: what is and was present, last stroke and seizure, neuropathy, the baseline."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import ConditionStatus, LesionKind
from cardecide.case.findings import Condition
from cardecide.facts import extramedullary
from cardecide.facts.conditions import History, described, time_since
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.truths import entered
from cardecide.facts.value import Span
from cardecide.language.message import message

IMPLIES: Final = {
    "epilepsy": ("seizure",),
    "guillain_barre_syndrome": ("immune_neuropathy",),
    "hemorrhagic_stroke": ("stroke", "intracranial_hemorrhage"),
}
"""What a condition always is, too. Epilepsy is a history of seizures; Guillain-Barré syndrome an immune
neuropathy; a hemorrhagic stroke is a stroke, as trials word it, and a bleed."""

MAY_BE: Final = {"intracranial_hemorrhage": "stroke"}
"""What a condition may be: a bleed can be a stroke or the result of an injury, and the entry does not say. A
transient ischemic attack is by its definition not a stroke."""


def derive(context: Context) -> Iterable[Fact]:
    """Members of the history, months since the last stroke and seizure, neuropathy grade, baseline tests."""
    neurology, reference = context.case.neurology, context.reference
    history = History("neurology", neurology.reviewed, neurology.conditions, IMPLIES, MAY_BE)
    lesions = extramedullary.lesions_of(context.case.extramedullary)
    # A lesion entered in the central nervous system is part of the history wherever it was entered.
    in_cns = any(extramedullary.kinds_of(one) == {LesionKind.CNS} for _, one in lesions)
    lesion = ("cns_myeloma",) if in_cns else ()
    if history.closed or history.conditions or lesion:
        basis, as_of = history.basis(), history.as_of
        which = history.which()
        ever, active = history.ever(*lesion), history.active(*lesion)
        yield Fact("neuro_history", ever, Origin.DERIVED, basis=basis, questions=which, as_of=as_of)
        yield Fact("neuro_active", active, Origin.DERIVED, basis=basis, as_of=as_of)
    if neurology.reviewed is not YesNo.UNKNOWN:
        yield Fact("neuro_history_taken", entered(neurology.reviewed), Origin.ENTERED, as_of=neurology.date)
    yield time_since(
        "months_since_stroke",
        history,
        ("stroke", "hemorrhagic_stroke"),
        reference,
        "months",
        perhaps=("intracranial_hemorrhage",),
    )
    yield time_since("months_since_seizure", history, ("seizure", "epilepsy"), reference, "months")
    yield _neuropathy(history)
    if neurology.ice_score is not None:
        yield Fact("ice_score", Span.exactly(neurology.ice_score), Origin.ENTERED)
    if neurology.moca_score is not None:
        yield Fact("moca_score", Span.exactly(neurology.moca_score), Origin.ENTERED)
    if neurology.handwriting_sample is not YesNo.UNKNOWN:
        yield Fact("handwriting_sample", entered(neurology.handwriting_sample), Origin.ENTERED)
    if neurology.movement_disorder_drugs is not YesNo.UNKNOWN:
        yield Fact("movement_disorder_drugs", entered(neurology.movement_disorder_drugs), Origin.ENTERED)


def _neuropathy(history: History) -> Fact:
    """The highest grade among the entries; 0 where the history was taken and lists none."""
    name = "peripheral_neuropathy_grade"
    entries = history.listed("peripheral_neuropathy")
    if not entries:
        if not history.closed:
            return Fact(name, Span())
        return Fact(name, Span.exactly(0), Origin.DERIVED, basis=(message("history.taken"),))
    spans = [_grade(entry) for _, entry in entries]
    highs = [span.high for span in spans]
    span = Span(
        max(span.low or Decimal(0) for span in spans),
        None if None in highs else max(high for high in highs if high is not None),
    )
    questions = tuple(
        Question(
            "neuropathy-grade", message("neurology.neuropathy-grade"), f"neurology.conditions[{place}].grade"
        )
        for (place, _), one in zip(entries, spans, strict=True)
        if not one.is_exact
    )
    basis = tuple(described(entry) for _, entry in entries)
    return Fact(name, span, Origin.DERIVED, basis=basis, questions=questions, as_of=history.as_of)


def _grade(entry: Condition) -> Span:
    """Resolved is grade 0; active without a grade at least 1; of unknown status anything up to its grade."""
    if entry.status is ConditionStatus.RESOLVED:
        return Span.exactly(0)
    worst = Decimal(5 if entry.grade is None else entry.grade)
    if entry.status is ConditionStatus.ACTIVE:
        return Span(Decimal(1) if entry.grade is None else worst, worst)
    return Span(Decimal(0), worst)
