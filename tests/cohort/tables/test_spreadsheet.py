"""Workbooks: formulas are marked and never computed, dates and shares say what they are."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cardecide.cohort.tables.opening import HowToRead, open_table
from cardecide.cohort.tables.table import BROKEN, FORMULA
from cardecide.reading.problem import InputError


@pytest.fixture
def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["id", "Hb", "LVEF", "born", "flag"])
    born = datetime.datetime(1957, 3, 2)  # noqa: DTZ001 - a workbook knows no time zones
    sheet.append(["P1", 9.8, 0.55, born, True])
    sheet["C2"].number_format = "0%"
    sheet.append(["P2", "=B2*10", 0.1 + 0.2, datetime.date(2023, 4, 3), None])
    sheet.append([None] * 5)
    sheet.append(["P3", "#DIV/0!", 55, "03/04/2023", "x"])
    sheet["B5"].data_type = "e"
    return made


def written(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "t.xlsx"
    book.save(path)
    return path


def test_cells_become_texts_that_say_what_they_are(book: openpyxl.Workbook, tmp_path: Path) -> None:
    table = open_table(written(book, tmp_path))
    assert list(table.rows) == [2, 3, 5]
    assert list(table.frame.iloc[0]) == ["P1", "9.8", "55 %", "1957-03-02", "TRUE"]
    assert table.frame.iloc[1]["LVEF"] == "0.3"
    assert table.frame.iloc[2]["born"] == "03/04/2023"


def test_a_formula_is_kept_as_text_and_marked(book: openpyxl.Workbook, tmp_path: Path) -> None:
    table = open_table(written(book, tmp_path))
    assert table.frame.iloc[1]["Hb"] == FORMULA + "=B2*10"
    assert table.frame.iloc[2]["Hb"] == BROKEN + "#DIV/0!"


def test_several_sheets_are_asked_about(book: openpyxl.Workbook, tmp_path: Path) -> None:
    other = book.create_sheet("Other")
    for row in (["id"], ["Q1"]):
        other.append(row)
    path = written(book, tmp_path)
    with pytest.raises(InputError, match="--sheet"):
        open_table(path)
    assert list(open_table(path, HowToRead(sheet="Other")).frame["id"]) == ["Q1"]
    with pytest.raises(InputError) as error:
        open_table(path, HowToRead(sheet="Othr"))
    assert error.value.problems[0].nearest == "Other"


def test_a_hidden_sheet_is_not_taken_unasked(book: openpyxl.Workbook, tmp_path: Path) -> None:
    hidden = book.create_sheet("Hidden")
    hidden.append(["id"])
    hidden.append(["Q1"])
    hidden.sheet_state = "hidden"
    assert open_table(written(book, tmp_path)).sheet == "Sheet"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"id,Hb\n1,2\n"])
def test_what_is_no_workbook_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no Excel workbook"):
        open_table(path)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    path = tmp_path / "t.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(InputError, match="unpacks"):
        open_table(path)
