"""What must hold between entries: dates in order, none after the decision, none before birth."""

import pytest

from cardecide.case import read_case_text
from cardecide.case.checks import check_case, conflicts
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.patient import Disease
from cardecide.reading.problem import InputError

DECIDED = "id: X\ndecision_date: 2023-07\n"


def codes(body: str) -> list[str]:
    try:
        read_case_text(DECIDED + body)
    except InputError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "body",
    [
        "labs: [{{test: crp, value: 3, unit: mg/L, date: {day}}}]",
        "disease: {{diagnosis_date: {day}}}",
        "disease: {{bcma_expression: {{date: {day}}}}}",
        "treatments: [{{start: {day}}}]",
        "treatments: [{{stop: {day}}}]",
        "treatments: [{{progression: {day}}}]",
        "treatments: [{{drugs: [{{drug: bortezomib, start: {day}}}]}}]",
        "cytogenetics: [{{abnormality: del(17p), date: {day}}}]",
        "extramedullary: {{lesions: [{{site: liver, date: {day}}}]}}",
        "neurology: {{conditions: [{{condition: stroke, onset: {day}}}]}}",
        "infection: {{date: {day}}}",
        "comorbidity: {{live_vaccine: {day}}}",
        "prior_transplant: {{autologous_date: {day}}}",
    ],
)
def test_an_entry_certainly_after_the_decision_is_an_error(body: str) -> None:
    for day in ("2023-08", "2023-08-01", "2024"):
        assert codes(body.format(day=day)) == ["after-decision"]
    for day in ("2023", "2023-07", "2023-07-31", "2022-12-31"):
        assert codes(body.format(day=day)) == []


@pytest.mark.parametrize(
    "body",
    [
        "logistics: {planned_apheresis: 2023-08, planned_infusion: 2023-10-01}",
        "overrides: [{fact: iss, value: I, reason: looked up, date: 2024}]",
    ],
)
def test_what_is_planned_or_decided_may_lie_later(body: str) -> None:
    assert codes(body) == []


def test_without_a_decision_date_nothing_is_after_it() -> None:
    assert read_case_text("id: X\nlabs: [{test: crp, value: 3, unit: mg/L, date: 2099}]").case.labs


@pytest.mark.parametrize(
    ("start", "end", "ok"),
    [
        ("2021-05-10", "2021-05-10", True),
        ("2021-05-10", "2021-05-09", False),
        ("2021-05", "2021-05-01", True),
        ("2021-05", "2021-04-30", False),
        ("2021", "2021-01", True),
        ("2021", "2020-12-31", False),
        ("2021-05-10", "2021", True),
    ],
)
def test_an_end_certainly_before_its_start_is_an_error(start: str, end: str, ok: bool) -> None:
    for field in ("stop", "progression"):
        body = f"treatments: [{{start: {start}, {field}: {end}}}]"
        assert codes(body) == ([] if ok else ["date-order"])
    assert codes(f"treatments: [{{drugs: [{{drug: bortezomib, start: {start}, stop: {end}}}]}}]") == (
        [] if ok else ["date-order"]
    )
    assert codes(f"neurology: {{conditions: [{{condition: stroke, onset: {start}, date: {end}}}]}}") == (
        [] if ok else ["date-order"]
    )


@pytest.mark.parametrize("word", ["ongoing", "''"])
def test_a_stop_that_is_no_date_is_not_compared(word: str) -> None:
    assert "date-order" not in codes(f"treatments: [{{start: 2021, stop: {word}}}]")


def test_a_progression_that_is_no_date_is_not_compared() -> None:
    assert codes("treatments: [{start: 2021, progression: no}, {start: 2022, progression: yes}]") == []


def test_nothing_happens_before_birth() -> None:
    assert codes("patient: {birth_date: 1960}\ndisease: {diagnosis_date: 1959-12}") == ["before-birth"]
    assert codes("patient: {birth_date: 1960}\ndisease: {diagnosis_date: 1960-01}") == []
    assert codes("patient: {birth_date: 2023-08}") == ["before-birth", "after-decision"]


def test_a_diagnosis_after_the_first_treatment_is_no_error() -> None:
    assert codes("disease: {diagnosis_date: 2021-06}\ntreatments: [{start: 2021-01}]") == []


def test_a_condition_in_the_wrong_section_is_an_error() -> None:
    assert codes("neurology: {conditions: [{condition: diabetes}]}") == ["misplaced-condition"]
    assert codes("comorbidity: {conditions: [{condition: Parkinson's disease}]}") == ["misplaced-condition"]
    assert codes("comorbidity: {conditions: [{condition: diabetes}]}") == []


def test_a_case_that_comes_from_no_file_is_checked_the_same_way() -> None:
    case = Case(
        id="X", decision_date=PartialDate(2023, 7), disease=Disease(diagnosis_date=PartialDate(2023, 8))
    )
    (problem,) = check_case(case)
    assert (problem.code, problem.field) == ("after-decision", "disease.diagnosis_date")
    assert check_case(Case(id="X")) == []


@pytest.mark.parametrize(
    "data", [None, [], {"patient": 3}, {"treatments": [None, 5, {"start": True}]}, {"neurology": []}]
)
def test_data_of_a_wrong_shape_is_skipped(data: object) -> None:
    assert conflicts(data) == []
