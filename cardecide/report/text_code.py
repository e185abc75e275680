"""Writes finished lines as the operators of a PDF page.

reportlab's text object finds the code of every character anew and measures what is drawn; a page has
thousands. Here each character's code is asked for once in a document.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cardecide.report.fonts import CHINESE
from cardecide.report.line_filling import SetLine
from cardecide.report.strokes import color_code
from cardecide.report.structure import structure_of

_BOLD_STROKE: Final = 0.035
"""Width of the stroke around characters that the bold Chinese face lacks, as a share of their size."""


class _FontCodes(dict[int, str]):
    """The codes of one font's characters in one document, escaped for a PDF string.

    A font is embedded in parts of at most 256 characters; ``parts`` holds those not in the first.
    """

    def __init__(self, font: str, canvas: Any) -> None:
        super().__init__()
        self._font: Any = pdfmetrics.getFont(font)
        self._canvas = canvas
        self.parts: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def __missing__(self, character: int) -> str:
        ((part, code),) = self._font.splitString(chr(character), self._canvas._doc)
        if part:
            self.parts[chr(character)] = part
        escaped: str = self._canvas._escape(code)
        self[character] = escaped
        return escaped

    def name(self, part: int) -> str:
        """What a page calls one part of the font."""
        if part not in self._names:
            self._names[part] = self._font.getSubsetInternalName(part, self._canvas._doc)
        return self._names[part]

    def encoded(self, text: str) -> Sequence[tuple[str, str]]:
        """The text in parts of the font, each with the part's name."""
        codes = text.translate(self)
        if not self.parts or self.parts.keys().isdisjoint(text):
            return ((self.name(0), codes),)
        place = self.parts.get
        return [
            (self.name(part), "".join([self[ord(one)] for one in characters]))
            for part, characters in groupby(text, key=lambda one: place(one, 0))
        ]


def _known_codes(canvas: Any) -> dict[str, _FontCodes]:
    """The codes of each font in the canvas's document."""
    known: dict[str, _FontCodes] = canvas.__dict__.setdefault("cardecide_codes", {})
    return known


def draw_lines(
    canvas: Canvas,
    x: float,
    y: float,
    lines: Sequence[SetLine],
    size: float,
    leading: float,
    *,
    tag: str = "Span",
) -> None:
    """Draw finished lines below one another, the first on the baseline ``y``, as one text object.

    ``tag`` is what the text is in a tagged PDF.

    A change of font or color is written only where there is one: most of a page's bytes would be these.
    """
    if not any(line.runs for line in lines):
        return
    code = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
    if len(lines) > 1:
        code.append(f"{leading:g} TL")
    known = _known_codes(canvas)
    font, color = "", None
    for index, line in enumerate(lines):
        if index:
            code.append("T*")
        for face, wanted, bold, said in line.runs:
            if wanted is not color:
                code.append(f"{color_code(wanted)} rg")
                color = wanted
            stroked = bold and face == CHINESE
            if stroked:
                code.append(f"{color_code(wanted)} RG {size * _BOLD_STROKE:.3f} w 2 Tr")
            if face not in known:
                known[face] = _FontCodes(face, canvas)
            for name, escaped in known[face].encoded(said):
                if name != font:
                    code.append(f"{name} {size:g} Tf")
                    font = name
                code.append(f"({escaped}) Tj")
            if stroked:
                code.append("0 Tr")
    code.append("ET")
    text, structure = " ".join(code), structure_of(canvas)
    canvas._code.append(structure.marked(text, tag) if structure else text)  # type: ignore[attr-defined]
