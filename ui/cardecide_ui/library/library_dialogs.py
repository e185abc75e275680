"""The questions that work with the library may ask. Tests put answers of their own in their place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.audit_dialog import AuditDialog
from cardecide_ui.library.change_key_dialog import ChangeKeyDialog
from cardecide_ui.library.drafts_dialog import DraftsDialog, LeftDraft
from cardecide_ui.library.import_dialog import ImportDialog
from cardecide_ui.library.panel_dialog import Choice, PanelDialog
from cardecide_ui.library.revisions_dialog import RevisionsDialog, What
from cardecide_ui.library.wait_dialog import WaitDialog
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.long_work import Progress, Stop

if TYPE_CHECKING:
    from cardecide.store import Revision
    from cardecide.store.exchange import ImportPlan, Known

Found = TypeVar("Found")
Naming = Literal["replace", "keep", "cancel"]


class LibraryDialogs(Protocol):
    """What may be asked."""

    def open_library(self, access: LibraryAccess, *, for_saving: bool) -> Choice:
        """Make or open the library; the case may go to a file in its place."""

    def ask(self, kind: str, **parts: object) -> bool:
        """Whether to do what a question of ``window.library.ask.<kind>`` proposes."""

    def which_name(self, sign: str, name: str, proposed: str) -> Naming:
        """What to do with a name that may tell who the patient is."""

    def choose_files(self) -> list[Path]:
        """Which case files to import."""

    def choose_folder(self) -> Path | None:
        """Where to put exported cases."""

    def wait_for(self, kind: str, work: Callable[[Progress, Stop], Found]) -> Found | None:
        """Do long work beside the window; None: it was stopped. Raises what the work raises."""

    def agree_to_import(
        self, plan: "ImportPlan", make_plan: "Callable[[Known], ImportPlan | None]"
    ) -> "ImportPlan | None":
        """Show what an import would do; None: do not."""

    def change_key(self, access: LibraryAccess) -> bool:
        """Give the library another key; return whether it has one."""

    def choose_revision(
        self, pseudonym: str, revisions: "Sequence[Revision]", *, can_write: bool
    ) -> tuple[What, int] | None:
        """What to do with which revision."""

    def choose_draft(
        self, drafts: Sequence[LeftDraft], discard: Callable[[LeftDraft], Sequence[LeftDraft]]
    ) -> int | None:
        """Which draft to go on with."""

    def show_log(
        self, lines: Sequence[Sequence[str]], count: int, damage: str, export: Callable[[], object]
    ) -> None:
        """Show the audit log; ``export`` writes it to a file."""

    def ask_text(self, kind: str, text: str, **parts: object) -> str | None:
        """A line of text, asked for by ``window.library.ask.<kind>``; None: nothing is to be done."""


class WindowLibraryDialogs:
    """The dialogs of the window."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        self._texts = texts
        self._parent = parent

    def open_library(self, access: LibraryAccess, *, for_saving: bool) -> Choice:
        """Show the panel that the library needs."""
        dialog = PanelDialog(access, self._texts, for_saving=for_saving, parent=self._parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.choice

    def ask(self, kind: str, **parts: object) -> bool:
        """A question with a verb as its answer."""
        box, do = self.question_box(kind, **parts)
        box.exec()
        return box.clickedButton() is do

    def question_box(self, kind: str, **parts: object) -> tuple[QMessageBox, QPushButton]:
        """The question, and the button that says yes."""
        box = self._box(kind, self._texts(f"library.ask.{kind}", **parts))
        do = box.addButton(self._texts(f"library.ask.{kind}_do", **parts), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self._texts("dialog.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.setDefaultButton(cancel)
        return box, do

    def which_name(self, sign: str, name: str, proposed: str) -> Naming:
        """Use a pseudonym, keep the name, or neither."""
        box, replace, keep = self.name_box(sign, name, proposed)
        box.exec()
        chosen = box.clickedButton()
        return "replace" if chosen is replace else "keep" if chosen is keep else "cancel"

    def name_box(self, sign: str, name: str, proposed: str) -> tuple[QMessageBox, QPushButton, QPushButton]:
        """The question about a name, and the buttons that replace and keep it."""
        said = self._texts(f"library.sign.{sign}", name=name)
        box = self._box("name", f"{said}\n\n{self._texts('library.ask.name')}")
        replace = box.addButton(
            self._texts("library.ask.name_replace", name=proposed), QMessageBox.ButtonRole.AcceptRole
        )
        keep = box.addButton(self._texts("library.ask.name_keep"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self._texts("dialog.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(replace)
        box.setEscapeButton(cancel)
        return box, replace, keep

    def choose_files(self) -> list[Path]:
        """One file or many."""
        names, _ = QFileDialog.getOpenFileNames(
            self._parent, self._texts("library.import.title"), "", self._texts("file.filter_case")
        )
        return [Path(name) for name in names]

    def choose_folder(self) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(self._parent, self._texts("library.export.title"))
        return Path(name) if name else None

    def wait_for(self, kind: str, work: Callable[[Progress, Stop], Found]) -> Found | None:
        """Show how far it is."""
        dialog = WaitDialog(kind, work, self._texts, QApplication.activeModalWidget() or self._parent)
        dialog.exec()
        found, error = dialog.found, dialog.error
        dialog.deleteLater()
        if error is not None:
            raise error
        return found

    def change_key(self, access: LibraryAccess) -> bool:
        """Show the present way and the ways there are."""
        dialog = ChangeKeyDialog(access, self._texts, self._parent)
        changed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return changed

    def agree_to_import(
        self, plan: "ImportPlan", make_plan: "Callable[[Known], ImportPlan | None]"
    ) -> "ImportPlan | None":
        """Show the plan."""
        dialog = ImportDialog(plan, make_plan, self._texts, self._parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.plan if agreed else None

    def choose_revision(
        self, pseudonym: str, revisions: "Sequence[Revision]", *, can_write: bool
    ) -> tuple[What, int] | None:
        """Show the revisions."""
        dialog = RevisionsDialog(pseudonym, revisions, self._texts, can_write=can_write, parent=self._parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def choose_draft(
        self, drafts: Sequence[LeftDraft], discard: Callable[[LeftDraft], Sequence[LeftDraft]]
    ) -> int | None:
        """Show the drafts."""
        dialog = DraftsDialog(drafts, discard, self._texts, self._parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def show_log(
        self, lines: Sequence[Sequence[str]], count: int, damage: str, export: Callable[[], object]
    ) -> None:
        """Show the log."""
        dialog = AuditDialog(lines, count, damage, export, self._texts, self._parent)
        dialog.exec()
        dialog.deleteLater()

    def ask_text(self, kind: str, text: str, **parts: object) -> str | None:
        """One line; what stands before it is shown as it is."""
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(self._texts("library.title"))
        dialog.setLabelText(self._texts(f"library.ask.{kind}", **parts).replace("<", "‹"))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setTextValue(text)
        dialog.setOkButtonText(self._texts(f"library.ask.{kind}_do"))
        dialog.setCancelButtonText(self._texts("dialog.cancel"))
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.textValue() if agreed else None

    def _box(self, kind: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question if kind != "name" else QMessageBox.Icon.Warning)
        box.setWindowTitle(self._texts("library.title"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
