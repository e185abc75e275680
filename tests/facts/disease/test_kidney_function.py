"""Kidney function: published formulas, boundaries, and intervals under missing data."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.choices import Sex
from cardecide.facts import kidney_function, lab_values
from cardecide.facts.body_size import body_surface_area, body_surface_area_du_bois
from cardecide.facts.fact import Fact
from cardecide.facts.kidney_function import ckd_epi_2021, cockcroft_gault, mdrd
from cardecide.facts.spans import at_most
from cardecide.facts.value import Span, Truth


def exactly(number):
    return Span.exactly(Decimal(str(number)))


def shown(span, places):
    assert span.is_exact
    return span.low.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def test_vector_renal(vector):
    sex = {"M": Sex.MALE, "F": Sex.FEMALE}[vector.given["sex"]]
    age, weight, creatinine = (exactly(vector.given[key]) for key in ("age", "wt", "cr"))
    assert shown(cockcroft_gault(age, weight, creatinine, sex), "0.1") == vector.expected["cg"]
    assert shown(mdrd(age, creatinine, sex), "0.1") == vector.expected["mdrd"]
    assert shown(ckd_epi_2021(age, creatinine, sex), "0.1") == vector.expected["ckdepi21"]


@pytest.mark.parametrize(
    ("age", "creatinine", "sex", "by_mdrd", "by_ckd_epi"),
    [  # far from 1 mg/dL on both sides, where every constant and exponent weighs
        (80, 4, Sex.FEMALE, "10.7730", "10.7903"),
        (80, 4, Sex.MALE, "14.5189", "14.4154"),
        (25, "0.5", Sex.FEMALE, "150.3311", "133.4014"),
        (25, "0.5", Sex.MALE, "202.6025", "145.1628"),
    ],
)
def test_the_estimates_far_from_the_middle(age, creatinine, sex, by_mdrd, by_ckd_epi):
    values = exactly(age), exactly(creatinine), sex
    assert shown(mdrd(*values), "0.0001") == Decimal(by_mdrd)
    assert shown(ckd_epi_2021(*values), "0.0001") == Decimal(by_ckd_epi)


def test_vector_bsa(vector):
    weight, height = exactly(vector.given["w"]), exactly(vector.given["h"])
    assert shown(body_surface_area(weight, height), "0.001") == vector.expected["mosteller"]
    assert shown(body_surface_area_du_bois(weight, height), "0.001") == vector.expected["dubois"]


def test_exactly_45_is_exactly_45():
    # 80 x 72.9 / (72 x 1.8) = 45; the female factor makes 85 kg and 1.7 mg/dL end there as well.
    assert cockcroft_gault(exactly(60), exactly("72.9"), exactly("1.8"), Sex.MALE) == exactly(45)
    female = cockcroft_gault(exactly(50), exactly("61.2"), exactly("1.445"), Sex.FEMALE)
    assert female == exactly(45)
    assert at_most(female, Decimal(45)) is Truth.YES


@pytest.mark.parametrize("estimate", [mdrd, ckd_epi_2021])
def test_the_age_interval_propagates(estimate):
    span = estimate(Span(Decimal(57), Decimal(58)), exactly(1), Sex.MALE)
    assert span.low == estimate(exactly(58), exactly(1), Sex.MALE).low
    assert span.high == estimate(exactly(57), exactly(1), Sex.MALE).low


def test_a_creatinine_below_the_limit_of_detection_bounds_from_below():
    span = cockcroft_gault(exactly(60), exactly(70), Span(high=Decimal("0.5"), high_open=True), Sex.MALE)
    assert span.low is not None
    assert span.low_open
    assert span.high is None


ages = st.decimals(min_value=18, max_value=95, places=0)
creatinines = st.decimals(min_value="0.2", max_value=15, places=2)
weights = st.decimals(min_value=35, max_value=150, places=1)


@given(ages, creatinines, weights, st.sampled_from(Sex))
def test_filling_in_what_was_missing_only_narrows(age, creatinine, weight, sex):
    spans = exactly(age), exactly(creatinine)
    for estimate in (mdrd, ckd_epi_2021):
        full = estimate(*spans, sex)
        assert _holds(estimate(*spans, None), full)
        assert _holds(estimate(Span(), spans[1], sex), full)
        assert _holds(estimate(Span(age - 1, age + 2), spans[1], None), full)
    full = cockcroft_gault(spans[0], exactly(weight), spans[1], sex)
    assert _holds(cockcroft_gault(spans[0], exactly(weight), spans[1], None), full)
    assert cockcroft_gault(spans[0], Span(), spans[1], sex) == Span()


def _holds(outer, inner):
    return (outer.low is None or outer.low <= inner.low) and (outer.high is None or inner.high <= outer.high)


@pytest.mark.parametrize(("weight", "flags"), [("86.6", ()), ("86.7", ("ACTUAL_WEIGHT_BMI_30",))])
def test_the_actual_weight_of_the_obese_is_flagged(derive, weight, flags):
    # 30 kg/m2 at 170 cm is 86.7 kg.
    patient = {"sex": "female", "weight": f"{weight} kg", "height": "170 cm"}
    labs = [{"test": "creatinine", "value": 1, "unit": "mg/dL", "date": "2026-09-01"}]
    known = (Fact("age", exactly(60)),)
    sheet = derive((lab_values, kidney_function), {"patient": patient, "labs": labs}, facts=known)
    assert sheet.facts["creatinine_clearance_cockcroft_gault"].flags == flags


def test_du_bois_to_six_digits():
    # 0.007184 x 70^0.425 x 170^0.725, in common floating point.
    assert shown(body_surface_area_du_bois(exactly(70), exactly(170)), "0.00001") == Decimal("1.80971")


def test_what_creatinine_alone_leaves_open_is_asked_for_instead_of_creatinine(derive):
    labs = {"labs": [{"test": "creatinine", "value": 1, "unit": "mg/dL", "date": "2026-09-01"}]}
    fields = {**labs, "patient": {"sex": "male"}}
    facts = derive((lab_values, kidney_function), fields).facts
    asked = {name: [(one.id, one.instead) for one in fact.questions] for name, fact in facts.items()}
    assert asked["egfr_mdrd"] == [("kidney.age", True)]
    assert asked["creatinine_clearance_cockcroft_gault"] == [("kidney.age", True), ("kidney.weight", True)]
    without = derive((lab_values, kidney_function), {"patient": {"sex": "male"}}).facts
    assert without["creatinine_clearance_cockcroft_gault"].questions == ()
