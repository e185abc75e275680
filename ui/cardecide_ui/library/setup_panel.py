"""Making the library: what it is, which key opens it, and what a lost key means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.passphrase_strength import strength_of
from cardecide_ui.library.recovery_code_dialog import show_recovery_code
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts

_WIDTH = 620


class SetupPanel(QWidget):
    """``done`` says that the library was made and is open."""

    done = Signal()

    def __init__(self, access: LibraryAccess, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._texts = texts
        self._has_keyring = access.services.keyring() is not None
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(PlainLabel(texts("library.setup.title"), role="section"))
        column.addWidget(PlainLabel(texts("library.setup.what"), wrap=True))
        column.addWidget(
            PlainLabel(texts("library.setup.where", place=access.services.file), role="caption", wrap=True)
        )
        column.addWidget(PlainLabel(texts("library.setup.key"), role="heading"))
        self.by_keyring = QRadioButton(texts("library.setup.by_keyring"), self)
        self.by_passphrase = QRadioButton(texts("library.setup.by_passphrase"), self)
        self._ways = QButtonGroup(self)
        for button in (self.by_keyring, self.by_passphrase):
            self._ways.addButton(button)
            column.addWidget(button)
        self.by_keyring.setVisible(self._has_keyring)
        (self.by_keyring if self._has_keyring else self.by_passphrase).setChecked(True)
        self.passphrase = self._line("library.passphrase")
        self.again = self._line("library.passphrase_again")
        self.shown = QCheckBox(texts("library.passphrase_show"), self)
        self.strength = PlainLabel(role="echo", wrap=True)
        self._form = QWidget(self)
        form = QFormLayout(self._form)
        form.setContentsMargins(22, 0, 0, 0)
        form.addRow(texts("library.passphrase"), self.passphrase)
        form.addRow(texts("library.passphrase_again"), self.again)
        form.addRow("", self.shown)
        form.addRow("", self.strength)
        column.addWidget(self._form)
        self.lost = PlainLabel(role="caption", wrap=True)
        column.addWidget(self.lost)
        self.problem = PlainLabel(role="problem", wrap=True)
        column.addWidget(self.problem)
        self.make = QPushButton(texts("library.setup.make"), self)
        self.make.setDefault(True)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self._ways.buttonToggled.connect(self._refresh)
        self.passphrase.textChanged.connect(self._refresh)
        self.again.textChanged.connect(self._refresh)
        self.again.returnPressed.connect(self.make.click)
        self.shown.toggled.connect(self._show_signs)
        self.make.clicked.connect(self._make)
        self._refresh()
        self.setFocusProxy(self.by_keyring if self._has_keyring else self.passphrase)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(self._texts(name))
        return line

    def _show_signs(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.again.setEchoMode(mode)

    def _refresh(self) -> None:
        from cardecide.store.key import SHORTEST_PASSPHRASE

        typed, by_keyring = self.passphrase.text(), self.by_keyring.isChecked()
        self._form.setVisible(not by_keyring)
        self.lost.setText(self._texts(f"library.setup.lost_{'keyring' if by_keyring else 'passphrase'}"))
        strength = strength_of(typed, SHORTEST_PASSPHRASE)
        differs = bool(self.again.text()) and not typed.startswith(self.again.text())
        said = self._texts(f"library.strength.{strength}", least=SHORTEST_PASSPHRASE)
        self.strength.setText(self._texts("library.passphrase_differs") if differs else said)
        self.strength.set_role("problem" if differs else "echo")
        self.make.setEnabled(by_keyring or (strength != "short" and typed == self.again.text()))
        self.problem.setText("")

    def _make(self) -> None:
        try:
            if self.by_keyring.isChecked():
                show_recovery_code(self._access.create_with_keyring(), self._texts, self)
            else:
                self._access.create_with_passphrase(self.passphrase.text())
        except InputError as error:
            self.problem.setText(trouble_text(error, self._texts))
            return
        self.passphrase.clear()
        self.again.clear()
        self.done.emit()
