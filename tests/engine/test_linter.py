"""Every code of the linter has a page, and the example on the page triggers exactly that code."""

import re
from pathlib import Path

import pytest

from cardecide.engine import load_rulebook
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.loader import load_pack_text
from cardecide.facts.catalogue import catalogue
from cardecide.reading.problem import InputError, Problem

PAGES = Path(__file__).resolve().parents[2] / "docs" / "linter"
BLOCK = re.compile(r"(?:`(?P<file>[\w.-]+)`:\n\n)?```yaml\n(?P<text>.*?)```", re.DOTALL)


def said(folder: Path) -> list[Problem]:
    """Everything that loading the folder says, errors or else warnings."""
    try:
        return list(load_rulebook(folder).warnings)
    except InputError as error:
        return list(error.problems)


def example(code: LintCode, folder: Path) -> Path:
    """The files of the example on the page of a code, written to a folder."""
    for match in BLOCK.finditer((PAGES / f"{code}.md").read_text("utf-8")):
        (folder / (match["file"] or "pack.yaml")).write_text(match["text"], "utf-8")
    return folder


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == {code.value for code in LintCode}


def test_the_list_of_pages_says_what_the_codes_say() -> None:
    listed = (PAGES / "README.md").read_text("utf-8")
    for code in LintCode:
        assert f"| [{code}]({code}.md) | {code.summary} | {code.severity} |" in listed


@pytest.mark.parametrize("code", LintCode)
def test_the_example_triggers_exactly_its_code(code: LintCode, tmp_path: Path) -> None:
    problems = said(example(code, tmp_path))
    assert [problem.code for problem in problems] == [code]
    assert problems[0].line > 0
    assert problems[0].column > 0
    page = (PAGES / f"{code}.md").read_text("utf-8")
    assert f"{code.summary}. {'An error' if code.severity == 'error' else 'A warning'}" in page


@pytest.mark.parametrize("code", [code for code in LintCode if code.severity == "error"])
def test_an_error_keeps_the_pack_from_loading(code: LintCode, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_rulebook(example(code, tmp_path))


def trial(*criteria: str) -> str:
    lines = [f"  - {{id: c{n}, text: A criterion, source: paper, {c}}}\n" for n, c in enumerate(criteria)]
    return (
        "format: cardecide-rules/1\nid: a-trial\nkind: trial\nproduct: p\ntitle: T\n"
        "sources: {paper: {cite: A paper, grade: public}}\ncriteria:\n" + "".join(lines)
    )


def codes(*criteria: str) -> list[str]:
    _, problems = load_pack_text(trial(*criteria), file="a-trial.yaml")
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("include: {all: [prior_lines >= 3, prior_lines <= 3]}", None),
        ("include: {all: [prior_lines > 2, prior_lines < 3]}", "never-true"),
        ("include: {all: [hemoglobin > 8 g/dL, hemoglobin < 9 g/dL]}", None),
        ("include: {all: [hemoglobin > 8 g/dL, hemoglobin <= 80 g/L]}", "never-true"),
        ("include: {any: [hemoglobin > 8 g/dL, hemoglobin < 80 g/L]}", None),
        ("include: {any: [hemoglobin >= 8 g/dL, hemoglobin < 80 g/L]}", "always-true"),
        ("include: {any: [pregnant, {not: pregnant}]}", "always-true"),
        ("include: {all: [pregnant, not pregnant]}", "never-true"),
        ("include: {any: [double_hit, {all: [pregnant, not pregnant]}]}", "never-true"),
        ("include: prior_lines >= 0", "always-true"),
        ("include: prior_lines < 0", "never-true"),
        ("include: prior_lines >= 1", None),
        ("include: 'iss is one of [I, II, III]'", "always-true"),
        ("include: 'iss is one of [I, II]'", None),
        ("include: {all: [iss is I, iss is II]}", "never-true"),
        ("include: {at_least: {n: 2, of: [iss is I, iss is II, double_hit]}}", None),
        ("include: {at_least: {n: 3, of: [iss is I, iss is II, double_hit]}}", "never-true"),
        ("exclude: {all: [exposed_classes includes PI, not exposed_classes includes PI]}", "never-true"),
        ("include: {all: [exposed_classes includes PI, not exposed_classes includes IMiD]}", None),
    ],
)
def test_constant_conditions(condition: str, code: str | None) -> None:
    assert codes(condition, "include: age >= 18 years") == ([code] if code else [])


@pytest.mark.parametrize(
    ("criteria", "contradicts"),
    [
        (("include: prior_lines >= 3", "include: prior_lines <= 3"), False),
        (("include: prior_lines >= 3", "include: prior_lines < 3"), True),
        (("include: prior_lines >= 3", "exclude: prior_lines >= 3"), True),
        (("include: prior_lines >= 3", "exclude: prior_lines > 3"), False),
        (("include: pregnant", "exclude: {any: [pregnant, double_hit]}"), True),
        (("exclude: pregnant", "exclude: {not: pregnant}"), True),
        (("include: iss is I", "include: double_hit", "exclude: iss is I"), True),
    ],
)
def test_contradictions(criteria: tuple[str, ...], contradicts: bool) -> None:
    assert codes(*criteria) == ["contradiction"] * contradicts


def test_a_contradiction_names_only_those_at_odds() -> None:
    text = trial(
        "include: iss is I", "include: prior_lines >= 2", "exclude: iss is I", "include: age >= 18 years"
    )
    _, (problem,) = load_pack_text(text, file="a-trial.yaml")
    assert "'c0', 'c2'" in problem.message
    assert "c1" not in problem.message


def test_two_at_odds_are_found_among_hundreds() -> None:
    facts = [
        fact.name
        for fact in catalogue().values()
        if fact.kind == "yes_no" and fact.name not in ("pregnant", "double_hit")
    ]
    threes = zip(facts, facts[1:], facts[2:], strict=False)
    many = [f"include: {{any: [{a}, {b}, {c}, double_hit]}}" for a, b, c in threes]
    no_one = "exclude: {any: [pregnant, double_hit]}"
    criteria = [*many, no_one, *many, "include: {all: [pregnant, emd_history]}"]
    _, (problem,) = load_pack_text(trial(*criteria), file="a-trial.yaml")
    assert problem.code == "contradiction"
    assert problem.message == f"no patient can meet 'c{len(many)}', 'c{2 * len(many) + 1}' at once"


def test_a_pack_without_criteria_would_make_everyone_eligible() -> None:
    _, problems = load_pack_text(trial().replace("criteria:", "criteria: []"), file="a-trial.yaml")
    assert [problem.code for problem in problems] == ["true-on-empty-case"]


def test_a_weak_source_that_is_admitted_is_no_warning() -> None:
    weak = trial("include: double_hit, encoded: by_hand").replace("grade: public", "grade: recall-low")
    _, problems = load_pack_text(weak, file="a-trial.yaml")
    assert problems == []
