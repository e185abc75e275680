"""What in a table could not be read: row, column, what stood there, what is wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.cohort.tables.table import RowProblem

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("row", "column", "cell", "problem")
_NOWHERE = QModelIndex()


class ProblemTable(QAbstractTableModel):
    """One row for each problem."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._problems: Sequence[RowProblem] = ()

    def show(self, problems: "Sequence[RowProblem]") -> None:
        """Show other problems."""
        self.beginResetModel()
        self._problems = tuple(problems)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many problems there are."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How much is told about each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is told in a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._texts(f"cohort.problem.{COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self._problems[index.row()]
        text = (str(one.row), one.column, one.cell, one.text(self._texts.language))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            from cardecide_ui.fields.plain_widgets import escaped

            return escaped(text)
        return text
