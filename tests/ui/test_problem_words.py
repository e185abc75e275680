"""Problems of a case are said in the language of the window, and on the command line as they were."""

import re

import pytest

from cardecide.authoring import check
from cardecide.case import read_case_text
from cardecide.case.model import Case
from cardecide.facts.overrides import read_overrides
from cardecide.language.messages import messages_of
from cardecide.reading.problem import InputError, Problem
from cardecide_ui.view_models.problem_words import is_known, problem_text

HEAD = "format: cardecide-case/1\nid: A\n"
FILES = [
    "decision_date: 2023-13\n",
    "patient: {ecog: 9}\n",
    "patient: {ecog: [1]}\n",
    "patient: {ecog: {a: 1}}\n",
    "patient: {ecog: many}\n",
    "patient: {sex: boy}\n",
    "patient: {wieght: 61 kg}\n",
    "patient: {weight: 61}\n",
    "patient: {weight: heavy}\n",
    "infection: {active_infection: perhaps}\n",
    "decision_date: 2023\ntreatments: [{regimen: VRd, start: 2024}]\n",
    "treatments: [{regimen: VRd, start: 2022, stop: 2021}]\n",
    "treatments: [{drugs: [bortezomob]}]\n",
    "patient: {birth_date: 1970}\ndisease: {diagnosis_date: 1960}\n",
    "neurology: {conditions: [{condition: heart_failure}]}\n",
    "labs: [{value: 3}]\n",
    "",
]
OVERRIDES = [
    ("no_such_fact", "yes"),
    ("active_infection", "perhaps"),
    ("prior_lines", "many"),
    ("prior_lines", "5-4"),
    ("age", "5"),
    ("weight", "x kg"),
    ("high_risk_abnormalities", ["del(99q)"]),
    ("high_risk_abnormalities", "del(17p)"),
    ("diagnosis_date", "soon"),
]


def problems() -> list[Problem]:
    found: list[Problem] = []
    for text in FILES:
        try:
            read_case_text(((HEAD if text else "") + text).encode(), file="x.yaml")
        except InputError as error:
            found += error.problems
    for fact, value in OVERRIDES:
        entry = {"fact": fact, "value": value, "reason": "because"}
        try:
            read_overrides(Case.model_validate({"id": "A", "overrides": [entry]}))
        except InputError as error:
            found += error.problems
    return found


def test_what_readers_raise_is_known() -> None:
    raised = problems()
    assert len(raised) >= 20
    unknown = [f"said: {one.message}" for one in raised if not is_known("said", one.message)]
    assert not unknown, "\n".join(unknown)
    wanted = [one.expected for one in raised if one.expected and not is_known("wanted", one.expected)]
    # What is expected may be a form of its own, such as YYYY-MM or 61 kg.
    assert len(wanted) <= len(raised) // 3, "\n".join(wanted)


@pytest.mark.parametrize("language", ["zh", "tr"])
def test_no_english_sentence_is_left(language: str) -> None:
    for one in problems():
        said = problem_text(Problem(one.message), language)  # type: ignore[arg-type]
        own = re.sub(r"['“].*?['”]", "", said)
        assert not re.search(r"\b(is|not|the|does|are)\b", own), said


def test_parts_and_the_nearest_name_are_kept() -> None:
    problem = Problem("'x' is not a fact", "a fact of the catalogue", "ecog")
    in_english = "'x' is not a fact; expected a fact of the catalogue; did you mean 'ecog'?"
    assert problem_text(problem, "en") == in_english
    assert problem_text(problem, "zh") == "“x”不是已定义的项目；应为：目录中的项目；是否指“ecog”？"


def test_a_sentence_of_another_kind_stays_as_it_is() -> None:
    assert problem_text(Problem("something else is wrong"), "zh") == "something else is wrong"


def test_every_sentence_can_be_found_by_its_own_english() -> None:
    for name, sentences in messages_of("problem.yaml").items():
        kind = name.split(".")[1]
        if kind not in ("said", "wanted"):
            continue
        parts = dict.fromkeys(re.findall(r"\{(\w)\}", sentences["en"]), "1")
        assert set(re.findall(r"\{(\w)\}", sentences["zh"])) == set(parts), name
        text = sentences["en"].format(**parts)
        problem = Problem(text) if kind == "said" else Problem("x", text)
        assert sentences["zh"].format(**parts) in problem_text(problem, "zh"), name


RULES = """format: cardecide-rules/1
kind: trial
id: a-trial
title: A trial
product: ide-cel
registry: NCT1
sources: {protocol: {cite: The protocol, grade: public}}
criteria:
  - id: lines
    text: %s
    include: %s
    source: protocol
"""
LINES = [
    "prior_lnes >= 3",
    "prior_lines >=",
    "prior_lines",
    "prior_lines 3",
    "prior_lines >= 3.5",
    "prior_lines >= 3 kg",
    "prior_lines >= 0",
    "prior_lines < 0",
    "platelets >= 50",
    "platelets >= 50000 10^9/L",
    "platelets >= 50 kg",
    "exposed_classes includes XYZ",
    "iss is IV",
    "iss is one of I",
    "iss is one of [I",
    "pregnant is",
    "diagnosis_date >= 3",
    "{all: [pregnant, not pregnant]}",
    "{some: [pregnant]}",
    "{all: []}",
    "{at_least: {n: 0, of: [pregnant]}}",
    "{at_least: {n: 3}}",
    "[1]",
    "''",
    "3",
]


def rule_problems() -> list[Problem]:
    texts = [RULES % ("At least three lines", line) for line in LINES]
    good = RULES % ("At least 4 lines", "prior_lines >= 3")
    texts += [
        good,
        good.replace("kind: trial", "kind: trail"),
        good.replace("title:", "titel:"),
        good.replace("source: protocol", "source: papr"),
        good.replace("    source: protocol\n", ""),
        good.replace("include:", "hold:"),
        good.replace("id: a-trial", "id: A Trial"),
        good.replace("grade: public", "grade: good"),
        good.replace("product: ide-cel\n", ""),
        good.replace("include: prior_lines >= 3", "note: nothing"),
        good + "  - {id: lines, text: again, include: prior_lines >= 3, source: protocol}\n",
        good + "  - {id: few, text: At most 2 lines, include: prior_lines <= 2, source: protocol}\n",
    ]
    return [found.problem for text in texts for found in check(text).problems]


def test_what_is_wrong_with_rules_can_be_said_in_every_language() -> None:
    found = rule_problems()
    assert len({problem.message for problem in found}) > 25
    assert not {problem.message for problem in found if not is_known("said", problem.message)}
    # Bare words of the file format, such as the grades of sources, are the same in every language.
    unknown = {one.expected for one in found if one.expected and not is_known("wanted", one.expected)}
    assert not {text for text in unknown if not text.startswith("'")}
    for problem in found:
        assert problem_text(problem, "zh") != problem_text(problem, "en") != problem_text(problem, "tr")
