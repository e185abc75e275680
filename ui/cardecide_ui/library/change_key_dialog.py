"""Another key for the library: from the keyring to a passphrase, back, or a new one of the same kind."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.key_choice import KeyChoice
from cardecide_ui.library.recovery_code_dialog import show_recovery_code
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts


class ChangeKeyDialog(QDialog):
    """Accepted when the library has another key.

    Whoever finds the window open cannot lock its owner out: a passphrase in use has to be typed first. A
    recovery code is shown, and put in a safe place, before it is needed.
    """

    def __init__(self, access: LibraryAccess, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._texts = texts
        self.setWindowTitle(texts("library.key.title"))
        self.setMinimumWidth(560)
        self._has_passphrase = access.key.raw is None
        now = "passphrase" if self._has_passphrase else "keyring"
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(PlainLabel(texts(f"library.key.now_{now}"), wrap=True))
        self.present = QLineEdit(self)
        self.present.setEchoMode(QLineEdit.EchoMode.Password)
        self.present.setAccessibleName(texts("library.key.present"))
        self.present.setPlaceholderText(texts("library.key.present"))
        self.present.setVisible(self._has_passphrase)
        column.addWidget(self.present)
        column.addWidget(PlainLabel(texts("library.key.then"), role="heading"))
        self.key = KeyChoice(texts, has_keyring=access.services.keyring() is not None, parent=self)
        self.key.by_passphrase.setChecked(True)
        column.addWidget(self.key)
        column.addWidget(PlainLabel(texts("library.key.backups"), role="caption", wrap=True))
        self.problem = PlainLabel(role="problem", wrap=True)
        column.addWidget(self.problem)
        column.addStretch(1)
        buttons = QDialogButtonBox(self)
        self.do = buttons.addButton(texts("library.key.do"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.key.changed.connect(self._refresh)
        self.present.textChanged.connect(self._refresh)
        self._refresh()
        (self.present if self._has_passphrase else self.key.passphrase).setFocus()

    def _refresh(self) -> None:
        self.problem.setText("")
        self.do.setEnabled(self.key.is_ready and (not self._has_passphrase or bool(self.present.text())))

    def _change(self) -> None:
        access = self._access
        try:
            if self._has_passphrase and not access.fits(self.present.text()):
                self.problem.setText(self._texts("library.key.wrong"))
                self.present.selectAll()
                self.present.setFocus()
                return
            if self.key.uses_keyring:
                key = access.new_key_for_keyring()
                show_recovery_code(key.recovery_code or "", self._texts, self)
                self._waiting(lambda: access.change_to_keyring(key))
            else:
                self._waiting(lambda: access.change_to_passphrase(self.key.passphrase.text()))
        except InputError as error:
            why = trouble_text(error, self._texts)
            self.problem.setText(f"{self._texts('library.key.failed')} {why}")
            return
        self.key.forget()
        self.present.clear()
        self.accept()

    @staticmethod
    def _waiting(act: Callable[[], object]) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # everything is encrypted anew
        try:
            act()
        finally:
            QApplication.restoreOverrideCursor()
