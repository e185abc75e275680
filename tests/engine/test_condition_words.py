"""Conditions in plain words, as the reference pages print them."""

import pytest

from cardecide.engine.condition import ConditionReader
from cardecide.engine.condition_words import in_words
from cardecide.engine.expression import ALWAYS, Expression, text_of
from cardecide.engine.known_conditions import known_conditions
from cardecide.engine.pages.markdown import code, plain, table
from cardecide.facts.catalogue import catalogue


def read(raw: object) -> Expression:
    condition = ConditionReader(
        known_conditions(catalogue()), lambda path, problem: pytest.fail(str(problem))
    )
    return condition.read(raw, ())


@pytest.mark.parametrize(
    ("raw", "words", "text"),
    [
        ("prior_lines >= 3", "Prior lines of therapy ≥ 3", "prior_lines >= 3"),
        ("serum_m_protein < 10 g/L", "Serum M-protein < 10 g/L", "serum_m_protein < 10 g/L"),
        ("iss is one of [II, III]", "ISS at diagnosis is one of II, III", "iss is one of [II, III]"),
        ("not pregnant", "not Pregnancy", "not pregnant"),
        (
            {
                "any": [
                    "pregnant",
                    {"all": ["breastfeeding", {"not": {"any": ["pregnant", "prior_lines < 2"]}}]},
                ]
            },
            "Pregnancy or (Breastfeeding and not (Pregnancy or Prior lines of therapy < 2))",
            "any of: pregnant; (all of: breastfeeding; not (any of: pregnant; prior_lines < 2))",
        ),
        (
            {
                "at_least": {
                    "n": 2,
                    "of": ["pregnant", "breastfeeding", {"any": ["pregnant", "breastfeeding"]}],
                }
            },
            "at least 2 of: Pregnancy; Breastfeeding; (Pregnancy or Breastfeeding)",
            "at least 2 of: pregnant; breastfeeding; (any of: pregnant; breastfeeding)",
        ),
    ],
)
def test_a_condition_in_words_and_in_the_rule_language(raw: object, words: str, text: str) -> None:
    condition = read(raw)
    assert in_words(condition, catalogue()) == words
    assert text_of(condition) == text


def test_what_concerns_everybody() -> None:
    assert in_words(ALWAYS, catalogue()) == "every patient"


def test_members_go_by_their_labels() -> None:
    words = in_words(read("refractory_drugs includes any of [lenalidomide, bortezomib]"), catalogue())
    assert words.lower().endswith("include any of lenalidomide, bortezomib")


def test_signs_that_markdown_would_read_as_its_own_are_harmless() -> None:
    assert plain("a | b <script> *c*\n d_e `f` [g]") == (r"a \| b \<script\> \*c\* d_e \`f\` \[g\]")
    assert plain({"en": "English", "tr": "Türkçe"}) == "English"
    assert plain(None) == ""
    assert code("a | b") == r"`a \| b`"


def test_columns_of_numbers_stand_to_the_right() -> None:
    assert table(("name", "n#"), [("a", "1")]) == ["| name | n |", "|---|---:|", "| a | 1 |"]
