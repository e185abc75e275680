"""Making the library: what it is, which key opens it, and what a lost key means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.key_choice import KeyChoice
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
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(PlainLabel(texts("library.setup.title"), role="section"))
        column.addWidget(PlainLabel(texts("library.setup.what"), wrap=True))
        column.addWidget(
            PlainLabel(texts("library.setup.where", place=access.services.file), role="caption", wrap=True)
        )
        column.addWidget(PlainLabel(texts("library.setup.key"), role="heading"))
        self.key = KeyChoice(texts, has_keyring=access.services.keyring() is not None, parent=self)
        column.addWidget(self.key)
        self.problem = PlainLabel(role="problem", wrap=True)
        column.addWidget(self.problem)
        self.make = QPushButton(texts("library.setup.make"), self)
        self.make.setDefault(True)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.key.changed.connect(self._refresh)
        self.key.again.returnPressed.connect(self.make.click)
        self.make.clicked.connect(self._make)
        self._refresh()
        self.setFocusProxy(self.key)

    def _refresh(self) -> None:
        self.make.setEnabled(self.key.is_ready)
        self.problem.setText("")

    def _make(self) -> None:
        try:
            if self.key.uses_keyring:
                show_recovery_code(self._access.create_with_keyring(), self._texts, self)
            else:
                self._access.create_with_passphrase(self.key.passphrase.text())
        except InputError as error:
            self.problem.setText(trouble_text(error, self._texts))
            return
        self.key.forget()
        self.done.emit()
