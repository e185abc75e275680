"""Kidney function by three estimators, kept apart because studies name different ones.

Cockcroft-Gault is absolute (mL/min) and uses the actual weight; MDRD and CKD-EPI 2021 are for 1.73 m2 of body
surface. They are never converted into each other here. Race is not used.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cardecide.case.choices import Sex
from cardecide.facts.body_size import body_mass_index
from cardecide.facts.context import Context
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import resting_on, span
from cardecide.facts.spans import UNBOUNDED, at_least, hull, propagate
from cardecide.facts.value import Span, Truth
from cardecide.language.message import message

OBESE: Final = Decimal(30)


def cockcroft_gault(age: Span, weight_kg: Span, creatinine_mg_dl: Span, sex: Sex | None) -> Span:
    """Creatinine clearance in mL/min (Nephron 1976;16:31). Both sexes stay possible where none is known."""

    def clearance(factor: Decimal) -> Callable[..., Decimal]:
        # Multiplied out before the one division, so that a clearance of exactly 45 is exactly 45.
        return lambda kg, years, creatinine: factor * (140 - years) * kg / (72 * creatinine)

    return _by_sex(
        sex,
        female=propagate(clearance(Decimal("0.85")), (weight_kg,), (age, creatinine_mg_dl)),
        male=propagate(clearance(Decimal(1)), (weight_kg,), (age, creatinine_mg_dl)),
    )


@lru_cache(maxsize=256)
def mdrd(age: Span, creatinine_mg_dl: Span, sex: Sex | None) -> Span:
    """Glomerular filtration rate for 1.73 m2 by the four-variable MDRD formula for IDMS creatinine."""

    def rate(factor: Decimal) -> Callable[..., Decimal]:
        return lambda years, creatinine: (
            factor * 175 * creatinine ** Decimal("-1.154") * years ** Decimal("-0.203")
        )

    return _by_sex(
        sex,
        female=propagate(rate(Decimal("0.742")), (), (age, creatinine_mg_dl)),
        male=propagate(rate(Decimal(1)), (), (age, creatinine_mg_dl)),
    )


@lru_cache(maxsize=256)
def ckd_epi_2021(age: Span, creatinine_mg_dl: Span, sex: Sex | None) -> Span:
    """Glomerular filtration rate for 1.73 m2 by CKD-EPI 2021 (N Engl J Med 2021;385:1737)."""

    def rate(factor: Decimal, typical: Decimal, exponent: Decimal) -> Callable[..., Decimal]:
        def value(years: Decimal, creatinine: Decimal) -> Decimal:
            relative = creatinine / typical
            low, high = min(relative, Decimal(1)), max(relative, Decimal(1))
            return factor * 142 * low**exponent * high ** Decimal("-1.200") * Decimal("0.9938") ** years

        return value

    return _by_sex(
        sex,
        female=propagate(
            rate(Decimal("1.012"), Decimal("0.7"), Decimal("-0.241")), (), (age, creatinine_mg_dl)
        ),
        male=propagate(rate(Decimal(1), Decimal("0.9"), Decimal("-0.302")), (), (age, creatinine_mg_dl)),
    )


def _by_sex(sex: Sex | None, *, female: Span, male: Span) -> Span:
    if sex is None:
        return hull((female, male))
    return female if sex is Sex.FEMALE else male


def derive(context: Context) -> Iterable[Fact]:
    """The three estimates."""
    patient = context.case.patient
    creatinine = span(context, "creatinine")
    age = span(context, "age")
    weight = amount_span(patient.weight, "kg")
    height = amount_span(patient.height, "cm")
    basis = []
    if age != UNBOUNDED:
        basis.append(message("kidney-age", age=_range(age)))
    if patient.sex:
        basis.append(message(f"kidney-sex-{patient.sex}"))
    by_weight = [message("kidney-weight", weight=patient.weight)] if patient.weight else []
    clearance = cockcroft_gault(age, weight, creatinine, patient.sex)
    heavy = at_least(body_mass_index(weight, height), OBESE) is Truth.YES
    if heavy:
        by_weight.append(message("kidney-weight-obese"))
    years = [_still_asked("age", "patient.birth_date")] if age == UNBOUNDED != creatinine else []
    kilograms = [_still_asked("weight", "patient.weight")] if weight == UNBOUNDED != creatinine else []
    facts = (
        replace(
            derived(
                "creatinine_clearance_cockcroft_gault",
                clearance,
                [*basis, *by_weight],
                [*years, *kilograms],
            ),
            flags=("ACTUAL_WEIGHT_BMI_30",) if heavy else (),
        ),
        derived("egfr_mdrd", mdrd(age, creatinine, patient.sex), basis, years),
        derived("egfr_ckd_epi_2021", ckd_epi_2021(age, creatinine, patient.sex), basis, years),
    )
    return [resting_on(fact, context, ("creatinine",)) for fact in facts]


def _still_asked(what: str, field: str) -> Question:
    return Question(f"kidney.{what}", message(f"kidney-ask-{what}"), field, instead=True)


def _range(years: Span) -> str:
    ends = [f"{end:f}" for end in (years.low, years.high) if end is not None]
    return "–".join(dict.fromkeys(ends))
