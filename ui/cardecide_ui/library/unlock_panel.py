"""Opening the library: the passphrase, the system's keyring, or the recovery code."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts

_WIDTH = 520


class UnlockPanel(QWidget):
    """``done`` says that the library is open. A wrong passphrase is told in a line, and typed again."""

    done = Signal()

    def __init__(
        self, access: LibraryAccess, texts: Texts, *, locked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._texts = texts
        self._by_code = False
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        name = "locked" if locked else "unlock"
        column.addWidget(PlainLabel(texts(f"library.{name}.title"), role="section"))
        column.addWidget(PlainLabel(texts(f"library.{name}.what"), wrap=True))
        self.by_keyring = QPushButton(texts("library.unlock.by_keyring"), self)
        self.by_keyring.setVisible(access.may_use_keyring)
        column.addWidget(self.by_keyring, 0, Qt.AlignmentFlag.AlignLeft)
        self.secret = QLineEdit(self)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.open = QPushButton(texts("library.unlock.open"), self)
        self.open.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.secret, 1)
        row.addWidget(self.open)
        column.addLayout(row)
        self.problem = PlainLabel(role="problem", wrap=True)
        column.addWidget(self.problem)
        self.other = QPushButton(self)
        self.other.setProperty("role", "ask")
        self.other.setVisible(access.may_have_recovery_code)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.by_keyring.clicked.connect(self._open_by_keyring)
        self.open.clicked.connect(self._open)
        self.secret.returnPressed.connect(self._open)
        self.secret.textEdited.connect(lambda _text: self.problem.setText(""))
        self.other.clicked.connect(lambda: self._use_code(not self._by_code))
        self._use_code(not access.asks_for_passphrase)
        self.setFocusProxy(self.secret if access.asks_for_passphrase else self.by_keyring)

    def _use_code(self, by_code: bool) -> None:
        self._by_code = by_code
        name = self._texts("library.code.title" if by_code else "library.passphrase")
        self.secret.clear()
        self.secret.setAccessibleName(name)
        self.secret.setPlaceholderText(name)
        mode = QLineEdit.EchoMode.Normal if by_code else QLineEdit.EchoMode.Password
        self.secret.setEchoMode(mode)
        self.other.setText(self._texts(f"library.unlock.{'with_passphrase' if by_code else 'with_code'}"))
        self.problem.setText("")

    def _open(self) -> None:
        text = self.secret.text()
        act = self._access.open_by_recovery_code if self._by_code else self._access.open_by_passphrase
        if text:
            self._try(lambda: act(text))

    def _open_by_keyring(self) -> None:
        def act() -> None:
            if not self._access.open_by_keyring():
                self.problem.setText(self._texts("library.unlock.no_key"))

        self._try(act)

    def _try(self, act: Callable[[], None]) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a passphrase is derived on purpose slowly
        try:
            act()
        except InputError as error:
            wrong = getattr(error, "code", "") == "library-wrong-key" and not self._by_code
            said = self._texts("library.unlock.wrong") if wrong else trouble_text(error, self._texts)
            self.problem.setText(said)
            self.secret.selectAll()
            self.secret.setFocus()
        finally:
            QApplication.restoreOverrideCursor()
        if self._access.is_open:
            self.secret.clear()
            self.done.emit()
