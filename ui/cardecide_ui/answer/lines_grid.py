"""The line planner's picture: which label permits after how many lines, and where the patient stands."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cardecide.assessment.result import LinesPicture
from cardecide_ui.answer import signs
from cardecide_ui.fields.plain_widgets import escaped
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

_CELL = 24.0
_ROW = 19.0
_HEAD = 20.0
_NAMES = 150.0


class LinesGrid(QWidget):
    """One row for each label, one column for each number of lines; symbol and color together."""

    def __init__(
        self, picture: LinesPicture, texts: Texts, colors: Colors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._colors = colors
        # A label that permits nowhere would only push the others out of sight.
        self.rows = [row for row in picture.rows if set(row.statuses) != {"not_approved"}]
        self._picture = picture
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(texts("planner.picture"))
        self.setAccessibleDescription("\n".join(self._said(index) for index in range(len(self.rows))))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole picture."""
        width = _NAMES + _CELL * len(self._picture.lines)
        return QSize(int(width) + 4, int(_HEAD + _ROW * len(self.rows)) + 4)

    def event(self, event: QEvent) -> bool:
        """Say a row in words."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = int((event.pos().y() - _HEAD) // _ROW)
            said = self._said(index) if 0 <= index < len(self.rows) else ""
            QToolTip.showText(event.globalPos(), escaped(said))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the columns, the cells, and a frame around where the patient stands."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(9.0)
        painter.setFont(font)
        center = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(self._colors.quiet))
        for column, number in enumerate(self._picture.lines):
            painter.drawText(QRectF(_NAMES + column * _CELL, 0, _CELL, _HEAD), center, str(number))
        for place, row in enumerate(self.rows):
            top = _HEAD + place * _ROW
            painter.setPen(QColor(self._colors.text))
            name = f"{row.product} {row.jurisdiction}"
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(0, top, _NAMES - 6, _ROW), left, name)
            for column, status in enumerate(row.statuses):
                sign = signs.LABEL[status]
                tone = self._colors.tone(sign.tone)
                box = QRectF(_NAMES + column * _CELL + 1, top + 1, _CELL - 2, _ROW - 2)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tone.ground))
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(QColor(tone.text))
                painter.drawText(box, center, sign.symbol)
        self._frame(painter)
        painter.end()

    def _frame(self, painter: QPainter) -> None:
        low, high, lines = self._picture.low, self._picture.high, self._picture.lines
        inside = [
            column
            for column, number in enumerate(lines)
            if (low is None or number >= low) and (high is None or number <= high)
        ]
        if not inside or (low is None and high is None):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colors.accent), 2))
        x, width = _NAMES + inside[0] * _CELL, _CELL * len(inside)
        painter.drawRoundedRect(QRectF(x, 1, width, _HEAD + _ROW * len(self.rows)), 4, 4)

    def _said(self, index: int) -> str:
        row = self.rows[index]
        words = [self._texts.common(f"status.{status}") for status in row.statuses]
        cells = ", ".join(f"{n}: {word}" for n, word in zip(self._picture.lines, words, strict=True))
        return f"{row.product} {row.jurisdiction} – {cells}"
