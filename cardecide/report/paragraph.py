"""The one place where text becomes a paragraph.

reportlab's own paragraph reads markup in its text: it would hide words, embed local files and add links
that a case or a rule file asks for. Here nothing reads markup: ``<b>`` is three characters on paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from cardecide.report.line_filling import Flow, SetLine
from cardecide.report.stretches import stretches
from cardecide.report.styles import Style
from cardecide.report.text_code import draw_lines


@dataclass(frozen=True, slots=True)
class Piece:
    """Text inside a paragraph that differs from its style; None keeps the style's own."""

    text: str
    bold: bool | None = None
    color: Color | None = None


GAP: Final = "\u00a0\u00a0 "
"""Space between two things of one line; plain spaces become one."""

Line = list[str | Piece]
"""Text with stretches that differ from the paragraph's style."""

Content = str | Iterable[str | Piece]

_LONGEST_REMEMBERED: Final = 1000


def paragraph(content: Content, style: Style) -> "Paragraph":
    """A paragraph that prints ``content`` literally, character for character."""
    if isinstance(content, str):
        if len(content) <= _LONGEST_REMEMBERED:
            return Paragraph(_plain(content, style), style)
        content = [content]
    return Paragraph(_lines([one if isinstance(one, Piece) else Piece(one) for one in content], style), style)


@lru_cache(maxsize=4096)
def _plain(text: str, style: Style) -> "_Lines":
    return _lines([Piece(text)], style)


_Lines = tuple[Flow, ...]
"""The lines that the text itself ends."""


def _lines(pieces: Iterable[Piece], style: Style) -> _Lines:
    lines = [Flow()]
    for piece in pieces:
        bold = style.bold if piece.bold is None else piece.bold
        color = piece.color or style.color
        for index, stretch in enumerate(stretches(piece.text, bold=bold)):
            if index:
                lines.append(Flow())
            lines[-1].add(stretch, color, bold)
    for line in lines:
        line.close()
    return tuple(lines)


class Paragraph(Flowable):
    """Lines of text in one style, broken where they must be; it can be parted between any two lines."""

    def __init__(self, lines: _Lines, style: Style, *, ready: list[SetLine] | None = None) -> None:
        super().__init__()
        self._lines, self._style = lines, style
        self._ready = ready or []
        self._wrapped_at = -1.0
        self.spaceBefore, self.spaceAfter = style.space_before, style.space_after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        if width != self._wrapped_at:
            if self._lines:
                size = self._style.size
                self._ready = [found for line in self._lines for found in line.lines(size, width)]
            self._wrapped_at = self.width = width
            self.height = len(self._ready) * self._style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit and the rest; nothing where not one fits."""
        self.wrap(width, height)
        count = int((height + 1e-6) / self._style.leading)
        if count >= len(self._ready):
            return [self]
        if count < 1:
            return []
        parts = [
            Paragraph((), self._style, ready=part) for part in (self._ready[:count], self._ready[count:])
        ]
        parts[1].spaceBefore = 0
        return list(parts)

    def draw(self) -> None:
        """Draw the lines from the top."""
        self.draw_at(self.canv, 0.0, 0.0)

    def draw_at(self, canvas: Canvas, x: float, bottom: float) -> None:
        """Draw the lines above ``bottom``, as they were wrapped last."""
        style = self._style
        y = bottom + self.height - style.size
        if not style.right:
            draw_lines(canvas, x, y, self._ready, style.size, style.leading, tag=style.tag)
            return
        for line in self._ready:
            left = x + self.width - line.width
            draw_lines(canvas, left, y, [line], style.size, style.leading, tag=style.tag)
            y -= style.leading
