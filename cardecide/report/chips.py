"""A status as a small box: a word, a symbol and a frame of its own, so that gray print tells it too."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from cardecide.report.fonts import text_width
from cardecide.report.line import draw_line, fitted
from cardecide.report.styles import ACCENT, GRAY, INK, PALE, RULE, WHITE


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of status looks: symbol, text color, fill, frame and whether the frame is dashed."""

    symbol: str
    text: Color
    fill: Color
    frame: Color
    dashed: bool = False


_GOOD: Final = Look("✓", WHITE, ACCENT, ACCENT)
_AGAINST: Final = Look("✗", INK, WHITE, INK)
_OPEN: Final = Look("?", ACCENT, WHITE, ACCENT, dashed=True)
_STOP: Final = Look("■", WHITE, INK, INK)
_MIND: Final = Look("▲", INK, PALE, GRAY)
_NONE: Final = Look("–", GRAY, PALE, RULE)

LOOKS: Final[dict[str, Look]] = {
    "on_label": _GOOD,
    "off_label": _AGAINST,
    "undetermined": _OPEN,
    "not_approved": _NONE,
    "no_data": Look("·", GRAY, WHITE, RULE),
    "clear": Look("✓", ACCENT, WHITE, ACCENT),
    "caution": _MIND,
    "hold": _STOP,
    "inside": Look("✓", ACCENT, WHITE, ACCENT),
    "outside": _AGAINST,
}

VERDICT_SYMBOLS: Final[dict[str, str]] = {"met": "✓", "not_met": "✗", "unknown": "?", "by_hand": "☐"}


class Chip(Flowable):
    """A status box as wide as its word; a word longer than the place is set smaller."""

    def __init__(self, status: str, word: str, *, size: float = 6.9, height: float = 10.6) -> None:
        super().__init__()
        self._look = LOOKS[status]
        self._text = f"{self._look.symbol} {word}"
        self._size = size
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        natural = text_width(self._text, self._size, bold=True) + 8
        self.width = min(natural, width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box and its word."""
        canvas, look = self.canv, self._look
        canvas.saveState()
        canvas.setFillColor(look.fill)
        canvas.setStrokeColor(look.frame)
        canvas.setLineWidth(0.7)
        if look.dashed:
            canvas.setDash(1.8, 1.4)
        canvas.roundRect(0, 0.6, self.width, self.height - 1.2, 2.4, stroke=1, fill=1)
        canvas.restoreState()
        room = self.width - 8
        size = self._size
        natural = text_width(self._text, size, bold=True)
        if natural > room:
            size = max(size * room / natural, 5.2)
        text = fitted(self._text, size, room + 0.5, bold=True)
        draw_line(canvas, 4, (self.height - size * 0.72) / 2, text, size, bold=True, color=look.text)
