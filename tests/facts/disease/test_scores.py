"""Scores before lymphodepletion: points, boundaries, intervals under missing data, and their label."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import (
    car_hematotox,
    easix,
    hashmi,
    lab_values,
    mycare,
    neurotoxicity_risk,
    organ_function,
    tumor_burden,
)
from cardecide.facts.car_hematotox import is_high, on_a_limit
from cardecide.facts.derive import derive as derive_all
from cardecide.facts.easix import m_easix, s_easix
from cardecide.facts.fact import Fact
from cardecide.facts.hashmi import hashmi_factors, three_or_more
from cardecide.facts.neurotoxicity_risk import elements_present, has_pattern
from cardecide.facts.organ_function import corrected_calcium, corrected_calcium_si
from cardecide.facts.value import Span, Truth

TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


def span(number):
    return Span() if number is None else Span.exactly(Decimal(str(number)))


def hematotox_inputs(row):
    """The vectors give neutrophils for each microliter and CRP in mg/dL; the facts are in 10^9/L and mg/L."""
    return {
        "platelets": span(row.get("plt")),
        "absolute_neutrophil_count": span(None if row.get("anc") is None else Decimal(row["anc"]) / 1000),
        "hemoglobin": span(row.get("hb")),
        "crp": span(None if row.get("crp") is None else Decimal(row["crp"]) * 10),
        "ferritin": span(row.get("fer")),
    }


def test_vector_ht(vector):
    values = hematotox_inputs(vector.given)
    score = car_hematotox.car_hematotox(*values.values())
    assert [score.low, score.high] == vector.expected["score"]
    assert is_high(score) is TRUTH[vector.expected["cls"] == "high"]
    short = {"absolute_neutrophil_count": "anc", "hemoglobin": "hb", "crp": "crp"}
    assert [short[name] for name in on_a_limit(values)] == vector.expected["boundary"]


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("platelets", "175.1", 0),
        ("platelets", "175", 1),
        ("platelets", "75", 1),
        ("platelets", "74.9", 2),
        ("absolute_neutrophil_count", "1.19", 1),
        ("absolute_neutrophil_count", "1.2", 0),
        ("hemoglobin", "8.9", 1),
        ("hemoglobin", "9", 0),
        ("crp", "29.9", 0),
        ("crp", "30", 1),
        ("ferritin", "649", 0),
        ("ferritin", "650", 1),
        ("ferritin", "2000", 1),
        ("ferritin", "2001", 2),
    ],
)
def test_hematotox_boundaries(name, value, points):
    best = {"platelets": 300, "absolute_neutrophil_count": 5, "hemoglobin": 13, "crp": 0, "ferritin": 1}
    values = {**{key: span(number) for key, number in best.items()}, name: span(value)}
    assert car_hematotox.car_hematotox(*values.values()) == span(points)


def test_vector_easix(vector):
    row = vector.given
    ldh, platelets = span(row["ldh"]), span(row["plt"])
    crp = span(Decimal(row["crp"]) * 10)
    shown = {
        "easix": easix.easix(ldh, span(row["cr"]), platelets),
        "s": s_easix(ldh, platelets),
        "m": m_easix(ldh, crp, platelets),
    }
    for key, value in shown.items():
        assert value.low.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) == vector.expected[key]
        assert value.is_exact


def test_vector_mycare(vector):
    score = mycare.mycare(*(TRUTH[vector.given[key]] for key in ("emd", "pcl", "lenref", "hrc", "ferr_high")))
    assert [score.low, score.high] == vector.expected["score"]
    assert list(mycare.mycare_classes(score)) == vector.expected["cls"]


def test_vector_hashmi(vector):
    keys = ("emd_hx", "prior_bcma", "ferr_high", "pcl", "t414")
    count = hashmi_factors([TRUTH[vector.given[key]] for key in keys])
    assert [count.low, count.high] == vector.expected["n"]
    assert three_or_more(count) is TRUTH[vector.expected["ge3"]]


def test_vector_mnt(vector):
    count = elements_present(*(TRUTH[vector.given[key]] for key in ("htb", "crs2", "icans", "highexp")))
    assert [count.low, count.high] == vector.expected["n"]
    assert has_pattern(count) is TRUTH[vector.expected["pattern_ge2"]]


def test_vector_cca(vector):
    row = vector.given
    if "ca" in row:
        assert corrected_calcium(span(row["ca"]), span(row["alb"])) == span(vector.expected)
    else:
        assert corrected_calcium_si(span(row["ca_si"]), span(row["alb_si"])) == span(vector.expected)


SCORES = (car_hematotox, easix, mycare, hashmi, neurotoxicity_risk)


def test_with_nothing_known_no_score_says_anything(derive):
    sheet = derive((lab_values, organ_function, tumor_burden, *SCORES), {})
    for name in ("car_hematotox", "easix", "s_easix", "m_easix", "mycare", "hashmi_factors"):
        assert sheet[name] == Span(), name
        assert sheet.facts[name].flags == (), name
    assert sheet["mnt_pre_treatment_risk"] is Truth.UNKNOWN


def lab(test, value, unit, **more):
    return {"test": test, "value": value, "unit": unit, "date": "2026-09-10", **more}


def test_a_score_says_from_which_day_it_is_projected(derive):
    labs = [lab("platelets", 60, "10^9/L", transfusion_within_7_days="yes"), lab("ldh", 300, "U/L")]
    sheet = derive((lab_values, *SCORES), {"labs": labs})
    assert sheet["car_hematotox"] == Span(Decimal(2), Decimal(7))
    assert sheet["s_easix"] == span(5)
    assert sheet["easix"] == Span()
    for name in ("car_hematotox", "s_easix"):
        fact = sheet.facts[name]
        assert "PROJECTED" in fact.flags
        assert fact.basis[0].id == "score-projected"
        assert dict(fact.basis[0].parts)["date"] == "2026-09-10"
    assert "AFTER_TRANSFUSION" in sheet.facts["car_hematotox"].flags


def test_each_index_rests_on_its_own_values_and_no_other(derive):
    labs = [
        lab("ldh", 300, "U/L"),
        lab("platelets", 60, "10^9/L"),
        lab("creatinine", 1, "mg/dL"),
        lab("crp", 10, "mg/L"),
    ]
    sheet = derive((lab_values, easix), {"labs": labs})
    read = {}
    for name in ("easix", "s_easix", "m_easix"):
        parts = {str(part) for line in sheet.facts[name].basis for _, part in line.parts}
        read[name] = {part.removeprefix("@lab_tests:") for part in parts if part.startswith("@lab_tests:")}
    assert read == {
        "easix": {"ldh", "creatinine", "platelets"},
        "s_easix": {"ldh", "platelets"},
        "m_easix": {"ldh", "crp", "platelets"},
    }


@pytest.mark.parametrize(("ferritin", "points"), [(400, 1), (401, 2)])
def test_ferritin_counts_above_the_upper_limit(derive, ferritin, points):
    known = (
        Fact("emd_history", Truth.YES),
        Fact("prior_bcma_therapy", Truth.NO),
        Fact("plasma_cell_leukemia_ever", Truth.NO),
        Fact("t_4_14", Truth.NO),
    )
    labs = [lab("ferritin", ferritin, "ug/L", upper_limit=400)]
    assert derive((lab_values, hashmi), {"labs": labs}, facts=known)["hashmi_factors"] == span(points)


@pytest.mark.parametrize(
    ("disease", "away", "low", "high"),
    [
        (Truth.YES, Truth.YES, 1, 4),
        (Truth.YES, Truth.NO, 0, 4),  # paraskeletal: whether it counts could not be verified
        (Truth.NO, Truth.NO, 0, 3),
    ],
)
def test_which_lesions_count_for_mycare(derive, disease, away, low, high):
    known = (
        Fact("extramedullary_disease", disease),
        Fact("emd_extraosseous", away),
        Fact("plasma_cell_leukemia", Truth.NO),
    )
    sheet = derive(mycare, {}, facts=known)
    expected = Span() if (low, high) == (0, 4) else Span(Decimal(low), Decimal(high))
    assert sheet["mycare"] == expected


values = st.decimals(min_value="0.1", max_value=3000, places=1)
maybe = st.one_of(st.none(), values)


@given(st.lists(maybe, min_size=5, max_size=5), st.data())
def test_filling_in_a_value_only_narrows_a_score(entered, data):
    filled = [data.draw(values) if value is None else value for value in entered]
    for score in (
        car_hematotox.car_hematotox,
        lambda a, b, c, *_: easix.easix(a, b, c),
        lambda a, b, c, *_: m_easix(a, b, c),
    ):
        before, after = score(*map(span, entered)), score(*map(span, filled))
        assert after.is_exact
        assert before.low is None or before.low <= after.low
        assert before.high is None or before.high >= after.high


@given(st.lists(st.sampled_from(Truth), min_size=5, max_size=5), st.data())
def test_filling_in_a_finding_only_narrows_a_count(findings, data):
    settled = st.sampled_from([Truth.YES, Truth.NO])
    filled = [data.draw(settled) if finding is Truth.UNKNOWN else finding for finding in findings]
    for score in (hashmi_factors, lambda five: mycare.mycare(*five)):
        before, after = score(findings), score(filled)
        assert after.is_exact
        assert before.low is None or before.low <= after.low
        assert before.high is None or before.high >= after.high


def test_a_limit_of_ferritin_is_asked_for_where_one_of_several_values_lacks_it() -> None:
    on = PartialDate.parse("2026-11-20")
    lab = {"test": "ferritin", "value": 500, "unit": "ug/L", "date": "2026-11-01"}
    for limits, asked in (((400, 400), False), ((400, None), True), ((None, None), True)):
        labs = [{**lab, **({"upper_limit": limit} if limit else {})} for limit in limits]
        case = Case.model_validate({"id": "T", "decision_date": "2026-11-20", "labs": labs})
        ids = [question.id for question in derive_all(case, on)["hashmi_factors"].questions]
        assert ("upper-limit.ferritin" in ids) is asked
