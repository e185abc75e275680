"""``cardecide rules local``: a threshold of KarMMa from a draft to rules in force and back."""

from pathlib import Path

import pytest

from cardecide.cli import main
from tests.authoring.made import SMALL, SMALL_TESTS, karmma


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rules"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main(["rules", "local", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out + err


def test_the_whole_way(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, tests = tmp_path / "small.yaml", tmp_path / "small.tests.yaml"
    text.write_text(SMALL, "utf-8")
    tests.write_text(SMALL_TESTS, "utf-8")
    mine = ("--who", "Dr A")
    assert run(capsys, "save", folder, "small", text, "--tests", tests, *mine, "--why", "new")[0] == 0
    assert run(capsys, "review", folder, "small", "--who", "Dr B")[0] == 2
    assert run(capsys, "test", folder, "small", *mine) == (0, "2 tests, 0 failed\n")
    status, said = run(capsys, "review", folder, "small", *mine)
    assert (status, "somebody else has to review it" in said) == (2, True)
    assert run(capsys, "force", folder, "small", "--from", "2027-01-01", *mine)[0] == 2
    assert run(capsys, "review", folder, "small", "--who", "Dr B")[0] == 0
    assert run(capsys, "force", folder, "small", "--from", "soon", "--who", "Dr B")[0] == 2
    assert run(capsys, "force", folder, "small", "--from", "2027-01-01", "--who", "Dr B")[0] == 0
    assert run(capsys, "list", folder) == (
        0, "small: in force, revision 1; revision 1 in force from 2027-01-01\n",
    )  # fmt: skip
    history = run(capsys, "history", folder, "small")[1].splitlines()
    assert [line.split()[3] for line in history] == ["saved", "tested", "reviewed", "in_force"]
    assert history[0].endswith("Dr A: new")
    assert run(capsys, "withdraw", folder, "small", "--who", "Dr B")[0] == 0
    text.write_text(SMALL.replace("prior_lines >= 3", "prior_lines >= 4"), "utf-8")
    assert run(capsys, "save", folder, "small", text, *mine)[0] == 0
    status, said = run(capsys, "test", folder, "small", *mine)
    assert (status, said.splitlines()[-1]) == (1, "2 tests, 1 failed")
    assert run(capsys, "revert", folder, "small", "--to", "1", *mine)[0] == 0
    assert (folder / "drafts" / "small.yaml").read_text("utf-8") == SMALL


def test_a_bundled_pack_changed_and_put_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "karmma.yaml"
    text.write_text(karmma().replace("prior_lines >= 3", "prior_lines >= 4"), "utf-8")
    assert run(capsys, "save", folder, "karmma", text, "--who", "Dr A")[0] == 0
    difference = run(capsys, "diff", folder, "karmma")[1]
    assert [line for line in difference.splitlines()[2:] if line[0] in "+-"] == [
        "-    include: prior_lines >= 3",
        "+    include: prior_lines >= 4",
    ]
    status, said = run(capsys, "test", folder, "karmma", "--who", "Dr A")
    assert (status, "prior-lines is not_met; expected met" in said) == (1, True)
    assert run(capsys, "revert", folder, "karmma", "--who", "Dr A")[0] == 0
    assert run(capsys, "diff", folder, "karmma") == (0, "")


def test_what_is_wrong_is_said(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "list", folder)[0] == 2
    assert run(capsys, "save", folder, "small", tmp_path / "none", "--who", "Dr A")[0] == 2
    broken = tmp_path / "small.yaml"
    broken.write_text(SMALL.replace("prior_lines", "prior_linez"), "utf-8")
    status, said = run(capsys, "save", folder, "small", broken, "--who", "Dr A")
    assert (status, "did you mean 'prior_lines'?" in said) == (2, True)
    assert not folder.exists()
