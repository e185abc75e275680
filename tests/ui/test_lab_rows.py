"""Laboratory rows: value, unit, date and upper limit together."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from cardecide.case.model import Case
from cardecide_ui.settings import Settings
from tests.ui.conftest import WindowUnderTest


def fill(ui: WindowUnderTest, test: str, part: str, text: str) -> None:
    edit = ui.row(f"labs[{test}].value").edits[part]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def pick_unit(ui: WindowUnderTest, test: str, unit: str) -> None:
    box = ui.row(f"labs[{test}].value").unit
    assert isinstance(box, QComboBox)
    box.activated.emit(box.findData(unit))


def test_no_unit_is_guessed(ui: WindowUnderTest) -> None:
    fill(ui, "creatinine", "value", "71")
    assert ui.case.labs == ()
    assert ui.answer.is_greyed
    pick_unit(ui, "creatinine", "umol/L")
    assert not ui.answer.is_greyed
    assert ui.case.labs[0].value == Decimal(71)
    assert ui.case.labs[0].unit == "umol/L"
    assert ui.row("labs[creatinine].value").echo.text() == "= 0.803 mg/dL"


def test_a_unit_typed_with_the_value_is_used(ui: WindowUnderTest) -> None:
    fill(ui, "absolute_neutrophil_count", "value", "950 /uL")
    assert ui.row("labs[absolute_neutrophil_count].value").echo.text() == "= 0.95 × 10⁹/L"


def test_a_bound_is_kept_as_a_bound(ui: WindowUnderTest) -> None:
    fill(ui, "crp", "value", "<5 mg/L")
    assert (ui.case.labs[0].comparator, ui.case.labs[0].value) == ("<", Decimal(5))


def test_a_date_typed_first_waits_for_its_value(ui: WindowUnderTest) -> None:
    fill(ui, "hemoglobin", "date", "10 Sep 2026")
    assert ui.case.labs == ()
    assert not ui.answer.is_greyed
    fill(ui, "hemoglobin", "value", "10.9 g/dL")
    assert str(ui.case.labs[0].date) == "2026-09-10"


def test_an_invalid_part_names_the_test(ui: WindowUnderTest) -> None:
    fill(ui, "alt", "value", "22 U/L")
    fill(ui, "alt", "upper_limit", "4o")
    assert ui.answer.is_greyed
    assert ui.row("labs[alt].value").edits["upper_limit"].text() == "4o"
    assert ui.case.labs[0].upper_limit is None


def test_only_the_newest_entry_is_edited(ui: WindowUnderTest) -> None:
    labs = [
        {"test": "crp", "value": 9, "unit": "mg/L", "date": "2026-09"},
        {"test": "crp", "value": 3, "unit": "mg/L", "date": "2026-01"},
    ]
    ui.session.open_case(Case.model_validate({"id": "A", "labs": labs}), None)
    fill(ui, "crp", "value", "12")
    assert [lab.value for lab in ui.case.labs] == [12, 3]
    assert [str(lab.date) for lab in ui.case.labs] == ["2026-09", "2026-01"]


def test_emptying_the_value_removes_the_entry(ui: WindowUnderTest) -> None:
    fill(ui, "inr", "value", "1.1")
    assert len(ui.case.labs) == 1
    edit = ui.row("labs[inr].value").edits["value"]
    ui.leave(edit)
    edit.selectAll()
    QTest.keyClick(edit, "\b")
    assert ui.case.labs == ()
    ui.session.undo()
    assert ui.case.labs[0].value == Decimal("1.1")
    assert edit.text() == "1.1"


def test_an_impossible_value_is_refused_as_typed_with_what_is_possible(ui: WindowUnderTest) -> None:
    fill(ui, "ldh", "value", "9999999 U/L")
    row = ui.row("labs[ldh].value")
    assert row.edits["value"].text() == "9999999 U/L"
    assert "must be from 20 U/L to 50000 U/L" in row.echo.text()
    assert ui.case.labs == ()
    assert ui.answer.is_greyed
    fill(ui, "ldh", "value", "210 U/L")
    assert ui.case.labs[0].value == 210
    assert not ui.answer.is_greyed


@pytest.mark.parametrize(
    ("typed", "is_taken"), [("20", True), ("19.9", False), ("50000", True), ("50001", False)]
)
def test_the_ends_of_what_is_possible(ui: WindowUnderTest, typed: str, is_taken: bool) -> None:
    fill(ui, "ldh", "value", f"{typed} U/L")
    assert bool(ui.case.labs) == is_taken


def test_the_range_is_told_in_the_unit_typed(ui: WindowUnderTest) -> None:
    fill(ui, "hemoglobin", "value", "900 g/L")
    assert "g/L" in ui.row("labs[hemoglobin].value").echo.text()
    assert "g/dL" not in ui.row("labs[hemoglobin].value").echo.text()


def test_an_impossible_limit_leaves_the_value(ui: WindowUnderTest) -> None:
    fill(ui, "alt", "value", "22 U/L")
    fill(ui, "alt", "upper_limit", "999999999")
    assert (ui.case.labs[0].value, ui.case.labs[0].upper_limit) == (22, None)
    assert "must be from" in ui.row("labs[alt].value").echo.text()


def test_another_unit_lets_a_lower_limit_go_that_it_cannot_have(ui: WindowUnderTest) -> None:
    lab = {"test": "albumin", "value": 41, "unit": "g/L", "lower_limit": 35}
    ui.session.open_case(Case.model_validate({"id": "A", "labs": [lab]}), None)
    fill(ui, "albumin", "value", "4.1 g/dL")
    assert (ui.case.labs[0].unit, ui.case.labs[0].lower_limit) == ("g/dL", None)


def test_the_unit_used_last_for_a_test_is_taken_over_and_shown(ui: WindowUnderTest) -> None:
    fill(ui, "creatinine", "value", "71 umol/L")
    ui.session.open_case(Case.model_validate({"id": "B"}), None)
    fill(ui, "creatinine", "value", "80")
    assert ui.case.labs[0].unit == "umol/L"
    row = ui.row("labs[creatinine].value")
    assert row.unit.currentData() == "umol/L", "it is seen"
    assert row.echo.text().startswith("= 0.9")
    fill(ui, "creatinine", "value", "0.9 mg/dL")
    assert ui.case.labs[0].unit == "mg/dL", "a unit that is typed wins"
    fill(ui, "hemoglobin", "value", "10.9")
    assert [lab.test for lab in ui.case.labs] == ["creatinine"], "the unit of another test is not guessed"


def test_units_are_remembered_with_the_settings(tmp_path: Path) -> None:
    Settings(tmp_path / "window.ini").lab_units["creatinine"] = "umol/L"
    Settings(tmp_path / "window.ini").lab_units["hemoglobin"] = "g/dL"
    assert dict(Settings(tmp_path / "window.ini").lab_units) == {"creatinine": "umol/L", "hemoglobin": "g/dL"}


def test_the_date_of_the_sample_is_entered_once(ui: WindowUnderTest) -> None:
    sample = ui.row("labs#sample_date")
    QTest.keyClicks(sample.edit, "10 Sep 2026")
    for test, value in (("hemoglobin", "10.9 g/dL"), ("crp", "5 mg/L")):
        fill(ui, test, "value", value)
    assert {str(lab.date) for lab in ui.case.labs} == {"2026-09-10"}
    assert ui.row("labs[crp].value").edits["date"].text() == "10 Sep 2026", "it is seen"
    fill(ui, "ldh", "date", "1 Sep 2026")
    fill(ui, "ldh", "value", "190 U/L")
    assert str(ui.case.labs[-1].date) == "2026-09-01", "its own date stays"
    edit = ui.row("labs[crp].value").edits["date"]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, "\b")
    fill(ui, "crp", "value", "6 mg/L")
    assert next(lab for lab in ui.case.labs if lab.test == "crp").date is None, "what was emptied stays empty"


def test_another_case_knows_nothing_of_the_sample(ui: WindowUnderTest) -> None:
    QTest.keyClicks(ui.row("labs#sample_date").edit, "10 Sep 2026")
    ui.session.open_case(Case.model_validate({"id": "B"}), None)
    assert ui.row("labs#sample_date").edit.text() == ""
    fill(ui, "crp", "value", "5 mg/L")
    assert ui.case.labs[0].date is None


def test_what_is_no_date_is_told_and_taken_over_by_nothing(ui: WindowUnderTest) -> None:
    sample = ui.row("labs#sample_date")
    QTest.keyClicks(sample.edit, "3/4/2026")
    assert sample.said.text().startswith("✕")
    fill(ui, "crp", "value", "5 mg/L")
    assert ui.case.labs[0].date is None
    assert sample.edit.text() == "3/4/2026", "it stays as it was typed"


def test_an_empty_row_says_what_is_possible_while_it_has_the_cursor(ui: WindowUnderTest) -> None:
    row = ui.row("labs[hemoglobin].value")
    assert row.echo.text() == "", "forty rows of it would hide the values"
    row.edits["value"].setFocus()
    assert row.echo.text() == "possible 3–20 g/dL"
    assert "possible 3–20 g/dL" in row.edits["value"].toolTip()
    ui.row("labs[platelets].value").edits["value"].setFocus()
    assert row.echo.text() == ""
    fill(ui, "hemoglobin", "value", "10.9 g/dL")
    assert "possible" not in row.echo.text()
