"""A line of the score says how its criterion stands in this patient, never the opposite of it."""

import pytest

from cardecide.assessment import assess
from cardecide.assessment.result import Contribution
from cardecide.case.model import Case
from cardecide.engine import Rulebook
from cardecide.language.text import Language

HEPATITIS_B = "hold-dna-detected"
WORDS: dict[str, dict[Language, str]] = {
    "no": {"en": "Ruled out", "zh": "已排除", "tr": "Bekleme nedeni olarak dışlandı"},
    "unknown": {"en": "Still open", "zh": "尚待明确", "tr": "Henüz açık"},
    "yes": {"en": "Reason to wait", "zh": "暂缓理由", "tr": "Bekleme nedeni"},
}


def lines(rules: Rulebook, entered: dict[str, object], language: Language) -> list[Contribution]:
    case = Case.model_validate({"id": "S", "decision_date": "2026-11-20", "jurisdictions": ["US"], **entered})
    products = assess(case, rules, language=language).products
    return next(one for one in products if one.id == "cilta-cel").score.contributions


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("answer", ["no", "unknown", "yes"])
def test_a_reason_to_wait_is_named_as_it_stands(rules: Rulebook, answer: str, language: Language) -> None:
    dna = {"no": "not_detected", "unknown": "unknown", "yes": "detected"}[answer]
    entered = {"infection": {"hbv_dna": dna}}
    found = [line for line in lines(rules, entered, language) if line.id == HEPATITIS_B]
    assert [line.text.startswith(WORDS[answer][language]) for line in found] == [True]


def test_a_caution_that_applies_speaks_against_and_an_open_one_would(rules: Rulebook) -> None:
    present = {
        "extramedullary": {"status": "present", "lesions": [{"site": "liver", "kind": "extraosseous"}]}
    }
    told = {line.id: line for line in lines(rules, present, "en") if line.id.startswith("caution-")}
    nothing = {line.id: line for line in lines(rules, {}, "en") if line.id.startswith("caution-")}
    against = {name for name, line in told.items() if line.high == 0}
    assert against
    for name, line in told.items():
        assert line.text.startswith("Speaks against it:" if name in against else "Still open, would speak")
    assert all(line.text.startswith("Still open, would speak against it:") for line in nothing.values())
    assert all(line.about and line.about not in ("", line.text) for line in told.values())
