"""What the editor offers while one types: proposals, help on a word, folding, tidying."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.authoring import Completion, check, complete, folds, hover, tidy
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import LANGUAGES, Language
from tests.authoring.made import SMALL, SMALL_TESTS, karmma


def proposals(marked: str, language: Language = "en") -> list[Completion]:
    """The proposals at the sign ¦."""
    return complete(marked.replace("¦", ""), marked.index("¦"), language)


def offered(marked: str) -> list[str]:
    return [one.insert for one in proposals(marked)]


def after(marked: str, number: int = 0) -> str:
    """The text with one of the proposals taken."""
    text = marked.replace("¦", "")
    one = proposals(marked)[number]
    return text[: one.range.start] + one.insert + text[one.range.end :]


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ('"prior_lines >= 3"', '"prior_li¦ >= 3"'),
        ("platelets < 50 10^9/L   #", "platelets < 50 10^¦   #"),
        ("'hemoglobin < 8 g/dL'", "'hemoglobin < 8 g/d¦'"),
        ("source: a-2020, table 1", "source: a-¦, table 1"),
        ("[a-2020, b-2021]", "[a-2020, b¦]"),
        ("key: b-2021", "key: b¦"),
        ("    weight: 2", "    wei¦2"),
        ("    exclude:\n      any", "    excl¦\n      any"),
        ("grade: public\n", "grade: pu¦\n"),
        ("{cite: B, grade: public}", "{cite: B, grade: pu¦}"),
        ("{cite: B, grade: public}", "{cite: B, gr¦public}"),
        ("kind: trial", "kind: tr¦"),
    ],
)
def test_the_first_proposal_completes_the_word(right: str, typed: str) -> None:
    marked = SMALL.replace(right, typed, 1)
    text = after(marked)
    place = SMALL.index(right)
    found, wanted = text[place : place + len(right) + 2], SMALL[place : place + len(right) + 2]
    assert found.replace(" ", "")[: len(right) // 2] == wanted.replace(" ", "")[: len(right) // 2]
    if right.startswith("    exclude"):
        text = text.replace("exclude: \n", "exclude:\n")
    assert check(text).pack == check(SMALL).pack


def test_every_fact_is_offered_where_a_condition_begins() -> None:
    assert offered(SMALL.replace('"prior_lines >= 3"', "¦")) == list(catalogue())
    in_list = offered(SMALL.replace("- platelets < 50 10^9/L", "- ¦"))
    assert in_list[: len(catalogue())] == list(catalogue())
    assert in_list[len(catalogue()) :] == ["all: ", "any: ", "not: ", "at_least: "]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("prior_lines ¦", [">= ", "<= ", "> ", "< ", "= "]),
        ("prior_lines >¦", [">= ", "> "]),
        ("prior_lines >= 3 ¦", []),
        ("age >= 18 ¦", ["years", "days", "weeks", "months"]),
        ("nyha_class ¦", ["is ", "is one of [", "is not "]),
        ("nyha_class is one of [III, ¦", ["I", "II", "IV"]),
        ("nyha_class is one of [III] ¦", []),
        ("not active_infection ¦", []),
        ("not active_infe¦", ["active_infection"]),
        ("exposed_classes inc¦", ["includes ", "includes any of [", "includes all of ["]),
        ("exposed_classes includes all of [PI, IM¦", ["IMiD"]),
        ("no_such_fact >= ¦", []),
    ],
)
def test_what_may_follow(typed: str, wanted: list[str]) -> None:
    assert offered(SMALL.replace('"prior_lines >= 3"', typed)) == wanted


def test_keys_that_stand_there_are_not_offered_again() -> None:
    keys = offered(SMALL.replace("    weight: 2", "    ¦"))
    assert {"id: ", "text: ", "exclude: ", "source: "}.isdisjoint(keys)
    assert {"weight: ", "encoded: ", "why: "} <= set(keys)
    assert not {"hold: ", "caution: "} & set(keys), "a trial has no such criteria"


def test_proposals_speak_every_language() -> None:
    marked = SMALL.replace('"prior_lines >= 3"', "prior_line¦")
    details = {language: proposals(marked, language)[0].detail for language in LANGUAGES}
    assert len(set(details.values())) == 3
    labels = {language: catalogue()["prior_lines"].label[language] for language in LANGUAGES}
    assert all(details[language].startswith(labels[language]) for language in LANGUAGES)


def test_a_fact_is_found_by_its_label() -> None:
    marked = SMALL.replace('"prior_lines >= 3"', "血小板¦")
    assert "platelets" in [one.insert for one in proposals(marked, "zh")]


def test_in_tests_facts_verdicts_and_statuses_are_offered() -> None:
    assert offered(SMALL_TESTS.replace("{prior_lines: 2}", "{prior_li¦: 2}"))[0] == "prior_lines: "
    assert offered(SMALL_TESTS.replace("status: outside", "status: out¦"))[0] == "outside"
    assert offered(SMALL_TESTS.replace("{lines: met}", "{lines: no¦}")) == ["not_met", "unknown"]


@settings(max_examples=80)
@given(st.integers(0, len(SMALL)), st.text("{[- :'\"ab\n#,]}", max_size=6), st.sampled_from(LANGUAGES))
def test_nothing_typed_stops_the_help(at: int, typed: str, language: Language) -> None:
    text = SMALL[:at] + typed + SMALL[at:]
    offset = at + len(typed)
    for one in complete(text, offset, language):
        assert one.range.start <= one.range.end == offset
        assert one.insert
    help_ = hover(text, at, language)
    assert help_ is None or (help_.title and help_.range.start <= at < help_.range.end)
    for first, last in folds(text):
        assert 0 <= first < last <= text.count("\n")


@pytest.mark.parametrize(
    ("word", "title", "line"),
    [
        ("prior_lines", "Prior lines of therapy (prior_lines)", "Plausible: 0 to 30"),
        ("10^9/L", "Platelets: 10^9/L", "Other units that fit"),
        ("exclude", "exclude", "Must not be true"),
        ("table 1", None, ""),
        ("At least", None, ""),
    ],
)
def test_help_on_a_word(word: str, title: str | None, line: str) -> None:
    found = hover(SMALL, SMALL.index(word) + 1)
    assert (found.title if found else None) == title
    if found:
        assert found.range.of(SMALL) == word
        assert any(one.startswith(line) for one in found.lines)


def test_help_on_values_and_sources() -> None:
    text = karmma()
    value = hover(text, text.index("anti-CD38]"))
    assert value is not None
    assert value.title == "anti-CD38 antibody"
    source = hover(SMALL, SMALL.index("source: a-2020") + len("source: a"))
    assert source is not None
    assert (source.title, source.lines[0]) == ("a-2020", "cite: 'A paper: one'")


def test_groups_fold_from_their_line_to_their_last() -> None:
    lines = SMALL.split("\n")
    found = {(lines[first].strip(), lines[last].strip()) for first, last in folds(SMALL)}
    assert ("sources:", "b-2021: {cite: B, grade: public}") in found
    assert ("criteria:", "place: page 4") in found
    assert ("- id: lines      # the first", "source: a-2020, table 1") in found
    assert ("any:", "- 'hemoglobin < 8 g/dL'") in found


def test_tidying_keeps_remarks_and_meaning() -> None:
    untidy = SMALL.replace("kind: trial\n", "kind: trial   \n\n\n\n# kept  \n") + "\n\n"
    tidied = tidy(untidy)
    assert "kind: trial\n\n# kept\n" in tidied
    assert tidied.endswith("page 4\n")
    assert check(tidied).pack == check(SMALL).pack or check(tidied).pack is not None
    assert tidy(tidied) == tidied
    assert tidy(SMALL) == SMALL
    block = SMALL + "notes:\n  - |\n    a  \n\n\n    b\n"
    assert tidy(block) == block
    assert tidy("a: [") == "a: ["
