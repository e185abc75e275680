"""Writing case files: nothing is lost, nothing unknown is written, and an old file survives a failure."""

import errno
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from cardecide.case import read_case, read_case_text
from cardecide.case.model import Case
from cardecide.case.writing import dump_case, dump_case_json, write_case
from cardecide.reading.problem import InputError
from tests.case.generated_cases import cases

SAMPLE = Case(id="X", stated={"prior_lines": 4})


@settings(max_examples=150, deadline=None)
@given(cases())
def test_reading_what_was_written_gives_the_same_case(case: Case) -> None:
    assert read_case_text(dump_case(case)).case == case
    assert read_case_text(dump_case_json(case)).case == case


@settings(max_examples=50, deadline=None)
@given(cases())
def test_writing_is_stable(case: Case) -> None:
    text = dump_case(case)
    assert dump_case(read_case_text(text).case) == text


def test_only_what_is_known_is_written_in_canonical_order() -> None:
    text = "patient: {ecog: 1, sex: male, weight: }\nid: X\ninfection: {hiv: unknown, hbsag: negative}\n"
    assert dump_case(read_case_text(text).case) == (
        "format: cardecide-case/1\nid: X\npatient: {sex: male, ecog: 1}\ninfection: {hbsag: negative}\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "decision_date: 2023",
        "decision_date: 2023-07",
        "decision_date: 2023-07-31",
        "patient: {weight: 78.50 kg}",
        "infection: {active_infection: no}",
        "disease: {non_secretory: yes}",
        "id: '2023'",
        "id: 'true'",
        "id: 007",
        "note: 'no: yes'",
        "note: 12:30",
    ],
)
def test_words_are_written_as_they_are_entered(line: str) -> None:
    head = "" if line.startswith("id") else "id: X\n"
    assert dump_case(read_case_text(head + line).case).endswith(f"{line}\n")


@pytest.mark.parametrize("number", ["2.10", "0.1", "1E+3", "12345678901234567890.123456789"])
def test_a_number_keeps_every_digit(number: str) -> None:
    text = f"id: X\nstated: {{a: {number}}}\n"
    for written in (dump_case, dump_case_json):
        again = read_case_text(written(read_case_text(text).case)).case.stated["a"]
        assert again == Decimal(number)


def test_a_drug_is_written_as_entered_until_its_meaning_is_chosen() -> None:
    case = read_case_text("id: X\ntreatments: [{drugs: [Revlimid, P]}]").case
    assert "[Revlimid, P]" in dump_case(case)
    drugs = case.treatments[0].drugs
    chosen = drugs[1].model_copy(update={"drug": "pomalidomide", "candidates": ()})
    treatment = case.treatments[0].model_copy(update={"drugs": (drugs[0], chosen)})
    text = dump_case(case.model_copy(update={"treatments": (treatment,)}))
    assert "[Revlimid, pomalidomide]" in text


def test_a_text_of_several_lines_stays_readable() -> None:
    case = Case(id="X", note="first line\nsecond line")
    assert dump_case(case).endswith("note: |-\n  first line\n  second line\n")


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.case.YAML", "a.JSON"])
def test_a_written_file_reads_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_case(SAMPLE, path)
    assert read_case(path).case == SAMPLE
    assert path.read_text(encoding="utf-8").startswith("{" if path.suffix.casefold() == ".json" else "format")
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640])
def test_permissions_of_the_old_file_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    write_case(SAMPLE, path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_case(SAMPLE, tmp_path / "a.yaml")
    assert stat.S_IMODE((tmp_path / "a.yaml").stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_case(SAMPLE, link)
    assert link.is_symlink()
    assert read_case(target).case == SAMPLE


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    owner: object = os if function == "fsync" else Path
    monkeypatch.setattr(owner, function, full)
    with pytest.raises(InputError) as caught:
        write_case(SAMPLE, path)
    (problem,) = caught.value.problems
    assert problem.code == "not-written"
    assert problem.file == str(path)
    assert "no space left" in problem.message
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def test_an_interruption_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_case(SAMPLE, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_case(SAMPLE, tmp_path / "none" / "a.yaml")
    assert caught.value.problems[0].code == "not-written"


def test_half_a_character_is_told_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_case(Case(id="X", note="\ud83d"), tmp_path / "a.json")
    assert caught.value.problems[0].code == "not-text"
    assert list(tmp_path.iterdir()) == []


_AWKWARD = [
    "a\tb",
    " a",
    "a ",
    "a\n",
    "\n a\nb \n",
    "# a",
    "- a",
    "a: b",
    "'",
    '"',
    "\\",
    "%",
    "@",
    "null",
    "<<",
]
_RARE = ["a\x07b", "a\rb", "a\u2028b", "\x85", "\ufeff", "\x7f", "ﬁ😀", "~", "1e5", "é" * 300, "word " * 60]


@pytest.mark.parametrize("text", [*_AWKWARD, *_RARE])
def test_any_text_comes_back(text: str) -> None:
    case = Case(id="X", note=text)
    assert read_case_text(dump_case(case)).case == case
    assert read_case_text(dump_case_json(case)).case == case
