"""A person with a keyboard and nothing else: every key goes to whatever has the cursor."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QWidget

from cardecide_ui.main_window import MainWindow
from cardecide_ui.view_models import lab_entry

_MOST_TABS = 1200


@dataclass
class Keyboard:
    """Moves by Tab and types."""

    window: MainWindow

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        QTest.keyClick(focus if focus is not None else self.window, key, modifier)

    def tab_to(self, target: QWidget) -> None:
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is target or target.isAncestorOf(focus)):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {target}")

    def row(self, path: str) -> QWidget:
        row = self.window.page.form.context.rows[path]
        assert isinstance(row, QWidget)
        return row

    def type(self, path: str, text: str) -> None:
        self.tab_to(self.row(path).editor)  # type: ignore[attr-defined]
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.press(Qt.Key.Key_Tab)

    def type_lab(self, test: str, value: str, date: str) -> None:
        row = self.row(lab_entry.lab_path(test, "value"))
        for part, text in (("value", value), ("date", date)):
            self.tab_to(row.edits[part])  # type: ignore[attr-defined]
            QTest.keyClicks(QApplication.focusWidget(), text)
        self.press(Qt.Key.Key_Tab)

    def choose(self, path: str, value: str) -> None:
        editor = self.row(path).editor  # type: ignore[attr-defined]
        self.tab_to(editor)
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            self._choose_in(focus, value)
        else:
            for _ in range(8):
                current = QApplication.focusWidget()
                if isinstance(current, QRadioButton) and current is editor.buttons[value]:
                    break
                self.press(Qt.Key.Key_Right)
            if not editor.buttons[value].isChecked():
                self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_Tab)

    def add_to(self, list_path: str, value: str = "") -> None:
        adder = self.row(list_path).adder  # type: ignore[attr-defined]
        self.tab_to(adder)
        if isinstance(adder, QComboBox):
            # The list is opened first, so that walking through it chooses nothing on the way.
            index = adder.findData(value)
            adder.showPopup()
            view = adder.view()
            for _ in range(index + 1):
                QTest.keyClick(view, Qt.Key.Key_Down)
            while view.currentIndex().row() > index:
                QTest.keyClick(view, Qt.Key.Key_Up)
            QTest.keyClick(view, Qt.Key.Key_Return)
        else:
            self.press(Qt.Key.Key_Space)

    def _choose_in(self, box: QComboBox, value: str) -> None:
        for _ in range(box.count() + 1):
            if box.currentData() == value:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"no {value} in {box.accessibleName()}")
