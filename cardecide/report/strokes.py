"""Rules and tints straight as the operators of a page: every row of every table has them."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

_CODES: dict[int, tuple[Color, str]] = {}
"""By identity: reportlab's colors are slow to hash. The color is kept so that its identity stays its own."""


def color_code(color: Color) -> str:
    """The three numbers of a color."""
    known = _CODES.get(id(color))
    if known is None:
        known = _CODES[id(color)] = color, f"{color.red:.3f} {color.green:.3f} {color.blue:.3f}"
    return known[1]


def draw_rule(canvas: Canvas, y: float, end: float, color: Color, width: float) -> None:
    """A line from 0 to ``end`` at the height ``y``, in points."""
    code = f"{color_code(color)} RG {width:g} w 0 {y:.2f} m {end:.2f} {y:.2f} l S"
    canvas._code.append(code)  # type: ignore[attr-defined]


def draw_tint(canvas: Canvas, y: float, width: float, height: float, color: Color) -> None:
    """A ground of ``width`` × ``height`` points, whose lower left corner is at 0 and ``y``."""
    code = f"{color_code(color)} rg 0 {y:.2f} {width:.2f} {height:.2f} re f"
    canvas._code.append(code)  # type: ignore[attr-defined]
