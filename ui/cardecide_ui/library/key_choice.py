"""What is to open the library: the system's keyring, or a passphrase typed twice, with what a loss means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.passphrase_strength import strength_of
from cardecide_ui.texts import Texts


class KeyChoice(QWidget):
    """``changed``: ``is_ready`` may be another. Without a keyring there is nothing but a passphrase."""

    changed = Signal()

    def __init__(self, texts: Texts, *, has_keyring: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.by_keyring = QRadioButton(texts("library.setup.by_keyring"), self)
        self.by_passphrase = QRadioButton(texts("library.setup.by_passphrase"), self)
        self._ways = QButtonGroup(self)
        for button in (self.by_keyring, self.by_passphrase):
            self._ways.addButton(button)
            column.addWidget(button)
        self.by_keyring.setVisible(has_keyring)
        (self.by_keyring if has_keyring else self.by_passphrase).setChecked(True)
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
        self._ways.buttonToggled.connect(self._refresh)
        self.passphrase.textChanged.connect(self._refresh)
        self.again.textChanged.connect(self._refresh)
        self.shown.toggled.connect(self._show_signs)
        self._refresh()
        self.setFocusProxy(self.by_keyring if has_keyring else self.passphrase)

    @property
    def uses_keyring(self) -> bool:
        """Whether the keyring is to open it."""
        return self.by_keyring.isChecked()

    @property
    def is_ready(self) -> bool:
        """Whether the choice can be carried out."""
        from cardecide.store.key import SHORTEST_PASSPHRASE

        typed = self.passphrase.text()
        is_short = strength_of(typed, SHORTEST_PASSPHRASE) == "short"
        return self.uses_keyring or (not is_short and typed == self.again.text())

    def forget(self) -> None:
        """Take what was typed out of the fields."""
        self.passphrase.clear()
        self.again.clear()

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

        typed, by_keyring = self.passphrase.text(), self.uses_keyring
        self._form.setVisible(not by_keyring)
        self.lost.setText(self._texts(f"library.setup.lost_{'keyring' if by_keyring else 'passphrase'}"))
        differs = bool(self.again.text()) and typed != self.again.text()
        strength = strength_of(typed, SHORTEST_PASSPHRASE)
        said = self._texts(f"library.strength.{strength}", least=SHORTEST_PASSPHRASE)
        self.strength.setText(self._texts("library.passphrase_differs") if differs else said)
        wrong = differs and not typed.startswith(self.again.text())
        self.strength.set_role("problem" if wrong else "echo")
        self.changed.emit()
