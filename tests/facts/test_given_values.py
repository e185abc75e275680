"""What is typed for a fact in a claim or an override: limits, forms, what is said."""

from typing import Any

import pytest

from cardecide.case.reading import read_case_text
from cardecide.facts.catalogue import catalogue
from cardecide.facts.given_entries import check_given_entries
from cardecide.facts.given_values import read_given
from cardecide.facts.value import Members, Span
from cardecide.reading.problem import InputError, Problem


def read(name: str, raw: Any) -> object:
    return read_given(catalogue()[name], raw, "stated")


def refused(name: str, raw: Any) -> Problem:
    with pytest.raises(InputError) as caught:
        read(name, raw)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("raw", ["1-2-3", "1-2-3-4", "4-x", "x-4", "-", "4.5", ""])
def test_a_count_is_one_whole_number_or_two(raw: str) -> None:
    assert "not a count" in refused("prior_lines", raw).message


def test_a_count_and_a_quantity_may_lie_on_the_ends_of_what_is_plausible() -> None:
    for name in ("prior_lines", "creatinine"):
        fact = catalogue()[name]
        assert fact.plausible is not None
        unit = f" {fact.unit}" if fact.unit else ""
        for end in fact.plausible:
            assert read(name, f"{end}{unit}") == Span(end, end)
        least, most = fact.plausible
        for beyond in (least - 1, most + 1):
            if beyond >= 0:
                problem = refused(name, f"{beyond}{unit}")
                assert problem.message.endswith("cannot be")
                assert problem.expected == f"{least} to {most}{unit}"
    assert refused("prior_lines", "2-99").message.endswith("cannot be")  # one end is enough


def test_a_quantity_without_a_unit_of_its_own_is_said_to_be_a_number() -> None:
    assert refused("free_light_chain_ratio", "high").expected == "a number"
    assert refused("creatinine", "high").expected == "a number with its unit, such as 1 mg/dL"
    assert refused("free_light_chain_ratio", "9999999").expected.endswith("000")


def test_members_are_a_list_and_a_contradiction_names_what_contradicts() -> None:
    assert read("exposed_classes", ("PI",)) == Members(frozenset({"PI"}))
    both = {"present": ["PI", "IMiD"], "absent": ["IMiD"]}
    assert refused("exposed_classes", both).message == "'IMiD' is both present and absent"
    for raw in ([], {}, "PI", {"present": "PI"}, 7):
        assert "is not a list" in refused("exposed_classes", raw).message


def test_a_word_that_is_none_is_answered_with_the_first_twelve() -> None:
    fact = catalogue()["exposed_drugs"]
    assert refused("exposed_drugs", ["aspirin"]).expected == ", ".join(fact.values[:12])


def test_what_does_not_fit_is_placed_in_the_file() -> None:
    text = "id: T\nstated:\n  prior_lines: 3\noverrides:\n- {fact: ecog, value: 1, reason: seen}\n"
    good = read_case_text(text, file="good.yaml")
    check_given_entries(good.case, good.document)
    wrong = text.replace("3", "four").replace("value: 1", "value: often")
    bad = read_case_text(wrong, file="bad.yaml")
    with pytest.raises(InputError) as caught:
        check_given_entries(bad.case, bad.document)
    assert [(problem.file, problem.line, problem.column) for problem in caught.value.problems] == [
        ("bad.yaml", 3, 16),
        ("bad.yaml", 5, 23),
    ]
