"""Which laboratory value counts, as a span in the unit that the asker wants.

Current: the newest value of a test at or before the decision date. Values that cannot be told apart in time
(two on one day, a day inside a month) count together, and the span holds them all. A value without a date
counts as current. At diagnosis: the value nearest to the diagnosis date and before the first treatment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from cardecide.case.base import YesNo
from cardecide.case.findings import Lab
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import plain
from cardecide.case.units import convert
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.spans import UNBOUNDED, hull, rounded
from cardecide.facts.truths import entered
from cardecide.facts.value import Span, Truth, is_known
from cardecide.language.message import Message, message
from cardecide.language.printed_units import printed_unit

NEAR_DIAGNOSIS = timedelta(days=92)
"""How far from the diagnosis date a value may lie and still describe the disease at diagnosis (a choice of
this project: treatment usually starts within weeks, and staging is done before it)."""


@dataclass(frozen=True, slots=True)
class LabReading:
    """What is known of one test at one time; ``labs`` are the entries it rests on, none where nothing is.

    ``times_upper_limit`` is the value divided by the upper limit printed beside it.
    """

    test: str
    span: Span = UNBOUNDED
    times_upper_limit: Span = UNBOUNDED
    labs: tuple[Lab, ...] = ()
    basis: tuple[Message, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def as_of(self) -> PartialDate | None:
        """The newest date among the entries."""
        return max((lab.date for lab in self.labs if lab.date), default=None)


def current_lab(case: Case, on: PartialDate, test: str, unit: str) -> LabReading:
    """The newest value of ``test`` at or before ``on``, in ``unit``."""
    entered = [
        (place, lab)
        for place, lab in enumerate(case.labs)
        if lab.test == test and (lab.date is None or lab.date.first <= on.last)
    ]
    return _reading(test, unit, _newest(entered))


def lab_at_diagnosis(case: Case, test: str, unit: str) -> LabReading:
    """The value of ``test`` nearest to the diagnosis date and not after the start of the first treatment.

    Values of which it is not known which is nearer count together.

    Nothing without a diagnosis date, and nothing from entries without a date.
    """
    diagnosed = case.disease.diagnosis_date
    if diagnosed is None:
        return LabReading(test)
    first_start = min((t.start.last for t in case.treatments if t.start), default=None)
    entered = [
        (place, lab)
        for place, lab in enumerate(case.labs)
        if lab.test == test and lab.date and is_near_diagnosis(lab.date, diagnosed)
        if first_start is None or lab.date.first <= first_start
    ]
    distances = [(_days_apart(lab.date, diagnosed), (place, lab)) for place, lab in entered if lab.date]
    farthest = [most for (_, most), _ in distances]
    return _reading(test, unit, [item for (least, _), item in distances if least <= min(farthest)])


def is_near_diagnosis(day: PartialDate, diagnosed: PartialDate) -> bool:
    """Whether an entry of ``day`` may describe the disease at diagnosis."""
    fewest, _ = _days_apart(day, diagnosed)
    return fewest <= NEAR_DIAGNOSIS.days


def _days_apart(one: PartialDate, other: PartialDate) -> tuple[int, int]:
    """The fewest and the most days that may lie between the two, whichever is the earlier."""
    shortest, longest = one.days_until(other)
    return max(shortest, -longest, 0), max(longest, -shortest)


def _newest(entered: Sequence[tuple[int, Lab]]) -> list[tuple[int, Lab]]:
    """The entries that no other entry is certainly newer than; those without a date are always among them."""
    latest = max((lab.date.first for _, lab in entered if lab.date), default=date.min)
    return [(place, lab) for place, lab in entered if lab.date is None or lab.date.last >= latest]


def _reading(test: str, unit: str, entered: Sequence[tuple[int, Lab]]) -> LabReading:
    if not entered:
        return LabReading(test)
    spans: list[Span] = []
    basis: list[Message] = []
    questions: list[Question] = []
    for place, lab in entered:
        field = f"labs[{place}]"
        basis.append(_basis(lab))
        spans.append(_bounded(lab, rounded(convert(lab.value, lab.unit, unit, test))))
        if lab.date is None and len(entered) > 1:
            questions.append(_question("lab-date", test, f"{field}.date"))
    if len({*spans}) > 1:
        questions.append(_question("lab-several", test, f"labs[{entered[0][0]}]"))
    labs = tuple(lab for _, lab in entered)
    return LabReading(test, hull(spans), hull(map(_multiple, labs)), labs, tuple(basis), tuple(questions))


def _bounded(lab: Lab, value: Decimal) -> Span:
    """The entry as a span: ``<0.3`` has no lower bound, and 0.3 itself is outside."""
    if lab.comparator in ("<", "<="):
        return Span(high=value, high_open=lab.comparator == "<")
    if lab.comparator in (">", ">="):
        return Span(low=value, low_open=lab.comparator == ">")
    return Span(value, value)


def _multiple(lab: Lab) -> Span:
    if not lab.upper_limit:
        return UNBOUNDED
    return _bounded(lab, rounded(lab.value / lab.upper_limit))


def _basis(lab: Lab) -> Message:
    entered = f"{lab.comparator}{plain(lab.value)} {printed_unit(lab.unit)}".strip()
    parts: dict[str, object] = {"test": lab_part(lab.test), "value": entered}
    if lab.date is None:
        return message("lab-undated", **parts)
    return message("lab-dated", **parts, date=lab.date)


def lab_part(test: str) -> str:
    """The test as a part of a message, said by its label in each language."""
    return f"@lab_tests:{test}"


def _question(kind: str, test: str, field: str) -> Question:
    return Question(f"{kind}.{test}", message(kind, test=lab_part(test)), field)


MEASURED = {
    "creatinine": "mg/dL",
    "calcium": "mg/dL",
    "albumin": "g/dL",
    "hemoglobin": "g/dL",
    "absolute_neutrophil_count": "10^9/L",
    "absolute_lymphocyte_count": "10^9/L",
    "platelets": "10^9/L",
    "white_cell_count": "10^9/L",
    "cd3_count": "10^9/L",
    "triglycerides": "mg/dL",
    "inr": "1",
    "ldh": "U/L",
    "ferritin": "ug/L",
    "crp": "mg/L",
    "beta2_microglobulin": "mg/L",
    "fibrinogen": "mg/dL",
    "bone_marrow_plasma_cells": "%",
    "urine_m_protein": "mg/24h",
}
"""Facts that are one laboratory value as it is, and their unit. The test has the name of the fact."""


def derive(context: Context) -> Iterable[Fact]:
    """The facts that are one laboratory value as it is."""
    for name, unit in MEASURED.items():
        yield fact_of(name, current_lab(context.case, context.on, name, unit))
    for name, test, flag in _SUPPORTED:
        yield _unsupported(context, name, test, flag)


_SUPPORTED = (
    ("hemoglobin_without_transfusion", "hemoglobin", "transfusion_within_7_days"),
    ("platelets_without_transfusion", "platelets", "transfusion_within_7_days"),
    ("neutrophils_without_growth_factor", "absolute_neutrophil_count", "growth_factor_within_7_days"),
)
"""Whether the value that counts was reached without help in the seven days before it."""


def _unsupported(context: Context, name: str, test: str, flag: str) -> Fact:
    reading = current_lab(context.case, context.on, test, MEASURED[test])
    if not reading.labs:
        return Fact(name, Truth.UNKNOWN)
    answers = {~entered(getattr(lab, flag)) for lab in reading.labs}
    truth = answers.pop() if len(answers) == 1 else Truth.UNKNOWN
    fact = Fact(name, truth, as_of=reading.as_of)
    return fact if truth is Truth.UNKNOWN else replace(fact, origin=Origin.ENTERED, basis=reading.basis)


def fact_of(name: str, reading: LabReading) -> Fact:
    """The reading as a fact."""
    if not reading.labs:
        return Fact(name, UNBOUNDED)
    return Fact(
        name,
        reading.span,
        Origin.ENTERED if is_known(reading.span) else Origin.MISSING,
        basis=reading.basis,
        questions=reading.questions,
        flags=_preparations(reading.labs),
        as_of=reading.as_of,
    )


def _preparations(labs: Iterable[Lab]) -> tuple[str, ...]:
    """What was given shortly before the blood was drawn and makes the value look better than it is."""
    given = tuple(labs)
    flags = []
    if any(lab.transfusion_within_7_days is YesNo.YES for lab in given):
        flags.append("AFTER_TRANSFUSION")
    if any(lab.growth_factor_within_7_days is YesNo.YES for lab in given):
        flags.append("AFTER_GROWTH_FACTOR")
    return tuple(flags)
