"""Unsaved work that a crash, or the closing of a locked window, left behind: go on or discard it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.moment_text import show_moment, show_span
from cardecide_ui.library.plain_table import PlainTable
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store import AutosaveRow, Library


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """A draft with the revision that it is a draft of; ``revision`` None: the case was never saved."""

    slot: int
    pseudonym: str
    at: datetime
    revision: int | None
    revision_at: datetime | None
    last_revision: int | None
    last_by: str

    def standing(self, texts: Texts) -> str:
        """How it stands to what was saved."""
        if self.revision is None or self.revision_at is None:
            return texts("library.drafts.never_saved")
        if self.last_revision is not None and self.last_revision > self.revision:
            return texts(
                "library.drafts.overtaken", number=self.revision, last=self.last_revision, who=self.last_by
            )
        span = show_span(self.at - self.revision_at, texts)
        return texts("library.drafts.newer", span=span, number=self.revision)


def left_drafts(library: "Library") -> list[LeftDraft]:
    """The drafts that no open window is writing. Raises LibraryError."""
    return [_left(library, row) for row in library.autosaves() if not row.is_own]


def _left(library: "Library", row: "AutosaveRow") -> LeftDraft:
    revision_at = last = None
    who = ""
    if row.number is not None:
        try:
            revisions = library.revisions(row.number)
        except InputError:
            revisions = []
        revision_at = next((one.saved_at for one in revisions if one.sequence == row.based_on), None)
        if revisions:
            last, who = revisions[0].sequence, revisions[0].saved_by
    return LeftDraft(row.slot, row.pseudonym, row.saved_at, row.based_on, revision_at, last, who)


class DraftsDialog(QDialog):
    """``chosen`` is the slot to go on with, None where the person looks at it later.

    ``discard`` throws a slot away and gives the drafts that are left.
    """

    def __init__(
        self,
        drafts: Sequence[LeftDraft],
        discard: Callable[[LeftDraft], Sequence[LeftDraft]],
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._discard_draft = discard
        self._texts = texts
        self.chosen: int | None = None
        self.setWindowTitle(texts("library.drafts.title"))
        self.resize(760, 360)
        headings = [texts(f"library.drafts.{name}") for name in ("case", "when", "standing")]
        self.table = PlainTable(texts("library.drafts.title"), headings, stretched=2)
        buttons = QDialogButtonBox(self)
        self.go_on = QPushButton(texts("library.drafts.go_on"), self)
        self.discard = QPushButton(texts("library.drafts.discard"), self)
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.discard, QDialogButtonBox.ButtonRole.ActionRole)
        self.later = buttons.addButton(texts("library.drafts.later"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._go_on)
        self.discard.clicked.connect(self._discard)
        self.table.itemDoubleClicked.connect(lambda _item: self._go_on())
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(texts("library.drafts.what"), wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self._show()

    def _show(self) -> None:
        language = self._texts.language
        self.table.show_lines(
            [
                (one.pseudonym, show_moment(one.at, language), one.standing(self._texts))
                for one in self._drafts
            ]
        )
        for button in (self.go_on, self.discard):
            button.setEnabled(bool(self._drafts))

    def _go_on(self) -> None:
        if self.table.chosen >= 0:
            self.chosen = self._drafts[self.table.chosen].slot
            self.accept()

    def _discard(self) -> None:
        if self.table.chosen >= 0:
            self._drafts = self._discard_draft(self._drafts[self.table.chosen])
            self._show()
            if not self._drafts:
                self.reject()
