"""The score as a bar from 0 to 100: the interval that the known facts leave, filled."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cardecide_ui.palettes import Colors

_SMALLEST_MARK = 4.0  # pixels: an exact score is still seen


class ScoreBar(QWidget):
    """Draws an interval of the score; the numbers stand beside it as text."""

    def __init__(self, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._low = Decimal(0)
        self._high = Decimal(100)
        self._tone = "open"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough to compare two products by eye."""
        return QSize(132, 12)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower on a small screen."""
        return QSize(36, 12)

    def show_score(self, low: Decimal, high: Decimal, tone: str, name: str) -> None:
        """Show another interval; ``name`` says it in words."""
        if (self._low, self._high, self._tone) == (low, high, tone):
            return
        self._low, self._high, self._tone = low, high, tone
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the track, the interval and the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 2, self.width(), self.height() - 4)
        painter.setBrush(QColor(self._colors.track))
        painter.drawRoundedRect(track, 4, 4)
        left = float(self._low) / 100 * track.width()
        width = max(float(self._high - self._low) / 100 * track.width(), _SMALLEST_MARK)
        painter.setBrush(QColor(self._colors.tone(self._tone).strong))
        painter.drawRoundedRect(QRectF(min(left, track.width() - width), 2, width, track.height()), 4, 4)
        painter.end()
