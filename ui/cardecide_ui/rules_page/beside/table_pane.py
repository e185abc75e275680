"""The pack as a clinician reads it: one card for each criterion, its condition in words, its source."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cardecide.authoring import ReadablePack, ReadableRow
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.when_seen import WhenSeen
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.texts import Texts

_TONES = {
    "include": "good",
    "exclude": "bad",
    "hold": "bad",
    "caution": "warn",
    "favor": "good",
    "applies": "open",
}
_SIGNS = {
    "include": "✓",
    "exclude": "✕",
    "hold": "■",
    "caution": "⚠",
    "favor": "▲",
    "advise": "→",
    "applies": "•",
}
_MARGIN, _GAP = 8, 3
_MOST_HEIGHTS = 20_000  # remembered; a row of the same words at the same width is as high as before
_WRAP = int(Qt.TextFlag.TextWordWrap)


class _Rows(QAbstractListModel):
    """Rows of criteria, and headings of versions between them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ReadableRow | str] = []

    def show(self, rows: list[ReadableRow | str]) -> None:
        """Show other rows; where only words changed, the list stays where it is."""
        if len(rows) == len(self.rows):
            for number, (old, new) in enumerate(zip(self.rows, rows, strict=True)):
                if old != new:
                    self.rows[number] = new
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row itself for the painter, its words for a screen reader."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, str):
                return row
            return ". ".join(part for part in (row.role_label, row.text, row.condition, row.source) if part)
        return None


class _Card(QStyledItemDelegate):
    """Paints one row: role and text, the condition in words, where it comes from."""

    def __init__(self, view: QListView, colors: Colors) -> None:
        super().__init__(view)
        self._view = view
        self._colors = colors
        self._heights: dict[tuple[object, int], int] = {}

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as its wrapped texts."""
        width = self._view.viewport().width()
        known = (index.data(Qt.ItemDataRole.UserRole), width)
        if known in self._heights:
            return QSize(width, self._heights[known])
        height = 2 * _MARGIN
        for text, font, _color in self._parts(index):
            box = QFontMetrics(font).boundingRect(0, 0, width - 2 * _MARGIN - 8, 10_000, _WRAP, text)
            height += box.height() + _GAP
        if len(self._heights) > _MOST_HEIGHTS:
            self._heights.clear()
        self._heights[known] = height
        return QSize(width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the texts one below the other; the band at the left has the color of the role."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._colors.hover))
        if isinstance(row, ReadableRow):
            tone = self._colors.tone(_TONES.get(row.role, "neutral"))
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 4, rect.height() - 8), QColor(tone.strong))
        painter.setPen(QColor(self._colors.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        top = rect.top() + _MARGIN
        for text, font, color in self._parts(index):
            painter.setFont(font)
            painter.setPen(QColor(color))
            box = QRect(rect.left() + _MARGIN + 8, top, rect.width() - 2 * _MARGIN - 8, 10_000)
            used = QFontMetrics(font).boundingRect(box, _WRAP, text)
            painter.drawText(QRect(box.left(), top, box.width(), used.height() + 2), _WRAP, text)
            top += used.height() + _GAP
        painter.restore()

    def _parts(self, index: QModelIndex | QPersistentModelIndex) -> list[tuple[str, QFont, str]]:
        row = index.data(Qt.ItemDataRole.UserRole)
        plain, bold, small = QFont(self._view.font()), QFont(self._view.font()), QFont(self._view.font())
        bold.setBold(True)
        small.setPointSizeF(9.0)
        colors = self._colors
        if isinstance(row, str):
            return [(row, bold, colors.accent)]
        if not isinstance(row, ReadableRow):
            return []
        role = f"{_SIGNS.get(row.role, '•')} {row.role_label}"
        extras = " · ".join(
            part for part in (row.grade, row.encoded, row.weight and f"± {row.weight}") if part
        )
        parts = [
            (f"{role}: {row.text}", bold, colors.text),
            (row.condition, plain, colors.text),
            (row.why, plain, colors.quiet),
            (" · ".join(part for part in (row.source, extras) if part), small, colors.quiet),
        ]
        return [part for part in parts if part[0]]


class TablePane(WhenSeen):
    """``place_wanted`` carries line and column of a criterion that was chosen."""

    place_wanted = Signal(int, int)

    def __init__(self, edit: PackEdit, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self.about = PlainLabel(role="caption", wrap=True)
        self.stale = PlainLabel(texts("rules.table.stale"), role="warning", wrap=True)
        self.model = _Rows(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(texts("rules.table.list"))
        self.list.setItemDelegate(_Card(self.list, colors))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.stale)
        column.addWidget(self.list, 1)
        self.list.activated.connect(self._go)
        self.list.clicked.connect(self._go)
        edit.table_changed.connect(self.refresh_when_seen)
        edit.checked_changed.connect(self._say_stale)

    def refresh(self) -> None:
        """Show the pack of the text checked last."""
        table = self._edit.table
        self._say_stale()
        if table is None:
            return
        self.about.setText(" · ".join(f"{name}: {value}" for name, value in table.about))
        self.model.show(self._rows(table))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wrap anew for another width."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _rows(self, table: ReadablePack) -> list[ReadableRow | str]:
        rows: list[ReadableRow | str] = []
        for version in table.versions:
            if version.start or version.until or version.indication:
                days = self._texts(
                    "rules.table.version", start=version.start or "…", until=version.until or "…"
                )
                rows.append(f"{days}\n{version.indication}".strip())
            rows += version.rows
        return rows

    def _say_stale(self) -> None:
        self.stale.setVisible(self._edit.checked is not None and self._edit.pack is None)

    def _go(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, ReadableRow):
            self.place_wanted.emit(row.place.line, row.place.column)
