"""Folders of packs become a rulebook, or every problem of every file with its place."""

from pathlib import Path

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.engine.loader import examine, load_pack_text
from cardecide.engine.manifest import manifest_text
from cardecide.facts.fact import Fact
from cardecide.facts.value import Span
from cardecide.reading.problem import InputError

TRIAL = """\
format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: {en: A trial, tr: Bir çalışma}
sources:
  paper: {cite: A paper, grade: public, doi: 10.1000/1}
criteria:
  - id: lines
    text: Prior lines
    include: prior_lines >= 3
    source: paper, table 1
"""
REVISED = "revision: 2\nrevision_note: Ours\ntitle:"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def problems_of(*folders: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        load_rulebook(*folders)
    return [str(p).removeprefix(str(folders[0]) + "/") for p in raised.value.problems]


def test_packs_of_all_folders_below_are_found(tmp_path: Path) -> None:
    rules = write(tmp_path, b__c=TRIAL, a=TRIAL.replace("a-trial", "another"))
    (rules / "notes.txt").write_text("no pack")
    assert list(load_rulebook(rules).packs) == ["a-trial", "another"]


def test_all_problems_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    first = TRIAL.replace("prior_lines >= 3", "prior_lnes >= 3").replace(
        "source: paper, table 1", "source: papr"
    )
    second = (
        TRIAL.replace("a-trial", "second")
        .replace("text: Prior lines", "txt: Prior lines")
        .replace("title:", "titel:")
    )
    third = "format: cardecide-rules/1\nkind: lable\n"
    fourth = "a: [1\n"
    assert problems_of(write(tmp_path, a=first, b=second, c=third, d=fourth)) == [
        "a.yaml:11:14: there is no fact 'prior_lnes'; did you mean 'prior_lines'?",
        "a.yaml:12:13: the pack lists no source 'papr'; did you mean 'paper'?",
        "b.yaml:1:1: the key 'title' is missing",
        "b.yaml:5:1: the key 'titel' does not belong here; did you mean 'title'?",
        "b.yaml:9:5: the key 'text' is missing",
        "b.yaml:10:5: the key 'txt' does not belong here; did you mean 'text'?",
        "c.yaml:2:7: there is no kind of pack 'lable'; expected kind: one of label, trial, guidance, "
        "evidence, scoring; did you mean 'label'?",
        *[p for p in problems_of(tmp_path) if p.startswith("d.yaml")],
    ]


def test_a_key_in_the_wrong_place_is_an_error(tmp_path: Path) -> None:
    text = TRIAL.replace("    text: Prior lines", "    text: Prior lines\n    until: 2024-01-01")
    (problem,) = problems_of(write(tmp_path, a=text))
    assert problem.startswith("a.yaml:11:5: the key 'until' does not belong here; expected one of id, text")


@pytest.mark.parametrize(
    ("layout", "line", "column"),
    [
        ("include: prior_lines >= 3 kg", 11, 31),
        ("include: 'prior_lines >= 3 kg'", 11, 32),
        ("include: >-\n      prior_lines\n      >= 3 kg", 13, 12),
        ("include:\n      any:\n        - pregnant\n        - not prior_lines >= 3 kg", 14, 32),
        ("include: {any: [pregnant, prior_lines >= 3 kg]}", 11, 48),
        ('include: "prior_lines\n      >= 3 kg"', 12, 12),
    ],
)
def test_the_place_of_a_fault_inside_a_condition(tmp_path: Path, layout: str, line: int, column: int) -> None:
    text = TRIAL.replace("include: prior_lines >= 3", layout)
    (problem,) = problems_of(write(tmp_path, a=text))
    assert problem.startswith(f"a.yaml:{line}:{column}: 'prior_lines' is a plain number")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("5", "this is not a condition"),
        ("[pregnant]", "this is not a condition"),
        ("{any: pregnant}", "a list of conditions is missing"),
        ("{any: []}", "a list of conditions is missing"),
        ("{some: [pregnant]}", "'some' does not combine conditions"),
        ("{any: [pregnant], not: double_hit}", "this is not a condition"),
        ("{at_least: {n: 3, of: [pregnant, double_hit]}}", "'3' is not possible here"),
        ("{at_least: {n: 0, of: [pregnant]}}", "'0' is not possible here"),
        ("{at_least: {of: [pregnant]}}", "at_least is not complete"),
        ("{at_least: {n: 1, of: pregnant}}", "a list of conditions is missing"),
        ("always", "there is no fact 'always'"),
    ],
)
def test_what_is_no_condition(tmp_path: Path, condition: str, message: str) -> None:
    problems = problems_of(write(tmp_path, a=TRIAL.replace("prior_lines >= 3", condition)))
    assert any(message in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "include: prior_lines >= 3",
            "include: prior_lines >= 3\n    exclude: pregnant",
            "several conditions",
        ),
        ("    include: prior_lines >= 3\n", "", "has no condition"),
        ("include:", "favor:", "'favor' has no place in a trial pack"),
        (
            "include: prior_lines >= 3",
            "include: prior_lines >= 3\n    role: exclude",
            "'role' is for checks by hand",
        ),
        (
            "include: prior_lines >= 3",
            "encoded: by_hand\n    role: hold",
            "'hold' has no place in a trial pack",
        ),
        ("text: Prior lines", "text: {tr: Üç}", "this is not a text"),
        ("text: Prior lines", "text: {en: Three, de: Drei}", "this is not a text"),
        ("grade: public", "grade: good", "'good' is not possible here"),
        ("id: lines", "id: Prior Lines", "'Prior Lines' is not an identifier"),
        (
            "format: cardecide-rules/1",
            "format: cardecide-rules/2",
            "'cardecide-rules/2' is not possible here",
        ),
        ("criteria:", "amendments: []\ncriteria:", "this list is empty"),
    ],
)
def test_what_is_no_criterion(tmp_path: Path, old: str, new: str, message: str) -> None:
    problems = problems_of(write(tmp_path, a=TRIAL.replace(old, new, 1)))
    assert any(message in problem for problem in problems), problems


def test_a_check_by_hand_may_say_what_it_is_for() -> None:
    text = TRIAL + "  - {id: toxicity, text: Recovered, encoded: by_hand, role: exclude, source: paper}\n"
    pack, problems = load_pack_text(text, file="a.yaml")
    assert not problems
    assert pack is not None
    assert [criterion.role for criterion in pack.criteria] == ["include", "exclude"]


def test_the_source_of_a_criterion_with_its_place() -> None:
    pack, _ = load_pack_text(TRIAL, file="a.yaml")
    assert pack is not None
    citation = pack.criteria[0].citation
    assert citation is not None
    assert (citation.source.cite, citation.place, citation.source.link) == (
        "A paper",
        "table 1",
        "https://doi.org/10.1000/1",
    )


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    plain = load_rulebook(write(tmp_path / "a", a=TRIAL))
    laid_out = TRIAL.replace("include: prior_lines >= 3", 'include: "prior_lines >= 3"   # a remark')
    same = load_rulebook(write(tmp_path / "b", other_name=laid_out))
    other = load_rulebook(write(tmp_path / "c", a=TRIAL.replace(">= 3", ">= 4")))
    assert plain.sha256 == same.sha256
    assert plain.sha256 != other.sha256
    assert plain.packs["a-trial"].sha256 != other.packs["a-trial"].sha256


def test_a_later_folder_lies_over_an_earlier_one(tmp_path: Path) -> None:
    base = write(tmp_path / "base", a=TRIAL, b=TRIAL.replace("a-trial", "b-trial"))
    own = write(
        tmp_path / "own",
        x=TRIAL.replace(">= 3", ">= 1\n    note: ours").replace("title:", REVISED),
    )
    write(tmp_path / "own", y=TRIAL.replace("a-trial", "c-trial"))
    rulebook = load_rulebook(base, own)
    assert list(rulebook.packs) == ["a-trial", "b-trial", "c-trial"]
    assert rulebook.modified == ("a-trial", "c-trial")
    assert rulebook.warnings == ()
    facts = {"prior_lines": Fact("prior_lines", Span.exactly(1))}
    findings = rulebook.evaluate(facts, PartialDate.parse("2026-01-01"))
    assert findings["a-trial"].status == "inside"
    assert findings["b-trial"].status == "outside"
    assert load_rulebook(base).modified == ()


def test_an_own_pack_under_the_revision_of_the_bundled_one_is_a_warning(tmp_path: Path) -> None:
    base = write(tmp_path / "base", a=TRIAL)
    own = write(tmp_path / "own", a=TRIAL.replace(">= 3", ">= 1"))
    assert [w.code for w in load_rulebook(base, own).warnings] == ["changed-without-version"]
    copied = write(tmp_path / "copied", a=TRIAL)
    assert load_rulebook(base, copied).warnings == ()


def test_the_same_id_twice_in_a_folder(tmp_path: Path) -> None:
    (problem,) = problems_of(write(tmp_path, a=TRIAL, b=TRIAL))
    assert problem.startswith("b.yaml:1:1: the pack 'a-trial' stands in")


def test_the_manifest_gives_the_version_and_records_revisions(tmp_path: Path) -> None:
    rules = write(tmp_path, a=TRIAL)
    assert load_rulebook(rules).version == "unversioned"
    write(rules, rulebook=manifest_text("2026.1", load_rulebook(rules).packs.values()))
    recorded = load_rulebook(rules)
    assert recorded.version == "2026.1"
    assert recorded.warnings == ()
    write(rules, a=TRIAL.replace(">= 3", ">= 4"))
    assert [w.expected for w in load_rulebook(rules).warnings] == ["revision: 2, and a revision_note"]
    write(rules, a=TRIAL.replace(">= 3", ">= 4").replace("title:", "revision: 2\ntitle:"))
    assert [w.expected for w in load_rulebook(rules).warnings] == ["a revision_note"]
    noted = TRIAL.replace(">= 3", ">= 4").replace("title:", "revision: 2\nrevision_note: Four lines\ntitle:")
    write(rules, a=noted)
    assert load_rulebook(rules).warnings == ()


def test_recording_keeps_the_remarks_at_the_top(tmp_path: Path) -> None:
    packs = load_rulebook(write(tmp_path, a=TRIAL)).packs.values()
    text = manifest_text("it's", packs, before="# One.\n# Two.\nformat: x\n# not at the top\n")
    assert text.startswith("# One.\n# Two.\nformat: cardecide-rulebook/1\nversion: 'it''s'\npacks:\n")
    (tmp_path / "rulebook.yaml").write_text(text, "utf-8")
    assert load_rulebook(tmp_path).version == "it's"


def test_a_copy_without_a_change_is_no_change(tmp_path: Path) -> None:
    base = write(tmp_path / "base", a=TRIAL, b=TRIAL.replace("a-trial", "b-trial"))
    own = write(tmp_path / "own", a=TRIAL + "# remark\n", c=TRIAL.replace("a-trial", "c-trial"))
    assert load_rulebook(base, own).modified == ("c-trial",)


def test_errors_and_warnings_side_by_side(tmp_path: Path) -> None:
    weak = TRIAL.replace("public", "recall-low")
    examined = examine(write(tmp_path, a=TRIAL.replace("prior_lines", "prior_lnes"), b=weak))
    assert [problem.code for problem in examined.errors] == ["unknown-fact"]
    assert [problem.code for problem in examined.rulebook.warnings] == ["weak-source-deciding"]
