"""A result is the same whatever was assessed before it: what is remembered changes its cost only."""

from cardecide.assessment import assess
from cardecide.assessment.criterion_results import _REMEMBERED as CRITERIA
from cardecide.assessment.fact_results import _REMEMBERED as FACTS
from cardecide.assessment.remembered import Remembered
from cardecide.case.model import Case
from cardecide.engine import Rulebook
from cardecide.language.text import LANGUAGES
from tests.assessment.conftest import ReadSample

EDITS = [
    {"patient": {"ecog": 1}},
    {"patient": {"ecog": 3}},
    {"infection": {"active_infection": "yes"}},
    {"infection": {"active_infection": "no"}, "patient": {"ecog": 1}},
    {},
]


def edited(case: Case, edit: dict) -> Case:  # type: ignore[type-arg]
    written = case.model_dump(exclude_unset=True)
    for section, fields in edit.items():
        written[section] = {**written.get(section, {}), **fields}
    return Case.model_validate(written)


def test_a_result_does_not_depend_on_those_before_it(rules: Rulebook, sample: ReadSample) -> None:
    case = sample("zhou-2025")
    one_after_the_other = [
        assess(edited(case, edit), rules, language=language) for edit in EDITS for language in LANGUAGES
    ]
    alone = []
    for edit in EDITS:
        for language in LANGUAGES:
            CRITERIA.forget()
            FACTS.forget()
            alone.append(assess(edited(case, edit), rules, language=language))
    assert one_after_the_other == alone
    assert len({str(result.products) for result in alone}) > len(LANGUAGES), "the edits change something"


def test_a_part_is_taken_again_only_from_the_same() -> None:
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number

    kept = Remembered[int]()
    assert [kept.take("a", (n,), lambda n=n: make(n)) for n in (1, 1, 2, 1)] == [1, 1, 2, 1]  # type: ignore[misc]
    assert made == [1, 2, 1], "only the last is kept"
    assert kept.take("b", (1,), lambda: make(3)) == 3, "keys are apart"
