"""Liver, marrow, heart and lungs, and calcium corrected for albumin."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.facts.body_size import body_mass_index, body_surface_area
from cardecide.facts.context import Context
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.fact_building import as_entered, derived, entered_choice, entered_yes_no
from cardecide.facts.lab_values import LabReading, current_lab, lab_part
from cardecide.facts.lookup import resting_on, span
from cardecide.facts.spans import UNBOUNDED, above, propagate
from cardecide.facts.value import Span, Truth, is_known
from cardecide.language.message import message

_MULTIPLES: Final = {
    "alt_times_upper_limit": ("alt", "U/L"),
    "ast_times_upper_limit": ("ast", "U/L"),
    "bilirubin_times_upper_limit": ("bilirubin_total", "mg/dL"),
    "ldh_times_upper_limit": ("ldh", "U/L"),
    "aptt_times_upper_limit": ("aptt", "s"),
}


def corrected_calcium(calcium_mg_dl: Span, albumin_g_dl: Span) -> Span:
    """Total calcium in mg/dL plus 0.8 for each g/dL of albumin below 4.0 (less above it)."""
    return propagate(
        lambda calcium, albumin: calcium + Decimal("0.8") * (4 - albumin), (calcium_mg_dl,), (albumin_g_dl,)
    )


def corrected_calcium_si(calcium_mmol_l: Span, albumin_g_l: Span) -> Span:
    """The same in mmol/L, with albumin in g/L: 0.02 for each g/L below 40."""
    return propagate(
        lambda calcium, albumin: calcium + Decimal("0.02") * (40 - albumin), (calcium_mmol_l,), (albumin_g_l,)
    )


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic."""
    case = context.case
    for name, (test, unit) in _MULTIPLES.items():
        yield _multiple(name, current_lab(case, context.on, test, unit))
    ldh = span(context, "ldh_times_upper_limit")
    above_normal = derived("ldh_above_normal", ldh_above_normal(ldh))
    at_limit = ("LDH_AT_LIMIT",) if ldh == Span.exactly(1) else ()
    yield replace(resting_on(above_normal, context, ("ldh_times_upper_limit",)), flags=at_limit)
    calcium = corrected_calcium(span(context, "calcium"), span(context, "albumin"))
    yield resting_on(derived("corrected_calcium", calcium), context, ("calcium", "albumin"))
    weight, height = amount_span(case.patient.weight, "kg"), amount_span(case.patient.height, "cm")
    size_basis = [
        message("body-size", weight=case.patient.weight, height=case.patient.height)
        for _ in range(case.patient.weight is not None and case.patient.height is not None)
    ]
    yield derived("body_surface_area", body_surface_area(weight, height), size_basis)
    yield derived("body_mass_index", body_mass_index(weight, height), size_basis)
    yield as_entered("lvef", amount_span(case.comorbidity.lvef, "%"))
    yield entered_choice("nyha_class", case.comorbidity.nyha_class)
    yield as_entered("oxygen_saturation", amount_span(case.comorbidity.oxygen_saturation, "%"))
    yield entered_yes_no("supplemental_oxygen", case.comorbidity.supplemental_oxygen)


def ldh_above_normal(times_upper_limit: Span) -> Truth:
    """Whether LDH is above the laboratory's upper limit. Sources differ on the limit itself: it is normal."""
    return above(times_upper_limit, Decimal(1))


def _multiple(name: str, reading: LabReading) -> Fact:
    if not reading.labs:
        return Fact(name, UNBOUNDED)
    multiple = reading.times_upper_limit
    without_limit = [lab for lab in reading.labs if lab.upper_limit is None]
    question = Question(
        f"upper-limit.{reading.test}",
        message("upper-limit", test=lab_part(reading.test)),
        f"labs[{reading.test}].upper_limit",
    )
    return Fact(
        name,
        multiple,
        Origin.DERIVED if is_known(multiple) else Origin.MISSING,
        basis=reading.basis,
        questions=(*reading.questions, *([question] if without_limit else [])),
        as_of=reading.as_of,
    )
