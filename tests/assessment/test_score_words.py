"""A line of the score says how its criterion stands in this patient, never the opposite of it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cardecide.assessment import assess
from cardecide.assessment.result import Contribution
from cardecide.case.model import Case
from cardecide.engine import Rulebook
from cardecide.language.text import Language
from tests.assessment.conftest import ReadSample

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


def test_the_trial_share_names_every_trial_that_its_ends_come_from(
    rules: Rulebook, sample: ReadSample
) -> None:
    result = assess(sample("neuro-us"), rules, language="en")
    product = next(one for one in result.products if one.id == "cilta-cel")
    (line,) = [one for one in product.score.contributions if one.id == "evidence"]
    ends = {"low": Fraction(0), "high": Fraction(0)}
    names = {"low": "", "high": ""}
    for trial in (one for one in product.trials if one.pivotal):
        counted = trial.met + trial.not_met + trial.unknown
        for end, met in (("low", trial.met), ("high", trial.met + trial.unknown)):
            if counted and Fraction(met, counted) > ends[end]:
                ends[end], names[end] = Fraction(met, counted), trial.title.split(",")[0]
    assert (line.low, line.high) == tuple(
        round(Decimal(20 * e.numerator) / e.denominator, 2) for e in ends.values()
    )
    assert names["low"] != names["high"]
    assert all(name in line.text for name in names.values())
