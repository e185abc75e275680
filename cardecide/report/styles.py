"""Sizes and colors of the report: one accent color, shades of gray, and nothing said by color alone."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color, HexColor

INK: Final[Color] = HexColor(0x1B1F23)
GRAY: Final[Color] = HexColor(0x59636B)
RULE: Final[Color] = HexColor(0xC8D0D5)
PALE: Final[Color] = HexColor(0xF1F4F5)
WHITE: Final[Color] = HexColor(0xFFFFFF)
ACCENT: Final[Color] = HexColor(0x0E5A6C)
ACCENT_PALE: Final[Color] = HexColor(0xE6EFF1)

MM: Final = 72 / 25.4
"""Points in a millimeter."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a paragraph is set. Sizes and distances in points. ``tag`` is what it is in a tagged PDF."""

    size: float
    leading: float
    bold: bool = False
    color: Color = INK
    right: bool = False
    space_before: float = 0
    space_after: float = 0
    tag: str = "P"


TITLE: Final = Style(15, 18, bold=True, color=ACCENT, tag="H1")
SECTION: Final = Style(11.5, 14, bold=True, color=ACCENT, space_before=8, space_after=2, tag="H2")
HEADING: Final = Style(8.8, 11, bold=True, color=INK, space_before=4, space_after=2, tag="H3")
BODY: Final = Style(7.8, 10)
STRONG: Final = Style(7.8, 10, bold=True)
SMALL: Final = Style(6.9, 8.7)
NOTE: Final = Style(6.9, 8.7, color=GRAY)
FINE: Final = Style(6.4, 7.9)
COLUMN: Final = Style(6.4, 8, bold=True, color=GRAY)
NUMBER: Final = Style(6.9, 8.7, right=True)
FOOTER: Final = Style(5.9, 7.3, color=GRAY)
