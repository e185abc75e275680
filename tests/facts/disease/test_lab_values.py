"""Which laboratory value counts, in which unit, and what is asked where that is not clear."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.units import convert
from cardecide.facts import lab_values, organ_function
from cardecide.facts.catalogue import catalogue
from cardecide.facts.lab_values import current_lab, lab_at_diagnosis
from cardecide.facts.value import Span, Truth

ON = PartialDate.parse("2026-09-14")


def case(*labs, **fields):
    return Case.model_validate({"id": "T", "labs": list(labs), **fields})


def creatinine(value, date=None, unit="mg/dL", **more):
    return {"test": "creatinine", "value": value, "unit": unit, "date": date, **more}


def read(*labs, on=ON):
    return current_lab(case(*labs), on, "creatinine", "mg/dL")


def exactly(number):
    return Span.exactly(Decimal(number))


def test_vector_unit(vector):
    test, units = vector.given["c"].split(":")
    unit, to = units.split(">")
    analyte = {"cr": "creatinine", "b2m": "beta2_microglobulin", "alb": "albumin", "bili": "bilirubin_total"}
    value = convert(Decimal(vector.given["v"]), unit, to, analyte.get(test, test))
    assert round(value, 3) == vector.expected


def test_the_newest_value_counts():
    assert read(creatinine(1, "2026-01-01"), creatinine(2, "2026-09-01")).span == exactly(2)


def test_a_value_after_the_decision_date_does_not_count():
    reading = read(creatinine(1, "2026-09-14"), creatinine(2, "2026-09-15"))
    assert reading.span == exactly(1)
    assert reading.as_of == PartialDate.parse("2026-09-14")


def test_no_value_is_unknown():
    assert read() == lab_values.LabReading("creatinine")


def test_two_values_of_one_day_count_together():
    reading = read(creatinine(1, "2026-09-01"), creatinine("1.4", "2026-09-01"))
    assert reading.span == Span(Decimal(1), Decimal("1.4"))
    assert [question.id for question in reading.questions] == ["lab-several.creatinine"]


def test_a_month_and_a_day_inside_it_cannot_be_told_apart():
    assert read(creatinine(1, "2026-08"), creatinine(2, "2026-08-10")).span == Span(Decimal(1), Decimal(2))
    assert read(creatinine(1, "2026-08"), creatinine(2, "2026-09-01")).span == exactly(2)


def test_a_value_without_a_date_counts_as_current_and_says_so():
    reading = read(creatinine(1))
    assert reading.span == exactly(1)
    assert [line.id for line in reading.basis] == ["lab-undated"]
    assert reading.as_of is None


def test_with_a_dated_value_beside_it_the_date_is_asked_for():
    reading = read(creatinine(1), creatinine(2, "2026-09-01"))
    assert reading.span == Span(Decimal(1), Decimal(2))
    assert "lab-date.creatinine" in [question.id for question in reading.questions]


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ("<0.3", Span(high=Decimal("0.3"), high_open=True)),
        ("≤0.3", Span(high=Decimal("0.3"))),
        (">2", Span(low=Decimal(2), low_open=True)),
        (">=2", Span(low=Decimal(2))),
    ],
)
def test_a_bound_is_an_open_span(entered, expected):
    assert read(creatinine(entered, "2026-09-01")).span == expected


def test_the_upper_limit_makes_a_multiple():
    lab = {"test": "alt", "value": 100, "unit": "U/L", "upper_limit": 40, "date": "2026-09-01"}
    assert current_lab(case(lab), ON, "alt", "U/L").times_upper_limit == exactly("2.5")
    without = {**lab, "upper_limit": None}
    assert current_lab(case(without), ON, "alt", "U/L").times_upper_limit == Span()


def test_an_upper_limit_of_one_is_a_limit_too():
    assert read(creatinine(3, "2026-09-01", upper_limit=1)).times_upper_limit == exactly(3)
    assert read(creatinine(3, "2026-09-01", upper_limit="0.5")).times_upper_limit == exactly(6)


def test_the_test_may_be_named_otherwise():
    lab = {"test": "Hb", "value": 10, "unit": "g/dL", "date": "2026-09-01"}
    assert current_lab(case(lab), ON, "hemoglobin", "g/dL").span == exactly(10)


@given(st.decimals(min_value=20, max_value=1500, places=0))
def test_the_unit_does_not_change_the_fact(value):
    entered = read(creatinine(str(value), "2026-09-01", unit="umol/L")).span
    converted = convert(value, "umol/L", "mg/dL", "creatinine")
    assert read(creatinine(str(converted), "2026-09-01")).span == entered


def test_at_diagnosis_the_nearest_before_treatment_counts():
    disease = {"diagnosis_date": "2021-05-10"}
    treatments = [{"start": "2021-06-01", "drugs": ["lenalidomide"]}]
    labs = [
        creatinine(1, "2021-01-01"),  # too early
        creatinine(2, "2021-05-01"),
        creatinine(3, "2021-05-28"),
        creatinine(4, "2021-06-20"),  # treated by then
        creatinine(5),  # at an unknown time
    ]
    reading = lab_at_diagnosis(case(*labs, disease=disease, treatments=treatments), "creatinine", "mg/dL")
    assert reading.span == exactly(2)
    assert lab_at_diagnosis(case(*labs, treatments=treatments), "creatinine", "mg/dL").labs == ()


@pytest.mark.parametrize(("day", "counts"), [("2021-06-01", True), ("2021-06-02", False)])
def test_a_value_of_the_day_treatment_began_is_of_diagnosis_a_later_one_is_not(day, counts):
    treatments = [
        {"start": "2022-01-01", "drugs": ["daratumumab"]},
        {"start": "2021-06-01", "drugs": ["lenalidomide"]},
    ]
    fields = {"disease": {"diagnosis_date": "2021-05-10"}, "treatments": treatments}
    reading = lab_at_diagnosis(case(creatinine(1, day), **fields), "creatinine", "mg/dL")
    assert bool(reading.labs) is counts


@pytest.mark.parametrize(("day", "counts"), [("2021-08-10", True), ("2021-08-11", False)])
def test_the_window_around_diagnosis(day, counts):
    reading = lab_at_diagnosis(
        case(creatinine(1, day), disease={"diagnosis_date": "2021-05-10"}), "creatinine", "mg/dL"
    )
    assert bool(reading.labs) is counts


def test_the_units_are_those_of_the_catalogue():
    assert {name: catalogue()[name].unit for name in lab_values.MEASURED} == dict(lab_values.MEASURED)


def test_a_transfusion_shortly_before_is_flagged(derive):
    lab = {"test": "platelets", "value": 80, "unit": "10^9/L", "transfusion_within_7_days": "yes"}
    assert derive(lab_values, {"labs": [lab]}).facts["platelets"].flags == ("AFTER_TRANSFUSION",)


DIAGNOSED = {"diagnosis_date": "2021-05-10"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2021-05-08", "2021-05-13"), (1, 1)),  # 2 days before it, 3 days after
        (("2021-05-07", "2021-05-12"), (2, 2)),
        (("2021-05-07", "2021-05-13"), (1, 2)),
        (("2021-05-10", "2021-05-11"), (1, 1)),
        (("2021-05", "2021-05-10"), (1, 2)),  # the first may be of that very day
        (("2021-05", "2021-05-14"), (1, 2)),  # 0 to 21 days, 4 days
        (("2021-06", "2021-05-14"), (2, 2)),  # 22 days at least
        (("2021-06", "2021-06-01"), (1, 2)),  # 22 to 51, 22
        (("2021-06", "2021-06-02"), (1, 2)),
        (("2021-04", "2021-05-19"), (2, 2)),  # 10 days at least, 9 days
        (("2021-04", "2021-05-20"), (1, 2)),
        (("2021-04", "2021-06-10"), (1, 2)),  # 10 to 39, 31
        (("2021-04", "2021-06-18"), (1, 2)),  # 39
        (("2021-04", "2021-06-19"), (1, 1)),
    ],
)
def test_values_count_together_where_it_is_not_known_which_is_nearer_to_diagnosis(days, expected):
    labs = [creatinine(value, day) for value, day in zip((1, 2), days, strict=True)]
    reading = lab_at_diagnosis(case(*labs, disease=DIAGNOSED), "creatinine", "mg/dL")
    assert reading.span == Span(*map(Decimal, expected))


def test_a_month_of_diagnosis_is_as_near_as_any_of_its_days():
    labs = [creatinine(1, "2021-05-02"), creatinine(2, "2021-05-30")]
    for day in ("2021-05", "2021"):
        reading = lab_at_diagnosis(case(*labs, disease={"diagnosis_date": day}), "creatinine", "mg/dL")
        assert reading.span == Span(Decimal(1), Decimal(2))


@pytest.mark.parametrize(("limit", "multiple"), [("0", Span()), ("0.1", exactly(30)), ("3", exactly(1))])
def test_an_upper_limit_of_zero_is_none(limit, multiple):
    lab = {"test": "crp", "value": 3, "unit": "mg/L", "date": "2026-09-01", "upper_limit": limit}
    assert current_lab(case(lab), ON, "crp", "mg/L").times_upper_limit == multiple


def test_several_values_are_as_old_as_the_newest_and_asked_about_at_the_first():
    reading = read(creatinine(3, "2025-01-01"), creatinine(1, "2026-08"), creatinine(2, "2026-08-10"))
    assert str(reading.as_of) == "2026-08-10"
    (question,) = reading.questions
    assert (question.id, question.field) == ("lab-several.creatinine", "labs[1]")


def test_one_value_without_a_date_is_not_asked_for_it():
    assert read(creatinine(1)).questions == ()
    both = read(creatinine(1), creatinine(1, "2026-09-01"))
    assert [(one.id, one.field) for one in both.questions] == [("lab-date.creatinine", "labs[0].date")]


@pytest.mark.parametrize(
    ("limits", "value", "asked"),
    [
        ((40,), exactly("2.5"), False),
        ((None,), Span(), True),
        ((40, None), Span(), True),
        ((40, 50), Span(Decimal(2), Decimal("2.5")), False),
    ],
)
def test_an_upper_limit_that_is_missing_is_asked_for(derive, limits, value, asked):
    lab = {"test": "alt", "value": 100, "unit": "U/L", "date": "2026-09-01"}
    labs = [lab | ({"upper_limit": limit} if limit else {}) for limit in limits]
    sheet = derive((lab_values, organ_function), {"labs": labs})
    assert sheet["alt_times_upper_limit"] == value
    fields = {one.id: one.field for one in sheet.facts["alt_times_upper_limit"].questions}
    assert fields.get("upper-limit.alt") == ("labs[alt].upper_limit" if asked else None)


def platelets(value, *, transfused=None, day="2026-09-01", **more):
    answer = {"transfusion_within_7_days": transfused} if transfused else {}
    return {"test": "platelets", "value": value, "unit": "10^9/L", "date": day, **answer, **more}


@pytest.mark.parametrize(
    ("answers", "unsupported"),
    [
        (("no",), Truth.YES),
        (("yes",), Truth.NO),
        ((None,), Truth.UNKNOWN),
        (("no", "no"), Truth.YES),
        (("no", "yes"), Truth.UNKNOWN),  # two values of one day, one of them after a transfusion
        (("yes", None), Truth.UNKNOWN),
    ],
)
def test_a_value_reached_without_help(derive, answers, unsupported):
    labs = [platelets(80 + place, transfused=answer) for place, answer in enumerate(answers)]
    sheet = derive(lab_values, {"labs": labs})
    fact = sheet.facts["platelets_without_transfusion"]
    assert fact.value is unsupported
    settled = unsupported is not Truth.UNKNOWN
    assert fact.origin == ("entered" if settled else "missing")
    assert len(fact.basis) == (len(answers) if settled else 0)
    assert ("AFTER_TRANSFUSION" in sheet.facts["platelets"].flags) is ("yes" in answers)


def test_a_growth_factor_before_one_of_two_values_is_flagged(derive):
    lab = {"test": "absolute_neutrophil_count", "unit": "10^9/L", "date": "2026-09-01"}
    labs = [{**lab, "value": 2, "growth_factor_within_7_days": "yes"}, {**lab, "value": 3}]
    fact = derive(lab_values, {"labs": labs}).facts["absolute_neutrophil_count"]
    assert fact.flags == ("AFTER_GROWTH_FACTOR",)
