"""The drawn parts of the treatment timeline: axis, bars with their marks, and the bracket of a line."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from cardecide.assessment.treatment_timeline import Shape, TimelineRow
from cardecide.facts.value import Truth
from cardecide.report.grid import FullHeight
from cardecide.report.line import draw_line
from cardecide.report.styles import ACCENT, ACCENT_PALE, GRAY, INK, RULE, WHITE

Ticks = Sequence[tuple[float, str]]

_HEIGHT: Final = 9.4
_INSET: Final = 5.0
"""Points kept free at either end of the axis, for the marks there."""


class TimeAxis(FullHeight):
    """The beginnings of years above the bars."""

    def __init__(self, ticks: Ticks) -> None:
        super().__init__()
        self._ticks = ticks
        self.height = 8.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw each year beside its tick."""
        _draw_ticks(self.canv, self._ticks, self.width, -self.below, self.height)
        for position, year in self._ticks:
            x = _x(position, self.width)
            if x < self.width - 14:
                draw_line(self.canv, x + 1.5, 1.6, year, 6.0, color=GRAY)


class TimeBar(FullHeight):
    """One treatment between its days; what has no date keeps the order only and is drawn dashed."""

    def __init__(self, row: TimelineRow, ticks: Ticks) -> None:
        super().__init__()
        self._row, self._ticks = row, ticks
        self.height = _HEIGHT

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw the year ticks behind, the bar, and the marks upon it."""
        canvas, row = self.canv, self._row
        _draw_ticks(canvas, self._ticks, self.width, -self.below, self.height + self.above)
        start, stop = _x(row.start, self.width), _x(row.stop, self.width)
        middle = self.height / 2
        if row.shape is Shape.BAR:
            _draw_bar(canvas, row, start, max(stop, start + 2.5), middle)
        else:
            _draw_mark(canvas, row.shape, start, middle, known=row.start_known)
        if row.ongoing:
            _draw_arrow(canvas, stop, middle)
        if row.progressed is Truth.YES:
            at = stop if row.progression is None else _x(row.progression, self.width)
            _draw_progression(canvas, at, middle, known=row.progression is not None)


class LineBracket(FullHeight):
    """A part of the bracket around the treatments of one line, with its number at the first of them."""

    def __init__(self, number: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self._number, self._first, self._last = number, first, last
        self.height = _HEIGHT

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw the number and this row's part of the bracket."""
        if not self._number:
            return
        canvas = self.canv
        x, middle = self.width - 3.0, self.height / 2
        top = middle + 2.6 if self._first else self.height + self.above
        bottom = middle - 2.6 if self._last else -self.below
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.0)
        canvas.line(x, bottom, x, top)
        for end, y in ((self._first, top), (self._last, bottom)):
            if end:
                canvas.line(x, y, x + 3, y)
        if self._first:
            draw_line(
                canvas, x - 3, middle - 2.4, str(self._number), 7.2, bold=True, color=ACCENT, right=True
            )


def _x(position: float, width: float) -> float:
    return _INSET + position * (width - 2 * _INSET)


def _draw_ticks(canvas: Canvas, ticks: Ticks, width: float, bottom: float, top: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    for position, _ in ticks:
        x = _x(position, width)
        canvas.line(x, bottom, x, top)


def _draw_bar(canvas: Canvas, row: TimelineRow, start: float, stop: float, middle: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(ACCENT)
    canvas.setFillColor(ACCENT_PALE)
    if row.start_known and row.stop_known:
        canvas.setFillColor(ACCENT)
    else:
        canvas.setDash(1.8, 1.4)
    canvas.rect(start, middle - 2.6, stop - start, 5.2, stroke=1, fill=1)
    canvas.restoreState()


def _draw_mark(canvas: Canvas, shape: Shape, x: float, middle: float, *, known: bool) -> None:
    """A diamond for a transplant, a circle for CAR-T, a square for radiotherapy; hollow without a date."""
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK if known else WHITE)
    canvas.setLineWidth(0.8)
    if shape is Shape.CAR_T:
        canvas.circle(x, middle, 3.4, stroke=1, fill=1)
    elif shape is Shape.RADIOTHERAPY:
        canvas.rect(x - 2.8, middle - 2.8, 5.6, 5.6, stroke=1, fill=1)
    else:
        _draw_polygon(canvas, [(x, middle + 4), (x + 4, middle), (x, middle - 4), (x - 4, middle)])


def _draw_arrow(canvas: Canvas, x: float, middle: float) -> None:
    canvas.setStrokeColor(ACCENT)
    canvas.setFillColor(ACCENT)
    _draw_polygon(canvas, [(x, middle + 3.8), (x + 4.6, middle), (x, middle - 3.8)])


def _draw_progression(canvas: Canvas, x: float, middle: float, *, known: bool) -> None:
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK if known else WHITE)
    canvas.setLineWidth(0.8)
    _draw_polygon(canvas, [(x - 3, middle + 4.4), (x + 3, middle + 4.4), (x, middle - 1.4)])


def _draw_polygon(canvas: Canvas, corners: Sequence[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
