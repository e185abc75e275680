"""The patients of a screening under one label or trial: sorted and filtered over codes, shown row by row.

Only the cells in sight are ever made: a table of a million patients costs no more than its codes.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from cardecide.language.text import in_language
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.cohort.screening.screened import Screened

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("row", "patient", "status", "failing", "unknown", "by_hand")
_NOWHERE = QModelIndex()
SIGNS = {
    "on_label": ("✓", "good"),
    "inside": ("✓", "good"),
    "off_label": ("✕", "bad"),
    "outside": ("○", "neutral"),
    "undetermined": ("?", "open"),
    "not_approved": ("–", "neutral"),
}


class ResultsTable(QAbstractTableModel):
    """One row for each judged patient; ``place`` of a shown row is its place in the screened table."""

    def __init__(self, texts: Texts, colors: Colors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._colors = texts, colors
        self._screened: Screened | None = None
        self._pack = 0
        self._places: Any = []
        self._sorted: tuple[int, Qt.SortOrder] = (0, Qt.SortOrder.AscendingOrder)
        self._status, self._search = "", ""
        self._criterion = ""

    def show(self, screened: "Screened | None", pack: int) -> None:
        """Show other answers, or another label or trial."""
        self._screened, self._pack = screened, pack
        self._arrange()

    def filter(self, *, status: str = "", search: str = "", criterion: str = "") -> None:
        """Show only patients of one status, whose name holds a text, who fail or leave open a criterion."""
        self._status, self._search, self._criterion = status, search.strip().casefold(), criterion
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep the order of the table."""
        self._sorted = (column, order)
        self._arrange()

    def place(self, row: int) -> int:
        """Where a shown row stands in the screened table."""
        return int(self._places[row])

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many patients pass the filter."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How much is told about each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is told in a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._texts(f"cohort.results.{COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        if self._screened is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            from cardecide_ui.fields.plain_widgets import escaped

            return escaped(self._text(index.row(), COLUMNS[index.column()]))
        if role == Qt.ItemDataRole.ForegroundRole and COLUMNS[index.column()] == "status":
            return QColor(self._colors.tone(SIGNS[self.status(index.row())][1]).text)
        return None

    def status(self, row: int) -> str:
        """The status of a shown patient."""
        from cardecide.cohort.screening.screened import STATUSES

        if self._screened is None:
            raise IndexError(row)
        return STATUSES[int(self._screened.side.statuses[self.place(row), self._pack])]

    def _text(self, row: int, column: str) -> str:
        from cardecide.cohort.screening.screened import BY_HAND, NOT_MET, UNKNOWN

        screened, place = self._screened, self.place(row)
        if screened is None:
            return ""
        match column:
            case "row":
                return str(screened.rows[place])
            case "patient":
                return screened.names[place]
            case "status":
                status = self.status(row)
                return f"{SIGNS[status][0]} {self._texts.common(f'status.{status}')}"
        verdict = {"failing": NOT_MET, "unknown": UNKNOWN, "by_hand": BY_HAND}[column]
        criteria = screened.side.criteria_with(place, self._pack, verdict)
        return "; ".join(in_language(one.text, self._texts.language) for one in criteria)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._places = self._chosen()
        self.endResetModel()

    def _chosen(self) -> Any:
        screened = self._screened
        if screened is None or not screened.side.packs:
            return []
        import numpy

        from cardecide.cohort.screening.screened import NOT_MET, STATUSES, UNKNOWN

        side = screened.side
        keep = screened.judged.copy()
        if self._status:
            keep &= side.statuses[:, self._pack] == STATUSES.index(self._status)
        if self._criterion:
            codes = side.verdicts[self._pack][:, side.packs[self._pack].places[self._criterion]]
            keep &= (codes == NOT_MET) | (codes == UNKNOWN)
        places = numpy.flatnonzero(keep)
        if self._search:
            names = screened.names
            kept = [one for one in places.tolist() if self._search in names[one].casefold()]
            places = numpy.array(kept, dtype=numpy.intp)
        return self._in_order(places)

    def _in_order(self, places: Any) -> Any:
        import numpy

        from cardecide.cohort.screening.screened import BY_HAND, NOT_MET, UNKNOWN

        screened = self._screened
        column, order = COLUMNS[self._sorted[0]], self._sorted[1]
        if screened is None:
            return places
        match column:
            case "row":
                keys = places
            case "patient":
                keys = numpy.array([screened.names[one].casefold() for one in places])
            case "status":
                keys = screened.side.statuses[places, self._pack]
            case _:
                verdict = {"failing": NOT_MET, "unknown": UNKNOWN, "by_hand": BY_HAND}[column]
                keys = (screened.side.verdicts[self._pack][places] == verdict).sum(axis=1)
        if order == Qt.SortOrder.AscendingOrder:
            return places[numpy.argsort(keys, kind="stable")]
        return places[::-1][numpy.argsort(keys[::-1], kind="stable")][::-1]
