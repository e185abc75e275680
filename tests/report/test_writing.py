"""A report is written whole or not at all."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from cardecide.reading.problem import InputError
from cardecide.report import write_report
from tests.report.reading_pdf import ISSUED, sample_report
from tests.report.sample_result import sample_case, sample_result


def write(path: Path) -> None:
    """Write the sample's report to the path."""
    write_report(sample_result(), sample_case(), path, language="en", issued=ISSUED)


def test_the_file_holds_the_rendered_report(tmp_path: Path) -> None:
    write(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == sample_report()
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]


def test_an_older_report_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")
    write(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == sample_report()


def test_a_folder_that_does_not_exist_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write(tmp_path / "nowhere" / "report.pdf")
    (problem,) = caught.value.problems
    assert problem.code == "report-not-written"
    assert problem.file.endswith("report.pdf")
    assert "No such file or directory" in problem.message


def test_a_full_disk_leaves_the_older_report_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("cardecide.report.writing.os.fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        write(tmp_path / "report.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"old"


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(InputError):
        write(tmp_path / "report.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]


def test_an_interruption_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cardecide.report.writing.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []
