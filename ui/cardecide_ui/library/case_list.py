"""The list of the library page: what is searched and filtered, and the table that shows it."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from cardecide.reading.problem import InputError
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.case_table import CaseTable
from cardecide_ui.texts import Texts

SEARCH_DELAY: Final = 60  # milliseconds after the last key

Shelf = Literal["current", "archived", "all"]
SHELVES: Final[tuple[Shelf, ...]] = ("current", "archived", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty part wants everything."""

    text: str = ""
    shelf: Shelf = "current"
    jurisdiction: str = ""
    tag: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether cases that are not archived may be left out."""
        return bool(self.text.strip() or self.jurisdiction or self.tag)


class CaseList(QObject):
    """Reads the cases anew when the wish or the library changes, and only while someone looks.

    ``changed``: other cases are shown. ``trouble`` is why they could not be read.
    """

    changed = Signal()

    def __init__(
        self,
        access: LibraryAccess,
        texts: Texts,
        *,
        delay: int = SEARCH_DELAY,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self.table = CaseTable(texts, self)
        self.wanted = Wanted()
        self.tags: tuple[str, ...] = ()
        self.is_empty = True
        self.drafts = 0
        self.trouble: InputError | None = None
        self._is_watched = False
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self.read_now)
        access.changed.connect(self._reopened)
        access.cases_changed.connect(self._stale)

    def want(self, **parts: str) -> None:
        """Look for something else; the text is searched a moment after the last key."""
        wanted = replace(self.wanted, **parts)  # type: ignore[arg-type]
        if wanted != self.wanted:
            self.wanted = wanted
            self._timer.start()

    def watch(self, looks: bool) -> None:
        """Whether the page is in sight: a list that no one looks at is not read."""
        self._is_watched = looks
        if looks and self._is_stale:
            self.read_now()

    def read_now(self) -> None:
        """List the cases."""
        self._timer.stop()
        self._is_stale = False
        self.trouble = None
        try:
            self._read()
        except InputError as error:
            self.trouble = error
            self.table.clear()
        self.changed.emit()

    def _read(self) -> None:
        from cardecide.store import CaseFilter

        if not self._access.is_open:
            self.table.clear()
            self.tags, self.is_empty, self.drafts = (), True, 0
            return
        library, wanted = self._access.library, self.wanted
        self.table.read(
            library,
            CaseFilter(
                text=wanted.text,
                jurisdictions=(wanted.jurisdiction,) if wanted.jurisdiction else (),
                tags=(wanted.tag,) if wanted.tag else (),
                shelf=wanted.shelf,
            ),
        )
        self.tags = library.tags()
        self.is_empty = not self.table.rowCount() and library.is_empty
        self.drafts = sum(not row.is_own for row in library.autosaves())

    def _reopened(self) -> None:
        if not self._access.is_open:
            self.wanted = Wanted()  # what was searched may tell of a patient
            self.read_now()
            self._is_stale = True
        else:
            self._stale()

    def _stale(self) -> None:
        self._is_stale = True
        if self._is_watched:
            self.read_now()
