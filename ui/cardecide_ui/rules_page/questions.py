"""The questions of the rules page. Tests put their own answers in the place of these dialogs."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from cardecide.authoring import Bundle, EditConflictError
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.diff.diff_dialog import DiffDialog
from cardecide_ui.rules_page.entry_dialog import EntryDialog
from cardecide_ui.texts import Texts

ConflictAnswer = Literal["mine", "theirs", ""]


@dataclass(frozen=True, slots=True)
class Said:
    """Who does something, why, and from which day, where a day was asked for."""

    who: str
    why: str
    day: date | None = None


class Questions(Protocol):
    """What the page asks."""

    def entry(self, step: str, who: str, *, said: str = "", day: date | None = None) -> Said | None:
        """Who does a step and why; None: it is not done."""

    def conflict(self, conflict: EditConflictError) -> ConflictAnswer:
        """Which text goes on; empty: neither yet."""

    def compare(self, title: str, old: tuple[str, str], new: tuple[str, str]) -> None:
        """Show two texts side by side."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Whether to do something."""

    def say(self, title: str, text: str) -> None:
        """Tell something."""

    def passphrase(self, title: str, text: str) -> str:
        """A secret; empty: none."""

    def bundle_to_read(self) -> Path | None:
        """Which bundle to take in."""

    def bundle_to_write(self, suggested: str) -> Path | None:
        """Where to write a bundle."""

    def about_bundle(self, bundle: Bundle) -> bool:
        """Whether a bundle, which is shown, is to be taken in."""


class PageQuestions:
    """The dialogs of the page."""

    def __init__(self, texts: Texts, colors: Colors, parent: QWidget) -> None:
        self._texts = texts
        self._colors = colors
        self._parent = parent

    def entry(self, step: str, who: str, *, said: str = "", day: date | None = None) -> Said | None:
        """Ask in a small form."""
        needs = step not in ("test",)
        dialog = EntryDialog(
            step, who, self._texts, said=said, day=day, needs_reason=needs, parent=self._parent
        )
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        found = Said(dialog.name, dialog.reason, dialog.from_day) if accepted else None
        dialog.deleteLater()
        return found

    def conflict(self, conflict: EditConflictError) -> ConflictAnswer:
        """Show both texts."""
        texts = self._texts
        dialog = DiffDialog(
            texts("rules.conflict.title"),
            (texts("rules.conflict.theirs"), conflict.theirs.text),
            (texts("rules.conflict.mine"), conflict.yours),
            texts,
            self._colors,
            said=f"{texts.say(conflict.sentence)}\n{texts('rules.conflict.kept')}",
            choices=(
                ("mine", texts("rules.conflict.use_mine")),
                ("theirs", texts("rules.conflict.use_theirs")),
            ),
            parent=self._parent,
        )
        dialog.exec()
        answer = dialog.answer
        dialog.deleteLater()
        return "mine" if answer == "mine" else "theirs" if answer == "theirs" else ""

    def compare(self, title: str, old: tuple[str, str], new: tuple[str, str]) -> None:
        """Show two texts side by side."""
        dialog = DiffDialog(title, old, new, self._texts, self._colors, parent=self._parent)
        dialog.exec()
        dialog.deleteLater()

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask; the safe answer is the one that Return gives."""
        box = self._box(title, text)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self._texts("dialog.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is accept

    def say(self, title: str, text: str) -> None:
        """Tell something."""
        self._box(title, text).exec()

    def passphrase(self, title: str, text: str) -> str:
        """Ask for a secret, unseen."""
        found, accepted = QInputDialog.getText(self._parent, title, text, QLineEdit.EchoMode.Password)
        return found if accepted else ""

    def bundle_to_read(self) -> Path | None:
        """Ask for a file."""
        name, _ = QFileDialog.getOpenFileName(
            self._parent, self._texts("rules.bundle.import"), "", self._texts("rules.bundle.filter")
        )
        return Path(name) if name else None

    def bundle_to_write(self, suggested: str) -> Path | None:
        """Ask for a name."""
        name, _ = QFileDialog.getSaveFileName(
            self._parent, self._texts("rules.bundle.export"), suggested, self._texts("rules.bundle.filter")
        )
        return Path(name) if name else None

    def about_bundle(self, bundle: Bundle) -> bool:
        """Show who signed, when and what is in it."""
        texts = self._texts
        lines = [
            texts("rules.bundle.signer", name=bundle.signer.name, fingerprint=bundle.signer.fingerprint),
            texts("rules.bundle.signed", day=bundle.signed_at.date().isoformat(), why=bundle.why),
            *(f"• {pack.id}" for pack in bundle.packs),
        ]
        if bundle.trusted is None:
            lines += ["", texts("rules.bundle.unknown_key")]
        yes = texts("rules.bundle.take" if bundle.trusted else "rules.bundle.trust_and_take")
        return self.confirm(texts("rules.bundle.import"), "\n".join(lines), yes)

    def _box(self, title: str, text: str) -> QMessageBox:
        from PySide6.QtCore import Qt

        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
