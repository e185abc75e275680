"""The table of criteria: complete, the same in both formats, and harmless in a spreadsheet."""

import csv
import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from cardecide.assessment.result import Result
from cardecide.report.criterion_export import (
    criteria_csv,
    criteria_xlsx,
    criterion_rows,
    write_csv,
    write_xlsx,
)
from cardecide.report.printable import printable_line
from tests.report.further_parts import with_further_parts
from tests.report.sample_result import sample_result

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "|calc", "%x", '=HYPERLINK("x")']


def cells(content: bytes) -> list[list[str]]:
    """The texts of the only sheet, row by row, cells without text left out."""
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    return [[str(value) for value in row if value] for row in sheet.iter_rows(values_only=True)]


def a_result(text: str) -> Result:
    """One product with one label with one criterion, all of which say ``text``."""
    result = sample_result()
    product = result.products[0]
    label = product.labels[0]
    criterion = label.criteria[0].model_copy(update={"text": text, "value": text})
    label = label.model_copy(update={"criteria": [criterion]})
    product = product.model_copy(update={"labels": [label], "trials": [], "considerations": []})
    return result.model_copy(update={"products": [product], "case_id": text, "alternatives": []})


def with_text(text: str) -> str:
    return criteria_csv(a_result(text))


def test_every_criterion_is_a_row_of_both_tables() -> None:
    result = with_further_parts(sample_result())
    expected = sum(len(label.criteria) for one in result.products for label in one.labels)
    expected += sum(len(trial.criteria) for one in result.products for trial in one.trials)
    expected += sum(len(one.considerations) for one in result.products)
    expected += sum(len(label.criteria) for one in result.alternatives for label in one.labels)
    assert len(list(criterion_rows(result))) == expected
    table = list(csv.DictReader(io.StringIO(criteria_csv(result).removeprefix("\ufeff"))))
    assert len(table) == expected
    sheet = cells(criteria_xlsx(result))
    assert len(sheet) == expected + 1
    assert table[0]["text"] in sheet[1]
    assert table[0]["verdict"] in sheet[1]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_the_csv_begins_as_a_formula_does(text: str) -> None:
    (row,) = list(csv.DictReader(io.StringIO(with_text(text).removeprefix("\ufeff"))))
    for name in ("text", "value", "case"):
        assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert row[name].startswith("'")


def test_ordinary_texts_stay_as_they_are() -> None:
    (row,) = list(csv.DictReader(io.StringIO(with_text("5 (4–5), “ok”").removeprefix("\ufeff"))))
    assert row["text"] == "5 (4–5), “ok”"


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A", "TRUE", "1e5", "2026-09-01"])
def test_every_cell_of_the_workbook_is_text(text: str) -> None:
    (sheet,) = load_workbook(io.BytesIO(criteria_xlsx(a_result(text)))).worksheets
    head, row = sheet.iter_rows()
    names = [cell.value for cell in head]
    assert {cell.data_type for cell in (*head, *row) if cell.value is not None} <= {"s", "inlineStr"}
    # The quote prefix keeps a text a text when somebody edits the cell.
    assert all(cell.quotePrefix for cell in row if cell.value is not None)
    assert row[names.index("text")].value == printable_line(text)


def test_the_workbook_holds_no_formula() -> None:
    with ZipFile(io.BytesIO(criteria_xlsx(a_result("=1+1")))) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<f " not in sheet


def test_control_characters_do_not_break_the_workbook() -> None:
    result = sample_result().model_copy(update={"case_id": "a\x00\x1b<&>\ufffe" + "W" * 40_000})
    (_, first, *_) = cells(criteria_xlsx(result))
    assert first[0].startswith("a[U+0000][U+001B]<&>[U+FFFE]")
    assert len(first[0]) == 32_767


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-09-03", date(2026, 9, 3)),
        ("2026-09", date(2026, 9, 1)),
        ("2026", date(2026, 1, 1)),
        ("", date(1980, 1, 1)),
        ("no date", date(1980, 1, 1)),
    ],
)
def test_the_workbook_says_it_was_made_on_the_decision_date(date: str, day: date) -> None:
    result = sample_result().model_copy(update={"decision_date": date})
    book = load_workbook(io.BytesIO(criteria_xlsx(result)))
    assert book.properties.created == book.properties.modified
    assert book.properties.created.date() == day


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    result = sample_result()
    assert criteria_xlsx(result) == criteria_xlsx(result)
    write_csv(result, tmp_path / "a.csv")
    write_xlsx(result, tmp_path / "a.xlsx")
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("\ufeffcase,")
    assert (tmp_path / "a.xlsx").read_bytes() == criteria_xlsx(result)


def test_no_temporary_file_holds_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file of a patient's values")

    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refused)
    assert cells(criteria_xlsx(a_result("a value")))
