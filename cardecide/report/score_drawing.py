"""A score and its contributions as bars: an interval on a scale, never a bare number."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reportlab.platypus import Flowable

from cardecide.report.fonts import text_width
from cardecide.report.line import draw_line
from cardecide.report.styles import ACCENT, GRAY, INK, PALE, RULE


def interval(low: Decimal, high: Decimal) -> str:
    """The interval in whole points, rounded outward so that it never looks narrower than it is."""
    if low == high:
        return str(low.quantize(Decimal(1)))
    least, most = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING)
    return f"{least}–{most}"


class ScoreBar(Flowable):
    """The interval ``low`` to ``high`` on a scale from 0 to 100, with its numbers in whole points."""

    def __init__(self, low: Decimal, high: Decimal, *, height: float = 10.6) -> None:
        super().__init__()
        self._low, self._high = low, high
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw scale, interval and numbers."""
        canvas = self.canv
        size = 7.4
        numbers = text_width("100–100", size, bold=True) + 4
        length = self.width - numbers
        bottom, thick = self.height / 2 - 2.6, 5.2
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.setFillColor(PALE)
        canvas.rect(0, bottom, length, thick, stroke=1, fill=1)
        left, right = length * float(self._low) / 100, length * float(self._high) / 100
        canvas.setFillColor(ACCENT)
        canvas.rect(left, bottom, max(right - left, 1.6), thick, stroke=0, fill=1)
        canvas.setStrokeColor(GRAY)
        canvas.setLineWidth(0.4)
        for quarter in (0.25, 0.5, 0.75):
            canvas.line(length * quarter, bottom - 1.4, length * quarter, bottom)
        text = interval(self._low, self._high)
        draw_line(canvas, length + 5, bottom + 0.1, text, size, bold=True, color=INK)


class ContributionBar(Flowable):
    """One contribution: earned points solid, points still open hatched, out of the most it could give.

    ``start`` and ``scale_end`` place it in the waterfall: it begins where the ones before it ended.
    """

    def __init__(self, low: Decimal, high: Decimal, most: Decimal, *, start: Decimal, end: Decimal) -> None:
        super().__init__()
        self._low, self._high, self._most = low, high, max(most, high)
        self._start, self._end = start, end
        self.height = 8.7

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw the three stretches from where the contribution starts."""
        canvas = self.canv
        unit = self.width / max(float(self._end), 1.0)
        x = float(self._start) * unit
        bottom, thick = 1.8, 5.0
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.setFillColor(PALE)
        canvas.rect(x, bottom, max(float(self._most) * unit, 0.8), thick, stroke=1, fill=1)
        canvas.setFillColor(ACCENT)
        canvas.rect(x, bottom, float(self._low) * unit, thick, stroke=0, fill=1)
        open_from, open_to = x + float(self._low) * unit, x + float(self._high) * unit
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.5)
        stroke = open_from + 0.8
        while stroke < open_to:
            canvas.line(stroke, bottom, min(stroke + 1.6, open_to), bottom + thick)
            stroke += 1.8
