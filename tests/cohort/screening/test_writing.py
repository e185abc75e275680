"""Answers in files: complete, harmless, whole or not at all."""

from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from cardecide.cohort.screening import answers_table as answers
from cardecide.cohort.screening.rejected_table import problem_rows, rejected_rows
from cardecide.cohort.screening.writing import write_table
from cardecide.cohort.tables.opening import open_table
from cardecide.cohort.tables.table import FORMULA, RowProblem, SetAside
from cardecide.language.message import message
from cardecide.reading.problem import InputError
from tests.cohort.attrition.made import screened_of

ROWS = [(2, "=HYPERLINK(1)", "阴性"), (3, "-1.5", "a;b\nc")]
COLUMNS = ("row", "+patient", "word")


def test_csv_is_read_back_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(path, COLUMNS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    table = open_table(path)
    assert table.columns == ("row", "'+patient", "word")
    assert list(table.frame.iloc[0]) == ["2", "'=HYPERLINK(1)", "阴性"]
    assert list(table.frame.iloc[1]) == ["3", "-1.5", "a;b\nc"]


def test_every_text_of_a_workbook_is_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(path, COLUMNS, ROWS, sheet="findings")
    sheet = openpyxl.load_workbook(path)["findings"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [2, "'=HYPERLINK(1)", "阴性"],
        [3, "-1.5", "a;b\nc"],
    ]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row} == {"s"}


def test_parquet_keeps_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(path, COLUMNS, iter(ROWS))
    table = pq.read_table(path)
    assert table.column("row").to_pylist() == [2, 3]
    assert table.column("word").to_pylist() == ["阴性", "a;b\nc"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_table_without_rows_has_its_columns(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    write_table(path, COLUMNS, [])
    if ending == "xlsx":
        columns = [str(cell.value) for cell in openpyxl.load_workbook(path)["table"][1]]
    else:
        columns = pq.read_table(path).column_names if ending == "parquet" else list(open_table(path).columns)
    assert [name.lstrip("'") for name in columns] == list(COLUMNS)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_fault_while_writing_leaves_the_old_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_bytes(b"old")

    def rows():  # type: ignore[no-untyped-def]
        yield (1, "a", "b")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(path, COLUMNS, rows())
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_table(tmp_path / "none" / "t.csv", COLUMNS, ROWS)
    with pytest.raises(InputError, match="no kind of table"):
        write_table(tmp_path / "t.ods", COLUMNS, ROWS)


def test_statuses_findings_and_summary_say_the_same() -> None:
    screened = screened_of(["mm", "nm", "un", "mh"])
    assert [row[2] for row in answers.status_rows(screened)] == [
        "inside",
        "outside",
        "outside",
        "undetermined",
    ]
    findings = list(answers.finding_rows(screened))
    assert [tuple(row[8:]) for row in findings] == [
        ("", "", ""),
        ("c0", "", ""),
        ("c1", "c0", ""),
        ("", "", "c1"),
    ]
    (summary,) = answers.summary_rows(screened)
    counted = dict(zip(answers.SUMMARY_COLUMNS, summary, strict=True))
    assert (counted["inside"], counted["outside"], counted["undetermined"]) == (1, 2, 1)


def test_rows_set_aside_are_written_as_they_stood(tmp_path: Path) -> None:
    problem = RowProblem(7, "Hb", message("cohort.cell.formula"), "=1+1")
    aside = [SetAside(7, ("P7", FORMULA + "=1+1"), (problem,))]
    path = tmp_path / "rejected.csv"
    write_table(path, ("row", "problem", "id", "Hb"), rejected_rows(aside, "en"))
    cells = list(open_table(path).frame.iloc[0])
    assert cells == ["7", "Hb: the cell holds a formula; formulas are not computed", "P7", "'=1+1"]
    assert next(problem_rows(aside, "tr"))[:3] == (7, "Hb", "=1+1")
