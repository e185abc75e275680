"""Paints an attrition drawing in the colors of the look."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from cardecide_ui.palettes import Colors
from cardecide_ui.theme import FONT_FAMILIES

if TYPE_CHECKING:
    from cardecide.cohort.attrition.drawing import Drawing, Label

_SCALE = 1.25
_TONES: Mapping[str, str] = {"good": "good", "open": "warn", "lost": "bad", "aside": "neutral"}


def measure(text: str, size: float, bold: bool) -> float:
    """The width of a text in the window's font, in the drawing's points."""
    return QFontMetricsF(_font(size, bold)).horizontalAdvance(text)


def _font(size: float, bold: bool) -> QFont:
    """A font of a size in the drawing's points. Pixel sizes are whole numbers, so the size is in points."""
    screen = QGuiApplication.primaryScreen()
    font = QFont()
    font.setFamilies(FONT_FAMILIES)
    font.setPointSizeF(size * 72 / screen.logicalDotsPerInchY())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    return font


class FlowCanvas(QWidget):
    """Shows one drawing; its words are the accessible description."""

    def __init__(self, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._drawing: Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_drawing(self, drawing: "Drawing | None") -> None:
        """Show another drawing, or none."""
        self._drawing = drawing
        if drawing is not None:
            self.setAccessibleName(drawing.title)
            self.setAccessibleDescription(drawing.described)
            self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The drawing's own size."""
        if self._drawing is None:
            return QSize(10, 10)
        return QSize(round(self._drawing.width * _SCALE), round(self._drawing.height * _SCALE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the shapes in their order."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._colors.surface))
        painter.scale(_SCALE, _SCALE)
        for arrow in self._drawing.arrows:
            color = QColor(self._line(arrow.tone))
            painter.setPen(QPen(color, 1.0))
            painter.drawLine(QPointF(arrow.x1, arrow.y1), QPointF(arrow.x2, arrow.y2))
            painter.setBrush(color)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in arrow.head]))
        for box in self._drawing.boxes:
            painter.setPen(QPen(QColor(self._line(box.tone)), 0.9))
            painter.setBrush(QColor(self._ground(box.tone)))
            painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 3, 3)
        for label in self._drawing.labels:
            self._write(painter, label)
        painter.end()

    def _write(self, painter: QPainter, label: "Label") -> None:
        width = measure(label.text, label.size, label.bold)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
        painter.setPen(QColor(self._text(label.tone, label.quiet)))
        painter.setFont(_font(label.size, label.bold))
        painter.drawText(QPointF(label.x - shift * width, label.y), label.text)

    def _line(self, tone: str) -> str:
        name = _TONES.get(tone)
        return self._colors.tone(name).strong if name else self._colors.quiet

    def _ground(self, tone: str) -> str:
        name = _TONES.get(tone)
        return self._colors.tone(name).ground if name else self._colors.window

    def _text(self, tone: str, quiet: bool) -> str:
        name = _TONES.get(tone)
        if name:
            return self._colors.tone(name).text
        return self._colors.quiet if quiet else self._colors.text
