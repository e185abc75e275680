"""The revisions of a case: who saved when and why; one can be opened, or made the newest again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.library.plain_table import PlainTable
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store import Revision

What = Literal["open", "restore"]


class RevisionsDialog(QDialog):
    """``chosen`` is what to do with which revision, None where nothing is to be done."""

    def __init__(
        self,
        pseudonym: str,
        revisions: "Sequence[Revision]",
        texts: Texts,
        *,
        can_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._revisions = revisions
        self._can_write = can_write
        self.chosen: tuple[What, int] | None = None
        self.setWindowTitle(texts("library.revisions.title", name=pseudonym))
        self.resize(720, 420)
        headings = [texts(f"library.revisions.{name}") for name in ("number", "when", "who", "why")]
        self.table = PlainTable(texts("library.revisions.title", name=pseudonym), headings, stretched=3)
        self.table.show_lines(
            [
                (
                    str(one.sequence),
                    show_moment(one.saved_at, texts.language),
                    one.saved_by,
                    self._why(one.reason, texts),
                )
                for one in revisions
            ]
        )
        buttons = QDialogButtonBox(self)
        self.look = QPushButton(texts("library.revisions.open"), self)
        self.restore = QPushButton(texts("library.revisions.restore"), self)
        buttons.addButton(self.look, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(texts("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.look.setDefault(True)
        self.look.clicked.connect(lambda: self._choose("open"))
        self.restore.clicked.connect(lambda: self._choose("restore"))
        self.table.itemDoubleClicked.connect(lambda _item: self._choose("open"))
        self.table.itemSelectionChanged.connect(self._refresh)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(texts("library.revisions.what"), role="echo", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self._refresh()

    @staticmethod
    def _why(reason: str, texts: Texts) -> str:
        kind, _, part = reason.partition(":")
        if kind in ("restored", "imported", "copied") and part:
            return texts(f"library.why.{kind}", part=part)
        return reason

    def _refresh(self) -> None:
        self.look.setEnabled(self.table.chosen >= 0)
        self.restore.setEnabled(self._can_write and self.table.chosen > 0)  # the first is the newest already

    def _choose(self, what: What) -> None:
        if self.table.chosen >= 0:
            self.chosen = what, self._revisions[self.table.chosen].sequence
            self.accept()
