"""The margin of the editor: line numbers, problems, and the signs that fold."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QWidget

from cardecide_ui.palettes import Colors

if TYPE_CHECKING:
    from cardecide_ui.rules_page.editor.code_editor import CodeEditor

_FOLD_WIDTH = 14
_MARK_WIDTH = 10


class Gutter(QWidget):
    """Painted for the lines that are seen; a click folds. The same can be reached by keys in the editor."""

    def __init__(self, editor: "CodeEditor", colors: Colors) -> None:
        super().__init__(editor)
        self._editor = editor
        self._colors = colors
        self.marks: dict[int, str] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def width_needed(self) -> int:
        """The width for the number of the last line."""
        digits = max(3, len(str(self._editor.blockCount())))
        return _MARK_WIDTH + self._editor.fontMetrics().horizontalAdvance("9") * digits + 6 + _FOLD_WIDTH

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as needed."""
        return QSize(self.width_needed(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the numbers of the lines in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._colors.window))
        painter.setFont(self._editor.font())
        current = self._editor.textCursor().blockNumber()
        right = self.width() - _FOLD_WIDTH - 4
        for line, top, height in self._editor.lines_in_sight():
            row = QRect(0, top, self.width(), height)
            if not row.intersects(event.rect()):
                continue
            color = self._colors.text if line == current else self._colors.quiet
            painter.setPen(QColor(color))
            number = QRect(0, top, right, height)
            painter.drawText(
                number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line + 1)
            )
            if line in self.marks:
                self._mark(painter, self.marks[line], top, height)
            if self._editor.folding.can_fold(line):
                self._sign(painter, top + height // 2, folded=self._editor.folding.is_folded(line))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or open the group on the line that was pressed."""
        at = event.position().toPoint().y()
        for line, top, height in self._editor.lines_in_sight():
            if top <= at < top + height:
                self._editor.toggle_fold(line)
                return

    def _mark(self, painter: QPainter, severity: str, top: int, height: int) -> None:
        """An error is a filled square, a warning a triangle: the shape tells them apart without color."""
        tone = self._colors.bad if severity == "error" else self._colors.warn
        painter.setBrush(QColor(tone.strong))
        painter.setPen(Qt.PenStyle.NoPen)
        middle = top + height // 2
        if severity == "error":
            painter.drawRect(2, middle - 3, 7, 7)
        else:
            painter.drawPolygon(
                QPolygon([QPoint(1, middle + 4), QPoint(9, middle + 4), QPoint(5, middle - 4)])
            )

    def _sign(self, painter: QPainter, middle: int, *, folded: bool) -> None:
        left = self.width() - _FOLD_WIDTH + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.accent if folded else self._colors.quiet))
        if folded:
            corners = [QPoint(left, middle - 4), QPoint(left + 5, middle), QPoint(left, middle + 4)]
        else:
            corners = [
                QPoint(left - 1, middle - 2),
                QPoint(left + 7, middle - 2),
                QPoint(left + 3, middle + 3),
            ]
        painter.drawPolygon(QPolygon(corners))
