"""A tree of lines that wrap, in groups, each leading somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from cardecide_ui.palettes import Colors

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, in which tone, where it leads, and the lines below it."""

    text: str
    tone: str = ""
    key: str = ""
    below: tuple["Line", ...] = ()
    bold: bool = False
    open: bool = True


class LinesTree(QTreeWidget):
    """``wanted`` carries the key of a line that was chosen by Return or a click."""

    wanted = Signal(str)

    def __init__(self, name: str, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._lines: tuple[Line, ...] = ()
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(_Wrapped(self))
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the same lines again leave everything as it is."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        top = self.verticalScrollBar().value()
        self.clear()
        for line in lines:
            self._add(self.invisibleRootItem(), line)
        self.verticalScrollBar().setValue(top)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wrap anew for another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _add(self, parent: QTreeWidgetItem, line: Line) -> None:
        item = QTreeWidgetItem(parent, [line.text])
        item.setData(0, _KEY, line.key)
        if line.tone:
            item.setForeground(0, QColor(self._colors.tone(line.tone).text))
        if line.bold:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(0, font)
        for below in line.below:
            self._add(item, below)
        item.setExpanded(line.open)

    def _go(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY)
        if key:
            self.wanted.emit(key)
        elif item.childCount():
            item.setExpanded(not item.isExpanded())


class _Wrapped(QStyledItemDelegate):
    """Gives every line the height its wrapped text needs at the width there is."""

    def __init__(self, tree: LinesTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the text."""
        depth, parent = 1, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        width = max(60, self._tree.viewport().width() - depth * self._tree.indentation() - 10)
        self.initStyleOption(option, index)
        metrics = option.fontMetrics
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = metrics.boundingRect(0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(width, box.height() + 7)
