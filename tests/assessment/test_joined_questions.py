"""What is missing as it is asked: nothing twice, and nothing left out."""

from collections import Counter

import pytest

from cardecide.assessment import assess
from cardecide.assessment.joined_questions import JoinedQuestion, joined_questions
from cardecide.case.model import Case
from cardecide.engine import Rulebook
from cardecide.language.text import Language
from tests.assessment.conftest import ReadSample

SAMPLES = ("zhou-2025", "neuro-us", "empty", "long", "seed-002-p07")


def asked(case: Case, rules: Rulebook, language: Language = "en") -> list[JoinedQuestion]:
    return joined_questions(assess(case, rules, language=language).missing, language)


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_missing_fact_is_asked_for_once(
    rules: Rulebook, sample: ReadSample, name: str, language: Language
) -> None:
    result = assess(sample(name), rules, language=language)
    questions = joined_questions(result.missing, language)
    assert Counter(fact for one in questions for fact in one.facts) == Counter(m.fact for m in result.missing)
    assert max(Counter(one.question for one in questions).values(), default=1) == 1
    assert all(one.fact in (*one.facts, "") for one in questions)
    for one in result.missing:
        (question,) = [q for q in questions if one.fact in q.facts]
        assert set(one.settles) <= set(question.settles)
        assert set(one.helps) <= {*question.settles, *question.helps}


def test_the_conditions_of_a_history_are_one_question_that_leads_to_the_history(rules: Rulebook) -> None:
    case = Case.model_validate({"id": "Q", "decision_date": "2026-11-20", "jurisdictions": ["US", "EU"]})
    (neurology,) = [one for one in asked(case, rules) if one.field == "neurology.reviewed"]
    assert {"neuro_history_taken", "epilepsy_history", "months_since_stroke"} <= set(neurology.facts)
    assert neurology.question.startswith("Take the neurological history.")
    for word in ("epilepsy", "stroke", "Parkinson's disease"):
        assert neurology.question.count(word) == 1


def test_a_question_that_an_entry_raised_is_asked_by_itself(rules: Rulebook) -> None:
    stroke = {"reviewed": "yes", "conditions": [{"condition": "stroke"}]}
    case = Case.model_validate(
        {"id": "Q", "decision_date": "2026-11-20", "jurisdictions": ["US", "EU"], "neurology": stroke}
    )
    about = [one for one in asked(case, rules) if "months_since_stroke" in one.facts]
    assert [one.facts for one in about] == [("months_since_stroke",)]


def test_a_test_that_another_question_orders_is_not_ordered_again(rules: Rulebook) -> None:
    case = Case.model_validate({"id": "Q", "decision_date": "2026-11-20", "jurisdictions": ["US"]})
    (hepatitis,) = [one for one in asked(case, rules) if "HBV DNA" in one.question]
    assert hepatitis.fact == "hepatitis_b_screen_complete"
    assert "hbsag_positive" in hepatitis.facts


@pytest.mark.parametrize(
    ("patient", "question", "field"),
    [
        ({}, "How old is the patient?", "patient.birth_date"),
        ({"age": "60 years", "sex": "male"}, "What does the patient weigh?", "patient.weight"),
    ],
)
def test_only_what_is_not_known_of_the_clearance_is_asked(
    rules: Rulebook, patient: dict[str, object], question: str, field: str
) -> None:
    labs = [{"test": "creatinine", "value": 1.1, "unit": "mg/dL", "date": "2026-11-10"}]
    case = Case.model_validate(
        {"id": "Q", "decision_date": "2026-11-20", "jurisdictions": ["US"], "labs": labs, "patient": patient}
    )
    (one,) = [q for q in asked(case, rules) if "creatinine_clearance_cockcroft_gault" in q.facts]
    assert one.question.startswith(question)
    assert one.field == field
