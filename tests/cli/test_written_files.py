"""``evaluate`` says in one line where each file is that it wrote; a program reads its answer undisturbed."""

import json
from pathlib import Path

import pytest

from cardecide.cli import main
from cardecide.locations import bundled

SAMPLE = str(bundled("resources") / "samples" / "neuro-us.case.yaml")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The report is in {}\nThe criteria are in {}\n"),
        ("zh", "报告已写入 {}\n标准表已写入 {}\n"),
        ("tr", "Rapor şurada: {}\nÖlçütler şurada: {}\n"),
    ],
)
def test_where_the_files_are(
    language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, table = tmp_path / "@a {report}.pdf", tmp_path / "表.csv"
    options = ["--pdf", str(report), "--csv", str(table), "--lang", language, "--variant", "one-page"]
    assert main(["evaluate", SAMPLE, *options]) == 0
    printed = capsys.readouterr()
    assert printed.out == said.format(report, table)
    assert printed.err == ""
    assert report.stat().st_size
    assert table.stat().st_size


def test_the_answer_alone_is_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "criteria.xlsx"
    assert main(["evaluate", SAMPLE, "--json", "--xlsx", str(book)]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["format"] == "cardecide-result/1"
    assert printed.err == f"The criteria are in {book}\n"


def test_nothing_is_said_of_a_file_that_was_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", SAMPLE, "--json", "--pdf", str(tmp_path / "none" / "report.pdf")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "report is in" not in printed.err
