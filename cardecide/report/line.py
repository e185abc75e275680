"""Single lines drawn straight on the page, in the report's fonts: headers, boxes, axes."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from cardecide.report.fonts import split_runs, text_width, width_at_one_point
from cardecide.report.line_filling import SetLine, SetRun
from cardecide.report.printable import printable_line
from cardecide.report.styles import INK
from cardecide.report.text_code import draw_lines


def draw_line(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: Color = INK,
    right: bool = False,
) -> float:
    """Draw ``text`` on the baseline ``y``, from ``x`` or, if ``right``, up to it; return where it ends."""
    runs = tuple(
        SetRun(run.font, color, bold, run.text) for run in split_runs(printable_line(text), bold=bold)
    )
    width = sum(width_at_one_point(run.text, run.font) for run in runs) * size
    if right:
        x -= width
    draw_lines(canvas, x, y, [SetLine(runs, width)], size, size)
    return x + width


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, shortened in its middle with an ellipsis where it is wider than ``width`` points."""
    shown = printable_line(text)
    if text_width(shown, size, bold=bold) <= width:
        return shown
    low, high = 0, min(len(shown), 400)
    while low < high:
        keep = (low + high + 1) // 2
        if text_width(_shortened(shown, keep), size, bold=bold) <= width:
            low = keep
        else:
            high = keep - 1
    return _shortened(shown, low)


def _shortened(text: str, keep: int) -> str:
    head = (keep + 1) // 2
    tail = keep - head
    return f"{text[:head]}…{text[len(text) - tail :] if tail else ''}"
