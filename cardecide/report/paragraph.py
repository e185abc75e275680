"""The one place where text becomes a paragraph.

reportlab's own paragraph reads markup in its text: it would hide words, embed local files and add links
that a case or a rule file asks for. Here nothing reads markup: ``<b>`` is three characters on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from cardecide.report.fonts import CHINESE
from cardecide.report.line_filling import Placed, SetLine, filled, set_line
from cardecide.report.styles import Style
from cardecide.report.units import NEVER_FIRST, NEVER_LAST, Unit, units_of


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

_BOLD_STROKE: Final = 0.02
"""Width of the stroke around Chinese characters set bold, as a share of their size: no face has a bold."""

_LEAST_STROKED: Final = 7.5
"""Size below which the stroke would only blur the characters on a screen."""

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


class _Stretch(NamedTuple):
    """Units of one look, which end neither a line nor a word by themselves."""

    units: tuple[Unit, ...]
    color: Color
    bold: bool


_Lines = tuple[tuple[_Stretch, ...], ...]
"""The stretches of each line that the text itself ends."""


def _lines(pieces: Iterable[Piece], style: Style) -> _Lines:
    lines: list[list[_Stretch]] = [[]]
    space = False
    for piece in pieces:
        bold = style.bold if piece.bold is None else piece.bold
        color = piece.color or style.color
        for index, (units, ends_in_space) in enumerate(units_of(piece.text, bold=bold)):
            if index:
                lines.append([])
                space = False
            line = lines[-1]
            if units:
                if line and not units[0].space:
                    # A piece that begins without a space continues the word before it.
                    units = (_continued(line[-1].units[-1], units[0], space), *units[1:])
                line.append(_Stretch(units, color, bold))
            if units or not index:
                space = ends_in_space if units else space or ends_in_space
    return tuple(tuple(line) for line in lines)


def _continued(before: Unit, first: Unit, space: bool) -> Unit:
    """The first unit of a piece after another piece that a ``space`` ended, or that it stays with."""
    if space:
        return first._replace(space=True, glued=False)
    return first._replace(glued=not _may_break(before, first))


def _may_break(before: Unit, after: Unit) -> bool:
    """Whether a line may end between two units of different pieces that no space separates."""
    last, first = before.runs[-1], after.runs[0]
    if last.text[-1] in NEVER_LAST or first.text[0] in NEVER_FIRST:
        return False
    return CHINESE in (last.font, first.font)


def _placed(line: Iterable[_Stretch]) -> list[Placed]:
    """Each unit with its look, made only to fill lines: thousands kept for long would slow everything."""
    return [Placed(unit, color, bold) for units, color, bold in line for unit in units]


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
                self._ready = [
                    set_line(found, size)
                    for line in self._lines
                    for found in filled(_placed(line), size, width)
                ]
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
            draw_lines(canvas, x, y, self._ready, style.size, style.leading)
            return
        for line in self._ready:
            draw_lines(canvas, x + self.width - line.width, y, [line], style.size, style.leading)
            y -= style.leading


def draw_lines(
    canvas: Canvas, x: float, y: float, lines: Sequence[SetLine], size: float, leading: float
) -> None:
    """Draw finished lines below one another, the first on the baseline ``y``, as one text object.

    A change of font or color is written only where there is one: most of a page's bytes would be these.
    """
    text = canvas.beginText(x, y)
    code = text._code  # type: ignore[attr-defined]
    if len(lines) > 1:
        code.append(f"{leading:g} TL")
    font, color = "", None
    for index, line in enumerate(lines):
        if index:
            code.append("T*")
        for run in line.runs:
            if run.font != font:
                text.setFont(run.font, size, leading)
                font = run.font
            if run.color is not color:
                code.append(_fill(run.color))
                color = run.color
            stroked = run.bold and run.font == CHINESE and size >= _LEAST_STROKED
            if stroked:
                code.append(f"{_fill(run.color).upper()} {size * _BOLD_STROKE:.3f} w 2 Tr")
            # Not textOut, which would measure the run a second time to know where it ends.
            code.append(text._formatText(run.text))  # type: ignore[attr-defined]
            if stroked:
                code.append("0 Tr")
    canvas.drawText(text)


@cache
def _fill(color: Color) -> str:
    """The operator that fills with the color."""
    return f"{color.red:.3f} {color.green:.3f} {color.blue:.3f} rg"
