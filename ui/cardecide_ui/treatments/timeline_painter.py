"""Draws the treatment timeline: one row each, the lines of therapy bracketed at the left, years below."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from cardecide.assessment.treatment_timeline import LineGroup, Shape, TimelineRow, TreatmentTimeline
from cardecide.facts.value import Truth
from cardecide_ui.palettes import Colors

ROW = 22.0
AXIS = 20.0
_TOP = 2.0
_GUTTER = 30.0  # for the brackets
_NAMES = 118.0
_BAR = 10.0
_SMALLEST = 5.0
_PAD = 6.0
_RIGHT = 10.0


@dataclass(frozen=True, slots=True)
class RowLabels:
    """The words beside one bar: what it was called, the response, and what became refractory."""

    name: str
    after: str
    bad: str


class TimelinePainter:
    """Paints one timeline into a rectangle of a given width."""

    def __init__(self, painter: QPainter, colors: Colors, width: float, font: QFont) -> None:
        self._painter = painter
        self._colors = colors
        self._left = _GUTTER + _NAMES
        self._span = max(width - self._left - _RIGHT, 40.0)
        self._width = width
        self._font = font

    def paint(
        self, shown: TreatmentTimeline, labels: list[RowLabels], asked: frozenset[int], current: int | None
    ) -> None:
        """Draw everything; ``asked`` are the places that raise a question, ``current`` the chosen row."""
        bottom = _TOP + ROW * len(shown.rows)
        self._years(shown, bottom)
        for index, (row, label) in enumerate(zip(shown.rows, labels, strict=True)):
            top = _TOP + ROW * index
            if index == current:
                self._fill(QRectF(_GUTTER - 2, top, self._width - _GUTTER, ROW), self._colors.hover)
            self._name(row, label.name, top, question=row.place in asked)
            self._treatment(row, top)
            self._words(row, label, top)
        for line in shown.lines:
            self._bracket(line)

    def _x(self, share: float) -> float:
        return self._left + share * self._span

    def _years(self, shown: TreatmentTimeline, bottom: float) -> None:
        self._painter.setFont(self._font)
        for share, year in shown.ticks:
            x = self._x(share)
            self._painter.setPen(QPen(QColor(self._colors.track), 1))
            self._painter.drawLine(QPointF(x, _TOP), QPointF(x, bottom))
            self._painter.setPen(QColor(self._colors.quiet))
            box = QRectF(x - 24, bottom + 1, 48, AXIS - 2)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, year)

    def _name(self, row: TimelineRow, name: str, top: float, *, question: bool) -> None:
        self._painter.setPen(QColor(self._colors.warn.text if question else self._colors.text))
        text = self._painter.fontMetrics().elidedText(
            f"? {name}" if question else name, Qt.TextElideMode.ElideRight, int(_NAMES - 8)
        )
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(QRectF(_GUTTER + 2, top, _NAMES - 6, ROW), align, text)

    def _treatment(self, row: TimelineRow, top: float) -> None:
        middle = top + ROW / 2
        x = self._x(row.start)
        if row.shape is Shape.BAR:
            self._bar(row, middle)
        else:
            self._marker(row, x, middle)
        if row.progressed is Truth.YES:
            at = self._x(row.progression if row.progression is not None else row.stop)
            self._progression(at, middle, dated=row.progression is not None)

    def _bar(self, row: TimelineRow, middle: float) -> None:
        x, end = self._x(row.start), self._x(row.stop)
        box = QRectF(x, middle - _BAR / 2, max(end - x, _SMALLEST), _BAR)
        certain = row.start_known and row.stop_known
        color = QColor(self._colors.accent)
        # A dashed outline says that the ends only keep the order; a filled bar stands on entered dates.
        self._painter.setPen(QPen(color, 1, Qt.PenStyle.SolidLine if certain else Qt.PenStyle.DashLine))
        color.setAlpha(190 if certain else 45)
        self._painter.setBrush(color)
        self._painter.drawRoundedRect(box, 2, 2)
        if row.ongoing:
            tip = box.right() + 6
            self._painter.setBrush(QColor(self._colors.accent))
            self._polygon([(box.right(), middle - 6), (tip, middle), (box.right(), middle + 6)])

    def _marker(self, row: TimelineRow, x: float, middle: float) -> None:
        dashed = Qt.PenStyle.SolidLine if row.start_known else Qt.PenStyle.DashLine
        self._painter.setPen(QPen(QColor(self._colors.text), 1.2, dashed))
        if row.shape is Shape.TRANSPLANT:
            self._painter.setBrush(QColor(self._colors.good.strong))
            self._polygon([(x, middle - 7), (x + 7, middle), (x, middle + 7), (x - 7, middle)])
        elif row.shape is Shape.CAR_T:
            self._painter.setBrush(QColor(self._colors.warn.strong))
            self._painter.drawEllipse(QPointF(x, middle), 6.5, 6.5)
            self._painter.drawLine(QPointF(x - 4, middle), QPointF(x + 4, middle))
            self._painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))
        else:
            self._painter.setBrush(QColor(self._colors.neutral.strong))
            self._painter.drawRect(QRectF(x - 4, middle - 4, max(self._x(row.stop) - x, 8.0), 8))

    def _progression(self, x: float, middle: float, *, dated: bool) -> None:
        color = QColor(self._colors.bad.strong)
        self._painter.setPen(QPen(color, 1.4))
        self._painter.setBrush(color if dated else QColor(self._colors.surface))
        self._polygon([(x - 5, middle - 7), (x + 5, middle - 7), (x, middle + 2)])

    def _words(self, row: TimelineRow, label: RowLabels, top: float) -> None:
        """The words go where there is more room: after the bar, else before it."""
        pieces = [(label.after, self._colors.text), (label.bad, self._colors.bad.text)]
        pieces = [(text, color) for text, color in pieces if text]
        if not pieces:
            return
        progression = row.progression if row.progression is not None else row.stop
        end = self._x(max(row.stop, progression if row.progressed is Truth.YES else 0.0)) + _PAD + 8
        start = self._x(row.start) - _PAD - 6
        metrics = self._painter.fontMetrics()
        wanted = sum(metrics.horizontalAdvance(text) + 10 for text, _ in pieces)
        after, before = self._left + self._span + _RIGHT - end, start - self._left
        room = max(after, before)
        x = end if wanted <= after or after >= before else max(self._left, start - wanted)
        bar = self._x(row.stop) - self._x(row.start)
        if room < wanted < bar - 2 * _PAD:
            # A bar that leaves no room beside it is made light and high enough to carry the words.
            x, room = self._x(row.start) + _PAD, wanted
            self._light_bar(row, top)
        for text, color in pieces:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
            width = metrics.horizontalAdvance(shown)
            self._painter.setPen(QColor(color))
            box = QRectF(x, top, width + 2, ROW)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            x += width + 10
            room -= width + 10

    def _light_bar(self, row: TimelineRow, top: float) -> None:
        box = QRectF(self._x(row.start), top + 3, self._x(row.stop) - self._x(row.start), ROW - 6)
        self._fill(box, self._colors.surface)
        color = QColor(self._colors.accent)
        dated = row.start_known and row.stop_known
        self._painter.setPen(QPen(color, 1, Qt.PenStyle.SolidLine if dated else Qt.PenStyle.DashLine))
        color.setAlpha(45)
        self._painter.setBrush(color)
        self._painter.drawRoundedRect(box, 2, 2)
        if row.progressed is Truth.YES:
            at = self._x(row.progression if row.progression is not None else row.stop)
            self._progression(at, top + ROW / 2, dated=row.progression is not None)

    def _bracket(self, line: LineGroup) -> None:
        top, bottom = _TOP + ROW * line.first + 3, _TOP + ROW * (line.last + 1) - 3
        x = _GUTTER - 7
        self._painter.setPen(QPen(QColor(self._colors.quiet), 1.4))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(
            QPolygonF([QPointF(x + 4, top), QPointF(x, top), QPointF(x, bottom), QPointF(x + 4, bottom)])
        )
        bold = QFont(self._font)
        bold.setBold(True)
        self._painter.setFont(bold)
        self._painter.setPen(QColor(self._colors.text))
        box = QRectF(0, top - 3, x - 3, bottom - top + 6)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(box, align, str(line.number))
        self._painter.setFont(self._font)

    def _fill(self, box: QRectF, color: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(color))
        self._painter.drawRoundedRect(box, 3, 3)

    def _polygon(self, points: list[tuple[float, float]]) -> None:
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def height_of(shown: TreatmentTimeline) -> int:
    """The height a timeline needs, with its axis where it has dates."""
    return int(_TOP + ROW * len(shown.rows) + (AXIS if shown.ticks else 4))


def row_at(shown: TreatmentTimeline, y: float) -> int | None:
    """The row at a height; None beside the rows."""
    index = int((y - _TOP) // ROW)
    return index if 0 <= index < len(shown.rows) else None
