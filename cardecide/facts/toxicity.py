"""Recorded CRS and ICANS, graded by the ASTCT consensus. Known only after infusion: never chooses a product.

A grade is computed from the signs entered; a sign that is not entered may have been anything, so that the
grade is an interval. A grade taken from the chart counts where the chart names the ASTCT system: grades of
different systems are never pooled.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Final

from cardecide.case import toxicity as signs
from cardecide.case.base import YesNo
from cardecide.case.toxicity import Toxicity
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.spans import hull
from cardecide.facts.toxicity_grades import (
    FEVER,
    Arousal,
    BloodPressure,
    Edema,
    Motor,
    Oxygen,
    Seizure,
    crs_grade,
    icans_grade,
)
from cardecide.facts.value import Span, Truth
from cardecide.language.message import Message, message

ASTCT: Final = "ASTCT-2019"
DEATH: Final = 5
_ANY: Final = Span(Decimal(0), Decimal(DEATH))

_PRESSURE: Final = {
    signs.BloodPressure.NORMAL: BloodPressure.NORMAL,
    signs.BloodPressure.HYPOTENSION: BloodPressure.HYPOTENSION_WITHOUT_VASOPRESSOR,
    signs.BloodPressure.ONE_VASOPRESSOR: BloodPressure.ONE_VASOPRESSOR,
    signs.BloodPressure.SEVERAL_VASOPRESSORS: BloodPressure.SEVERAL_VASOPRESSORS,
}
_OXYGEN: Final = {one: Oxygen[one.name] for one in signs.Oxygen}
_AROUSAL: Final = {one: Arousal[one.name] for one in signs.Arousal}
_SEIZURE: Final = {
    signs.Seizure.NONE: Seizure.NONE,
    signs.Seizure.BRIEF: Seizure.BRIEF,
    signs.Seizure.PROLONGED: Seizure.PROLONGED_OR_REPETITIVE,
}
_EDEMA: Final = {
    signs.Edema.NONE: Edema.NONE,
    signs.Edema.FOCAL: Edema.FOCAL,
    signs.Edema.DIFFUSE: Edema.DIFFUSE_OR_RAISED_PRESSURE,
}
_SIGNS: Final = {
    "crs": ("temperature", "blood_pressure", "oxygen"),
    "icans": ("ice_score", "arousal", "seizure", "motor_weakness", "edema"),
}
_YES_NO: Final = {
    YesNo.YES: (Truth.YES,),
    YesNo.NO: (Truth.NO,),
    YesNo.UNKNOWN: (Truth.NO, Truth.YES),
}


def derive(context: Context) -> Iterable[Fact]:
    """``crs_grade`` and ``icans_grade``, the highest of each; nothing where none was recorded."""
    for kind in _SIGNS:
        entries = [(place, one) for place, one in enumerate(context.case.toxicity) if one.kind == kind]
        if entries:
            yield _highest(f"{kind}_grade", entries)


def _highest(name: str, entries: list[tuple[int, Toxicity]]) -> Fact:
    graded = [(place, one, grade_of(one)) for place, one in entries]
    spans = [span for _, _, span in graded]
    low = max(span.low or Decimal(0) for span in spans)
    high = max(Decimal(DEATH) if span.high is None else span.high for span in spans)
    questions = [ask for place, one, span in graded for ask in _questions(place, one, span)]
    basis = [_basis(one, span) for _, one, span in graded]
    value = Span() if (low, high) == (_ANY.low, _ANY.high) else Span(low, high)
    fact = derived(name, value, basis, questions)
    return replace(fact, as_of=max((one.date for _, one in entries if one.date), default=None))


def grade_of(entry: Toxicity) -> Span:
    """The ASTCT grades that the observation allows.

    A grade of the chart that its own signs do not give stays beside them: the span holds both.
    """
    known = has_signs(entry)
    computed = computed_grade(entry) if known else _ANY
    if entry.grade is None or entry.grading_system != ASTCT:
        return computed
    recorded = Span.exactly(entry.grade)
    return recorded if entry.grade == DEATH or not known or _holds(computed, recorded) else _both(entry)


def _both(entry: Toxicity) -> Span:
    return hull((computed_grade(entry), Span.exactly(entry.grade or 0)))


def _holds(computed: Span, recorded: Span) -> bool:
    low, high, grade = computed.low, computed.high, recorded.low
    return low is not None and high is not None and grade is not None and low <= grade <= high


def has_signs(entry: Toxicity) -> bool:
    """Whether anything is entered from which a grade could be computed."""
    fields = (getattr(entry, name) for name in _SIGNS[entry.kind])
    return any(value not in (None, YesNo.UNKNOWN) for value in fields)


def computed_grade(entry: Toxicity) -> Span:
    """The grade by the signs, each that is missing taken at its mildest and at its worst."""
    grades = [grade for grade in (_crs(entry) if entry.kind == "crs" else _icans(entry)) if grade is not None]
    return Span(Decimal(min(grades)), Decimal(max(grades)))


def _crs(entry: Toxicity) -> Iterable[int | None]:
    temperatures = (FEVER - 1, FEVER) if entry.temperature is None else (entry.temperature,)
    pressures = tuple(BloodPressure) if entry.blood_pressure is None else (_PRESSURE[entry.blood_pressure],)
    oxygen = tuple(Oxygen) if entry.oxygen is None else (_OXYGEN[entry.oxygen],)
    treated = _YES_NO[entry.anticytokine_therapy]
    for heat, pressure, air, therapy in product(temperatures, pressures, oxygen, treated):
        yield crs_grade(heat, pressure, air, anticytokine_therapy=therapy)


def _icans(entry: Toxicity) -> Iterable[int | None]:
    ice = (0, 10) if entry.ice_score is None else (entry.ice_score,)
    arousal = tuple(Arousal) if entry.arousal is None else (_AROUSAL[entry.arousal],)
    seizure = tuple(Seizure) if entry.seizure is None else (_SEIZURE[entry.seizure],)
    edema = tuple(Edema) if entry.edema is None else (_EDEMA[entry.edema],)
    weakness = [
        Motor.DEEP_FOCAL_WEAKNESS if truth is Truth.YES else Motor.NORMAL
        for truth in _YES_NO[entry.motor_weakness]
    ]
    for given in product(ice, arousal, seizure, weakness, edema):
        yield icans_grade(*given)


def _questions(place: int, entry: Toxicity, span: Span) -> Iterable[Question]:
    field = f"toxicity[{place}]"
    if entry.grade is not None and entry.grading_system == "unknown":
        yield Question("toxicity.system", message("toxicity.ask-system"), f"{field}.grading_system")
    if span.is_exact:
        return
    if entry.grade is not None and entry.grading_system == ASTCT:
        parts = {"grade": entry.grade, "kind": _kind(entry)}
        yield Question("toxicity.differs", message("toxicity.differs", **parts), f"{field}.grade")
        return
    missing = [name for name in _SIGNS[entry.kind] if getattr(entry, name) in (None, YesNo.UNKNOWN)]
    for name in missing:
        yield Question(f"toxicity.{name}", message(f"toxicity.ask-{name}"), f"{field}.{name}")


def _kind(entry: Toxicity) -> str:
    return entry.kind.upper()


def _basis(entry: Toxicity, span: Span) -> Message:
    """The observation in words: its own grade and system, and the ASTCT grade that follows."""
    low, high = span.low or Decimal(0), Decimal(DEATH) if span.high is None else span.high
    parts = {
        "kind": _kind(entry),
        "date": entry.date or "@history:no-date",
        "grade": str(low) if low == high else f"{low}–{high}",
    }
    if entry.grade is None:
        return message("toxicity.graded", **parts)
    system = "?" if entry.grading_system == "unknown" else entry.grading_system
    return message("toxicity.recorded", **parts, entered=entry.grade, system=system)
