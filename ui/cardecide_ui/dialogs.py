"""The questions a file action may ask. Tests put their own answers in the place of these dialogs."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtWidgets import QWidget

from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

Answer = Literal["save", "discard", "cancel"]


class Dialogs(Protocol):
    """What file actions may ask."""

    def choose_to_open(self) -> Path | None:
        """Which case file to open; None: none."""

    def choose_to_write(self, suggested: Path, kind: str) -> Path | None:
        """Where to write a ``case``, ``pdf`` or ``json``; None: nowhere."""

    def what_about_changes(self, name: str) -> Answer:
        """What to do with unsaved changes of a case."""

    def say(self, title: str, text: str) -> None:
        """Tell that something could not be done, and why."""


class WindowDialogs:
    """The dialogs of the window. Qt's are loaded at first use: they cost a fifth of the first page."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        self._texts = texts
        self._parent = parent

    def choose_to_open(self) -> Path | None:
        """Ask for a case file."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._parent, self._texts("file.open_title"), "", self._texts("file.filter_case")
        )
        return Path(name) if name else None

    def choose_to_write(self, suggested: Path, kind: str) -> Path | None:
        """Ask for a name; the dialog asks before it replaces a file."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(
            self._parent, self._texts("file.save_title"), str(suggested), self._texts(f"file.filter_{kind}")
        )
        return Path(name) if name else None

    def what_about_changes(self, name: str) -> Answer:
        """Save, discard, or stay."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(
            QMessageBox.Icon.Question, self._texts("unsaved.title"), self._texts("unsaved.text", name=name)
        )
        save = box.addButton(self._texts("unsaved.save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self._texts("unsaved.discard"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self._texts("unsaved.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.exec()
        chosen = box.clickedButton()
        return "save" if chosen is save else "discard" if chosen is discard else "cancel"

    def say(self, title: str, text: str) -> None:
        """Show a message."""
        from PySide6.QtWidgets import QMessageBox

        self._box(QMessageBox.Icon.Warning, title, text).exec()

    def _box(self, icon: "QMessageBox.Icon", title: str, text: str) -> "QMessageBox":
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
