"""The table of cases: rows as the library lists them, turned into texts only when they come into sight."""

import re
from collections.abc import Callable
from contextlib import suppress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cardecide.case.partial_date import PartialDate
from cardecide.reading.problem import InputError
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.library.key_facts import read_key_facts
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store import CaseFilter, CaseRow, Library
    from cardecide.store.listing import Listing

COLUMNS: Final = (
    *("pseudonym", "decision_date", "jurisdictions", "lines", "refractory"),
    *("tags", "updated", "updated_by", "state"),
)
_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_AT_ONCE: Final = 64  # cases read together: a screenful
AnyIndex = QModelIndex | QPersistentModelIndex


class CaseTable(QAbstractTableModel):
    """The cases that fit a filter, in the order of a column. Needs no window.

    The numbers of all cases are there at once, so that the bar, End and Select all reach every one. The rest
    of a case is read, with its neighbors, when the table shows it.
    """

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._listing: Listing | None = None
        self._numbers: list[int] = []
        self._rows: dict[int, CaseRow] = {}  # those read so far, by number
        self._column = COLUMNS.index("updated")
        self._order = Qt.SortOrder.DescendingOrder

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many cases fit."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """How many things are told of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; it never holds markup."""
        if not index.isValid() or role not in _ROLES:
            return None
        text = self.text(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            from cardecide_ui.fields.plain_widgets import escaped

            return escaped(text)
        if role == Qt.ItemDataRole.AccessibleTextRole and not text:
            return self._texts("library.nothing")
        return text

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._texts(f"library.column.{COLUMNS[section]}")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the cases by a column; what is empty stands last either way.

        Where they cannot be read, they stay as they are: the next reading says why.
        """
        before = self.sorting
        self._column, self._order = column, order
        try:
            self._show(self._in_order())
        except InputError:
            self._column, self._order = before

    # What the page asks

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The column and the direction of the order."""
        return self._column, self._order

    def read(self, library: "Library", wanted: "CaseFilter") -> None:
        """List the cases that fit. Raises LibraryError."""
        from cardecide.store.listing import Listing

        self._listing = Listing(library.file, wanted)
        self._show(self._in_order())

    def clear(self) -> None:
        """Forget every row."""
        self._listing = None
        self._show([])

    def row(self, place: int) -> "CaseRow | None":
        """The case in a line of the table; None where it is gone or cannot be read any more."""
        number = self._numbers[place]
        if number not in self._rows and self._listing is not None:
            start = place - place % _AT_ONCE
            near = self._numbers[start : start + _AT_ONCE]
            with suppress(InputError):  # the next reading of the list says why
                self._rows |= {row.number: row for row in self._listing.rows(near)}
        return self._rows.get(number)

    def text(self, place: int, column: str) -> str:
        """What a cell says."""
        row, language = self.row(place), self._texts.language
        if row is None:
            return ""
        facts = read_key_facts(row.key_facts)
        if column == "decision_date":
            return _date(row.decision_date, lambda date: show_date(date, language))
        if column == "updated":
            return show_moment(row.updated, language)
        if column in ("jurisdictions", "tags"):
            return (" " if column == "jurisdictions" else ", ").join(getattr(row, column))
        if column == "lines":
            return facts.lines
        if column == "refractory":
            return facts.refractory_label(language)
        if column == "state":
            marks = [
                name for name, holds in (("draft", row.has_autosave), ("archived", row.is_archived)) if holds
            ]
            return ", ".join(self._texts(f"library.mark.{mark}") for mark in marks)
        return str(getattr(row, column))

    def _show(self, numbers: list[int]) -> None:
        self.beginResetModel()
        self._numbers = numbers
        self._rows = {}
        self.endResetModel()

    def _in_order(self) -> list[int]:
        if self._listing is None:
            return []
        column, backwards = COLUMNS[self._column], self._order == Qt.SortOrder.DescendingOrder
        if column == "updated":  # by the sequence of the saves: a clock may have been wrong
            numbers = self._listing.numbers()
            return numbers if backwards else numbers[::-1]
        if column == "pseudonym":
            numbers = self._listing.numbers(by_pseudonym=True)
            return numbers[::-1] if backwards else numbers
        keyed = _keyed(self._listing, column)
        filled = [one for one in keyed if one[1]]
        filled.sort(key=itemgetter(1), reverse=backwards)
        return [number for number, _ in filled] + [number for number, key in keyed if not key]


def _date(text: str, show: Callable[[PartialDate], str]) -> str:
    try:
        return show(PartialDate.parse(text)) if text else ""
    except ValueError:
        return text


def _first_number(text: str) -> tuple[int, str] | tuple[()]:
    digits = re.match(r"\d+", text)
    return (int(digits[0]), text) if digits else ()


def _keyed(listing: "Listing", column: str) -> list[tuple[int, Any]]:
    """Each case with what orders it; what is empty is no key."""
    if column == "state":
        archived = dict(listing.values("is_archived"))
        states = [
            (number, (draft, archived.get(number, False))) for number, draft in listing.values("has_autosave")
        ]
        return [(number, state if any(state) else ()) for number, state in states]
    field, key = _KEYS.get(column, (column, str.casefold))
    return [(number, key(value)) for number, value in listing.values(field)]


_KEYS: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "jurisdictions": ("jurisdictions", tuple),
    "tags": ("tags", lambda tags: tuple(tag.casefold() for tag in tags)),
    "lines": ("key_facts", lambda kept: _first_number(read_key_facts(kept).lines)),
    "refractory": ("key_facts", lambda kept: read_key_facts(kept).refractory),
}
