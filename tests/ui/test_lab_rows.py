"""Laboratory rows: value, unit, date and upper limit together."""

from decimal import Decimal

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from cardecide.case.model import Case
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
    assert ui.row("labs[creatinine].value").echo.text() == "= 0.8032 mg/dL"


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
