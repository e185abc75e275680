"""A table to choose a line from: text only, whole lines, no editing, Tab leaves it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTableWidget, QTableWidgetItem

from cardecide_ui.fields.plain_widgets import escaped


def lines_only(table: QTableView) -> None:
    """Let a table choose whole lines, and let Tab leave it."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PlainTable(QTableWidget):
    """A short table, given as texts."""

    def __init__(self, name: str, headings: Sequence[str], stretched: int) -> None:
        super().__init__(0, len(headings))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        lines_only(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these lines and choose the first."""
        self.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(escaped(text))
                self.setItem(place, column, item)
        if lines:
            self.selectRow(0)

    @property
    def chosen(self) -> int:
        """The line that is chosen; -1: none."""
        chosen = self.selectionModel().selectedRows()
        return chosen[0].row() if chosen else -1
