"""``cardecide rules``: what an author of rules is told, and the exit status that says how it went."""

import json
from pathlib import Path

import pytest

from cardecide.cli import main

SOURCES = "sources: {paper: {cite: A paper, grade: public, doi: 10.1000/1}}\n"
TRIAL = f"""\
format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: A trial
{SOURCES}criteria:
  - {{id: lines, text: Prior lines, include: prior_lines >= 3, source: paper}}
"""
TESTS = """\
format: cardecide-rule-tests/1
pack: a-trial
tests:
  - {name: three, facts: {prior_lines: 3}, expect: {status: inside, criteria: {lines: met}}}
  - {name: two, facts: {prior_lines: 2}, expect: {status: outside, criteria: {lines: not_met}}}
  - {name: nothing, facts: {}, expect: {status: undetermined, criteria: {lines: unknown}}}
"""


class Said:
    """What one run of the command line said, and its exit status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.status = main(["rules", *map(str, arguments)])
        captured = capsys.readouterr()
        self.out, self.errors = captured.out, captured.err


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own with one pack and its tests."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a-trial.yaml").write_text(TRIAL, "utf-8")
    (folder / "a-trial.tests.yaml").write_text(TESTS, "utf-8")
    return folder


def change(folder: Path, old: str, new: str, name: str = "a-trial.yaml") -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def test_nothing_wrong(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "check", own)
    assert (said.status, said.errors) == (0, "")
    assert "0 errors, 0 warnings" in said.out
    assert "changed locally: a-trial" in said.out


def test_errors_and_warnings_with_place_and_code(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, "prior_lines", "prior_lnes")
    weak = TRIAL.replace("a-trial", "weak").replace("grade: public", "grade: recall-low")
    (own / "weak.yaml").write_text(weak, "utf-8")
    said = Said(capsys, "check", own)
    assert said.status == 2
    error, warning = said.errors.splitlines()
    assert error == (
        f"{own}/a-trial.yaml:8:45: there is no fact 'prior_lnes'; did you mean 'prior_lines'? [unknown-fact]"
    )
    assert warning.startswith(f"{own}/weak.yaml:8:")
    assert warning.endswith("[weak-source-deciding]")
    assert "1 error, 1 warning" in said.out


def test_a_warning_alone_needs_attention(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, "grade: public", "grade: recall-low")
    assert Said(capsys, "check", own).status == 1


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check", tmp_path / "x"], ["test", tmp_path / "x"], ["diff", tmp_path / "x"]):
        said = Said(capsys, *command)
        assert said.status == 2
        assert said.errors == f"{tmp_path}/x: there is no such folder\n"


def test_a_change_has_to_be_revised_noted_and_recorded(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = own / "rulebook.yaml"
    manifest.write_text("# Our rules.\nformat: cardecide-rulebook/1\nversion: '1'\n", "utf-8")
    assert Said(capsys, "check", own, "--recorded").status == 1
    assert Said(capsys, "record", own, "--version", "2").status == 0
    head = "# Our rules.\nformat: cardecide-rulebook/1\nversion: '2'\npacks:\n"
    assert manifest.read_text("utf-8").startswith(head)
    assert Said(capsys, "check", own, "--recorded").status == 0

    change(own, "prior_lines >= 3", "prior_lines >= 4")
    said = Said(capsys, "check", own)
    assert said.status == 1
    assert "expected revision: 2, and a revision_note [changed-without-version]" in said.errors
    before = manifest.read_text("utf-8")
    assert Said(capsys, "record", own).status == 1
    assert manifest.read_text("utf-8") == before

    change(own, "title:", "revision: 2\ntitle:")
    assert "does not say what changed" in Said(capsys, "check", own).errors
    change(own, "title:", "revision_note: Four lines from now on\ntitle:")
    said = Said(capsys, "check", own)
    assert (said.status, said.errors) == (0, "")
    assert "not recorded as they are: a-trial" in said.out
    assert Said(capsys, "record", own).status == 0
    assert "a-trial: {revision: 2, sha256: " in manifest.read_text("utf-8")
    assert Said(capsys, "check", own, "--recorded").status == 0


def test_record_can_be_told_that_a_change_is_meant(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Said(capsys, "record", own).status == 0
    change(own, "prior_lines >= 3", "prior_lines >= 4")
    assert Said(capsys, "record", own, "--force").status == 0
    assert Said(capsys, "check", own, "--recorded").status == 0


def test_the_tests_and_what_they_cover(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "deep" / "coverage.md"
    said = Said(capsys, "test", own, "--criteria", "--coverage", page)
    assert said.status == 0, said.out
    assert ["a-trial", "lines", "1", "1", "1"] in [line.split() for line in said.out.splitlines()]
    assert "## a-trial\n\n| version | criterion | met | not met | unknown |\n" in page.read_text("utf-8")
    assert "\n|  | lines | 1 | 1 | 1 |\n" in page.read_text("utf-8")


def test_a_test_that_fails_says_where(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, "prior_lines >= 3", "prior_lines >= 4")
    said = Said(capsys, "test", own)
    assert said.status == 1
    assert f"{own}/a-trial.tests.yaml:4:1: three: the status is outside; expected inside\n" in said.out


def test_a_verdict_that_no_test_shows_needs_attention(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, "  - {name: nothing,", "  # {name: nothing,", "a-trial.tests.yaml")
    said = Said(capsys, "test", own)
    assert said.status == 1
    assert "a-trial: lines: never unknown" in said.out


def test_differences_of_two_folders(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new"
    new.mkdir()
    changed = TRIAL.replace(">= 3", ">= 4") + (
        "  - {id: adult, text: Adult, include: age >= 18 years, source: paper}\n"
    )
    (new / "a-trial.yaml").write_text(changed, "utf-8")
    said = Said(capsys, "diff", own, new)
    assert said.status == 0
    assert said.out.splitlines() == [
        "a-trial",
        "  adult: added: include: age >= 18 years",
        "  lines: condition: prior_lines >= 3 → prior_lines >= 4",
    ]
    changes = json.loads(Said(capsys, "diff", own, new, "--json").out)
    assert [(one["kind"], one["criterion"]) for one in changes] == [("added", "adult"), ("changed", "lines")]
    assert Said(capsys, "diff", own, own).out == "no difference\n"


def test_the_difference_that_a_folder_makes(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Said(capsys, "diff", own).out == "a-trial\n  added\n"


def test_the_schema_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = Said(capsys, "schema").out
    assert Said(capsys, "schema", "-o", tmp_path / "s.json").status == 0
    assert (tmp_path / "s.json").read_text("utf-8") == printed
    assert json.loads(printed)["$schema"].startswith("https://json-schema.org/")


def test_pages_are_written_kept_and_removed(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "reference"
    assert Said(capsys, "docs", out, "--rules", own).status == 0
    page = (out / "packs" / "a-trial.md").read_text("utf-8")
    cells = [
        "`lines`<br>Prior lines", "include", "Prior lines of therapy ≥ 3<br>`prior_lines >= 3`", "paper",
        "public", "full", "", "1 / 1 / 1",
    ]  # fmt: skip
    assert f"| {' | '.join(cells)} |\n" in page
    assert "[a-trial](a-trial.md)" in (out / "packs" / "README.md").read_text("utf-8")
    assert "| `prior_lines` |" in (out / "facts.md").read_text("utf-8")
    assert Said(capsys, "docs", out, "--rules", own, "--check").status == 0

    said = Said(capsys, "docs", out, "--check")
    assert said.status == 1
    assert f"{out}/packs/a-trial.md: not current" in said.errors
    assert (out / "packs" / "a-trial.md").exists()
    assert Said(capsys, "docs", out).out.endswith("1 removed\n")
    assert not (out / "packs" / "a-trial.md").exists()
