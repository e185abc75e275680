"""Sets drawings made of boxes, arrows and lines of text as a PDF, one on each page, and as PNG.

A drawing is anything with these shapes, so that what draws a cohort needs to know nothing of paper.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Final, Protocol

import pypdfium2
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cardecide.report.fonts import REGULAR, coverage, text_width
from cardecide.report.line import draw_line
from cardecide.report.styles import GRAY, INK

_MARGIN: Final = 34.0
_LEAST_SCALE: Final = 0.6


class Ink(Protocol):
    """The colors of one tone."""

    @property
    def text(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def ground(self) -> str: ...


class Shapes(Protocol):
    """A drawing in points; ``y`` grows downwards."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def boxes(self) -> Sequence[Any]: ...
    @property
    def arrows(self) -> Sequence[Any]: ...
    @property
    def labels(self) -> Sequence[Any]: ...
    @property
    def title(self) -> str: ...


def measure(text: str, size: float, bold: bool) -> float:
    """The width in points of a text in the report's fonts."""
    return text_width(text, size, bold=bold)


def shapes_pdf(drawings: Sequence[Shapes], inks: Mapping[Any, Ink], *, foot: str = "") -> bytes:
    """A PDF with a drawing on each page: A4, or longer where it would become too small to read."""
    coverage()
    output = BytesIO()
    options: dict[str, Any] = {"initialFontName": REGULAR}  # else un-embedded Helvetica slips in
    canvas = Canvas(output, pagesize=A4, invariant=1, pageCompression=1, **options)
    canvas.setTitle(drawings[0].title if drawings else "")
    for drawing in drawings:
        _page(canvas, drawing, inks, foot)
    canvas.save()
    return output.getvalue()


def shapes_png(drawing: Shapes, inks: Mapping[Any, Ink], *, scale: float = 2.0) -> bytes:
    """The drawing as PNG, with ``scale`` pixels to the point."""
    page = shapes_pdf([drawing], inks)
    document = pypdfium2.PdfDocument(page)
    try:
        bitmap = document[0].render(scale=scale)
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        document.close()


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG file of rows of blue, green and red bytes (PNG specification, ISO/IEC 15948)."""
    lines = bytearray()
    for y in range(height):
        row = pixels[y * stride : y * stride + width * 3]
        swapped = bytearray(row)
        swapped[0::3], swapped[2::3] = row[2::3], row[0::3]
        lines += b"\x00" + swapped
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@cache
def _color(code: str) -> Color:
    return HexColor(code)


def _page(canvas: Canvas, drawing: Shapes, inks: Mapping[Any, Ink], foot: str) -> None:
    width, height = A4
    fits = (height - 2 * _MARGIN) / drawing.height
    scale = min((width - 2 * _MARGIN) / drawing.width, max(fits, _LEAST_SCALE))
    height = max(height, drawing.height * scale + 2 * _MARGIN)
    canvas.setPageSize((width, height))
    canvas.saveState()
    canvas.translate(_MARGIN, height - _MARGIN)
    canvas.scale(scale, scale)
    canvas.setLineWidth(0.9)
    for arrow in drawing.arrows:
        _arrow(canvas, arrow, inks[arrow.tone])
    for box in drawing.boxes:
        ink = inks[box.tone]
        canvas.setStrokeColor(_color(ink.line))
        canvas.setFillColor(_color(ink.ground))
        canvas.roundRect(box.x, -box.y - box.height, box.width, box.height, 3, stroke=1, fill=1)
    for label in drawing.labels:
        _label(canvas, label, inks)
    canvas.restoreState()
    if foot:
        draw_line(canvas, _MARGIN, 18, foot, 6.9, color=GRAY)
    canvas.showPage()


def _label(canvas: Canvas, label: Any, inks: Mapping[Any, Ink]) -> None:
    plain = GRAY if label.quiet else INK
    color = plain if label.tone == "plain" else _color(inks[label.tone].text)
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    x = label.x - shift * measure(label.text, label.size, label.bold)
    draw_line(canvas, x, -label.y, label.text, label.size, bold=label.bold, color=color)


def _arrow(canvas: Canvas, arrow: Any, ink: Ink) -> None:
    canvas.setStrokeColor(_color(ink.line))
    canvas.setFillColor(_color(ink.line))
    canvas.line(arrow.x1, -arrow.y1, arrow.x2, -arrow.y2)
    path = canvas.beginPath()
    (x, y), *others = arrow.head
    path.moveTo(x, -y)
    for x, y in others:
        path.lineTo(x, -y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
