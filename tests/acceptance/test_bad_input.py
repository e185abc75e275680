"""What is wrong with a case is said in one line each, all at once, and nothing is written."""

from pathlib import Path

import pytest

from cardecide.cli import main

FAULTY = """\
format: cardecide-case/1
id: FAULTY
decision_date: 2024-01-10
patient:
  sex: female
  brith_date: 1960
treatments:
  - regimen: VRd
    drugs: [bortezomib, lenalidomide, isazomib]
    start: 2022-05-01
    stop: 2022-01-01
labs:
  - {test: creatinine, value: 1.1, unit: U/L, date: 2024-01-02}
"""


def test_four_faults_four_lines_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "faulty.case.yaml"
    case.write_text(FAULTY, encoding="utf-8")
    report = tmp_path / "report.pdf"
    assert main(["evaluate", str(case), "--json", "--pdf", str(report)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) == 4
    assert all(line.startswith(f"{case}:") for line in lines)
    misspelled, drug, stop, unit = lines
    assert ":6:" in misspelled and "brith_date" in misspelled and "birth_date" in misspelled
    assert ":9:" in drug and "isazomib" in drug and "ixazomib" in drug
    assert ":11:" in stop and "2022-01-01" in stop and "2022-05-01" in stop
    assert ":13:" in unit and "U/L" in unit and "mg/dL" in unit
    assert sorted(path.name for path in tmp_path.iterdir()) == ["faulty.case.yaml"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfe\x00f", "UTF-8"),
        (b"format: cardecide-case/1\nid: A\nid: B\n", "twice"),
        (b"[" * 100_000, "inside each other"),
        (b"a: &x [1]\nb: *x\n", "anchor"),
        (b"!!python/object:os.system x\n", "tag"),
        (b"", "empty"),
    ],
    ids=["encoding", "duplicate", "nesting", "alias", "tag", "empty"],
)
def test_a_hostile_file_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, word: str
) -> None:
    case = tmp_path / "hostile.case.yaml"
    case.write_bytes(content)
    assert main(["evaluate", str(case), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert word.lower() in said.err.lower()
    assert "Traceback" not in said.err


@pytest.mark.parametrize("command", [["evaluate", "missing.yaml"], ["case", "check", "missing.yaml"]])
def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main(command) == 2
    assert "missing.yaml" in capsys.readouterr().err


def test_a_date_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "a.case.yaml"
    case.write_text("format: cardecide-case/1\nid: A\n", encoding="utf-8")
    assert main(["evaluate", str(case), "--date", "2024-02-30"]) == 2
    assert "2024-02-30" in capsys.readouterr().err
