"""The regimen field offers what it knows, and takes whatever else is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.case.model import Case
from cardecide_ui.fields.regimen_editor import RegimenEditor
from tests.ui.conftest import WindowUnderTest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def regimen_editor(ui: WindowUnderTest) -> RegimenEditor:
    case = Case.model_validate({"id": "A", "treatments": [{"start": "2020-01"}]})
    ui.session.open_case(case, None)
    ui.wait_for_answer()
    ui.session.jump("treatments[0].regimen")
    editor = ui.row("treatments[0].regimen").editor
    assert isinstance(editor, RegimenEditor)
    return editor


def offered(editor: RegimenEditor) -> list[str]:
    model = editor.edit.completer().completionModel()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("VRd", "VRd – bortezomib + lenalidomide + dexamethasone"),
        ("vrd", "VRd – bortezomib + lenalidomide + dexamethasone"),
        ("Kypr", "Kyprolis – carfilzomib"),
        ("Dara-V", "Dara-VRd – daratumumab + bortezomib + lenalidomide + dexamethasone"),
        ("Isa-K", "Isa-Kd – isatuximab + carfilzomib + dexamethasone"),
        ("自体移植", "自体移植 – melphalan"),
    ],
)
def test_names_are_offered_with_their_drugs(ui: WindowUnderTest, typed: str, expected: str) -> None:
    editor = regimen_editor(ui)
    editor._typed(typed)
    editor.edit.completer().setCompletionPrefix(typed)
    assert expected in offered(editor)


def test_a_name_with_two_readings_is_offered_twice(ui: WindowUnderTest) -> None:
    editor = regimen_editor(ui)
    editor._typed("PCD")
    editor.edit.completer().setCompletionPrefix("PCD")
    assert len([one for one in offered(editor) if one.startswith("PCD – ")]) == 2


def test_what_is_chosen_is_the_name_alone(ui: WindowUnderTest) -> None:
    editor = regimen_editor(ui)
    QTest.keyClicks(editor.edit, "Kypr")
    popup = editor.edit.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert ui.case.treatments[0].regimen == "Kyprolis"


def test_any_other_name_is_taken_as_typed(ui: WindowUnderTest) -> None:
    editor = regimen_editor(ui)
    QTest.keyClicks(editor.edit, "Study drug 7")
    assert ui.case.treatments[0].regimen == "Study drug 7"
