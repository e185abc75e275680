"""The table of cases: rows as the library lists them, turned into texts only when they come into sight."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.library.key_facts import read_key_facts
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store import CaseFilter, CaseRow, Library

COLUMNS: Final = (
    *("pseudonym", "decision_date", "jurisdictions", "lines", "refractory"),
    *("tags", "updated", "updated_by", "state"),
)
_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
AnyIndex = QModelIndex | QPersistentModelIndex


class CaseTable(QAbstractTableModel):
    """The cases that fit a filter, in the order of a column. Needs no window.

    A row is a small tuple; ten thousand of them are there at once, so that the bar, End and Select all reach
    every case. The texts of a row are made when the table shows it.
    """

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._listed: list[CaseRow] = []  # in the order of the library: the one saved last first
        self._rows: list[CaseRow] = []
        self._column = COLUMNS.index("updated")
        self._order = Qt.SortOrder.DescendingOrder

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many cases fit."""
        return 0 if parent.isValid() else len(self._rows)

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
        """Order the cases by a column; what is empty stands last either way."""
        self._column, self._order = column, order
        self._show(self._listed)

    # What the page asks

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The column and the direction of the order."""
        return self._column, self._order

    def read(self, library: "Library", wanted: "CaseFilter") -> None:
        """List the cases that fit. Raises LibraryError."""
        self._show(library.cases(wanted))

    def clear(self) -> None:
        """Forget every row."""
        self._show([])

    def row(self, place: int) -> "CaseRow":
        """The case in a line of the table."""
        return self._rows[place]

    def place_of(self, number: int) -> int | None:
        """The line of a case, if it is shown."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), None)

    def text(self, place: int, column: str) -> str:
        """What a cell says."""
        row, language = self._rows[place], self._texts.language
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

    def _show(self, rows: "list[CaseRow]") -> None:
        self.beginResetModel()
        self._listed = rows
        self._rows = self._sorted(rows)
        self.endResetModel()

    def _sorted(self, rows: "list[CaseRow]") -> "list[CaseRow]":
        column, backwards = COLUMNS[self._column], self._order == Qt.SortOrder.DescendingOrder
        if column == "updated":  # by the sequence of the saves: a clock may have been wrong
            return rows if backwards else rows[::-1]
        key: Callable[[CaseRow], Any] = _KEYS.get(column, lambda row: str(getattr(row, column)).casefold())
        filled = [row for row in rows if key(row)]
        filled.sort(key=key, reverse=backwards)
        return filled + [row for row in rows if not key(row)]


def _date(text: str, show: Callable[[PartialDate], str]) -> str:
    try:
        return show(PartialDate.parse(text)) if text else ""
    except ValueError:
        return text


def _first_number(text: str) -> tuple[int, str] | tuple[()]:
    digits = re.match(r"\d+", text)
    return (int(digits[0]), text) if digits else ()


_KEYS: Final[dict[str, Callable[["CaseRow"], Any]]] = {
    "jurisdictions": lambda row: row.jurisdictions,
    "tags": lambda row: tuple(tag.casefold() for tag in row.tags),
    "lines": lambda row: _first_number(read_key_facts(row.key_facts).lines),
    "refractory": lambda row: read_key_facts(row.key_facts).refractory,
    "state": lambda row: (row.has_autosave, row.is_archived) if row.has_autosave or row.is_archived else (),
}
