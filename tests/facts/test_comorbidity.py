"""Other illness: closed histories, windows, and answers that contradict the list."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.facts.fact import FactSheet, Origin
from cardecide.facts.value import NEVER, Members, Span, Truth

Deriver = Callable[..., FactSheet]


def ill(condition: str, reviewed: str = "unknown", **entry: Any) -> dict[str, Any]:
    return {"reviewed": reviewed, "conditions": [{"condition": condition, **entry}]}


def test_a_history_that_was_taken_is_closed(derived: Deriver) -> None:
    sheet = derived(comorbidity=ill("diabetes", "yes"))
    value = sheet["comorbidities"].value
    assert isinstance(value, Members)
    assert value.includes("diabetes") is Truth.YES
    assert value.includes("copd") is Truth.NO
    assert sheet["comorbidity_history_taken"].value is Truth.YES


def test_a_history_that_was_not_taken_is_open(derived: Deriver) -> None:
    value = derived(comorbidity=ill("diabetes"))["comorbidities"].value
    assert isinstance(value, Members)
    assert value.includes("copd") is Truth.UNKNOWN


WINDOWS: dict[str, tuple[str, Decimal]] = {
    "months_since_myocardial_infarction": ("myocardial_infarction", Decimal(3)),
    "months_since_unstable_angina": ("unstable_angina", Decimal(3)),
    "months_since_ventricular_arrhythmia": ("ventricular_arrhythmia", Decimal(3)),
    "months_since_coronary_bypass": ("coronary_bypass", Decimal(3)),
    "years_since_second_malignancy": ("second_malignancy", Decimal("0.25")),
    "years_since_autoimmune_disease": ("autoimmune_disease", Decimal("0.25")),
    "days_since_hemorrhage_grade_2": ("hemorrhage_grade_2", Decimal(92)),
}


@pytest.mark.parametrize("fact", list(WINDOWS))
def test_windows(derived: Deriver, fact: str) -> None:
    condition, expected = WINDOWS[fact]
    past = ill(condition, date="2026-08-20", status="resolved")
    assert derived(comorbidity=past)[fact].value == Span.exactly(expected)
    assert derived(comorbidity={"reviewed": "yes"})[fact].value == NEVER
    assert derived(comorbidity={"reviewed": "no"})[fact].value == Span()
    assert derived()[fact].value == Span()


def test_a_date_alone_leaves_open_whether_a_lasting_condition_has_ended(derived: Deriver) -> None:
    fact = derived(comorbidity=ill("second_malignancy", date="2026-08-20"))["years_since_second_malignancy"]
    assert fact.value == Span(Decimal(0), Decimal("0.25"))
    assert [question.field for question in fact.questions] == ["comorbidity.conditions[0].status"]
    event = derived(comorbidity=ill("myocardial_infarction", date="2026-08-20"))
    assert event["months_since_myocardial_infarction"].value == Span.exactly(3)


@pytest.mark.parametrize(
    ("fact", "condition", "now"),
    [
        ("years_since_second_malignancy", "second_malignancy", True),
        ("months_since_unstable_angina", "unstable_angina", True),
        ("months_since_ventricular_arrhythmia", "ventricular_arrhythmia", True),
        ("years_since_autoimmune_disease", "autoimmune_disease", True),
        ("days_since_hemorrhage_grade_2", "hemorrhage_grade_2", True),
        ("months_since_myocardial_infarction", "myocardial_infarction", False),
        ("months_since_syncope", "syncope", False),
        ("months_since_coronary_bypass", "coronary_bypass", False),
    ],
)
def test_what_is_active_is_of_today_where_it_lasts(
    derived: Deriver, fact: str, condition: str, now: bool
) -> None:
    sheet = derived(comorbidity=ill(condition, date="2026-08-20", status="active"))
    assert (sheet[fact].value == Span.exactly(0)) is now


@pytest.mark.parametrize(
    ("fact", "condition"),
    [
        ("inflammatory_disorder_active", "inflammatory_bowel_disease"),
        ("autoimmune_disease_active", "autoimmune_disease"),
    ],
)
def test_an_active_condition_answers_the_question(derived: Deriver, fact: str, condition: str) -> None:
    assert derived(comorbidity=ill(condition, status="active"))[fact].value is Truth.YES
    assert derived(comorbidity=ill(condition))[fact].value is Truth.UNKNOWN
    contradicted = derived(comorbidity={**ill(condition, status="active"), fact: "no"})[fact]
    assert (contradicted.value, contradicted.origin) == (Truth.UNKNOWN, Origin.MISSING)
    assert contradicted.questions[0].field == f"comorbidity.{fact}"


def test_an_inflammatory_disorder_is_not_excluded_by_the_list(derived: Deriver) -> None:
    sheet = derived(comorbidity={"reviewed": "yes"})
    assert sheet["inflammatory_disorder_active"].value is Truth.UNKNOWN
    assert sheet["autoimmune_disease_active"].value is Truth.NO


@pytest.mark.parametrize(
    ("transplant", "truth"),
    [
        ({"allogeneic": "no"}, Truth.NO),
        ({"allogeneic": "yes"}, Truth.UNKNOWN),
        ({}, Truth.UNKNOWN),
        ({"allogeneic": "yes", "graft_versus_host_disease_active": "yes"}, Truth.YES),
    ],
)
def test_without_an_allogeneic_transplant_there_is_no_graft_versus_host_disease(
    derived: Deriver, transplant: dict[str, str], truth: Truth
) -> None:
    assert derived(prior_transplant=transplant)["graft_versus_host_disease_active"].value is truth


@pytest.mark.parametrize(
    "name",
    [
        "therapeutic_anticoagulation",
        "chronic_immunosuppression",
        "unresolved_toxicity",
        "product_hypersensitivity",
    ],
)
def test_a_history_that_was_taken_does_not_answer_the_single_questions(derived: Deriver, name: str) -> None:
    assert derived(comorbidity={"reviewed": "yes"})[name].value is Truth.UNKNOWN
    assert derived(comorbidity={name: "no"})[name].value is Truth.NO
    assert derived(comorbidity={name: "yes"})[name].value is Truth.YES


@pytest.mark.parametrize(
    ("condition", "status", "fact", "asked"),
    [
        ("second_malignancy", "active", "years_since_second_malignancy", []),
        ("second_malignancy", "unknown", "years_since_second_malignancy", ["event-date", "still-present"]),
        ("second_malignancy", "resolved", "years_since_second_malignancy", ["event-date"]),
        ("myocardial_infarction", "active", "months_since_myocardial_infarction", ["event-date"]),
    ],
)
def test_what_is_asked_about_an_event_without_a_date(
    derived: Deriver, condition: str, status: str, fact: str, asked: list[str]
) -> None:
    questions = derived(comorbidity=ill(condition, status=status))[fact].questions
    assert [question.id for question in questions if question.id in ("event-date", "still-present")] == asked


def test_an_answer_that_agrees_with_the_list_is_not_asked_about(derived: Deriver) -> None:
    name = "autoimmune_disease_active"
    active = ill("autoimmune_disease", status="active", date="2026-02-01")
    for answer in ("yes", "unknown"):
        fact = derived(comorbidity={**active, name: answer})[name]
        assert (fact.value, fact.questions) == (Truth.YES, ())
        assert [line.id for line in fact.basis] == ["history.condition"]
    ended = derived(comorbidity={**ill("autoimmune_disease", status="resolved"), name: "no"})[name]
    assert ended.questions == ()
    none = derived(comorbidity={"reviewed": "yes"})[name]
    assert [line.id for line in none.basis] == ["history.taken"]
