"""A result is the same whatever was assessed before it: what is remembered changes its cost only."""

import pytest

from cardecide.assessment import assess
from cardecide.assessment.criterion_results import _REMEMBERED as CRITERIA
from cardecide.assessment.fact_results import _REMEMBERED as FACTS
from cardecide.assessment.remembered import Remembered
from cardecide.case import Case, read_case
from cardecide.engine import Rulebook, load_rulebook
from cardecide.language.text import LANGUAGES
from cardecide.locations import bundled

EDITS = [
    {"patient": {"ecog": 1}},
    {"patient": {"ecog": 3}},
    {"infection": {"active": "yes"}},
    {"infection": {"active": "no"}, "patient": {"ecog": 1}},
    {},
]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


def edited(edit: dict) -> Case:  # type: ignore[type-arg]
    case = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    written = case.model_dump(exclude_unset=True)
    for section, fields in edit.items():
        written[section] = {**written.get(section, {}), **fields}
    return Case.model_validate(written)


def test_a_result_does_not_depend_on_those_before_it(rulebook: Rulebook) -> None:
    one_after_the_other = [
        assess(edited(edit), rulebook, language=language) for edit in EDITS for language in LANGUAGES
    ]
    alone = []
    for edit in EDITS:
        for language in LANGUAGES:
            CRITERIA.forget()
            FACTS.forget()
            alone.append(assess(edited(edit), rulebook, language=language))
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
