"""Makes the bold Chinese face of the report from Noto Sans CJK SC Bold.

    python packaging/fonts/chinese_bold.py NotoSansCJK-Bold.ttc OUT.ttf

The report's writer of PDF reads TrueType outlines only, so the cubic curves are approximated by quadratic
ones to within a thousandth of the em. Kept are the characters of GB 2312 and those that the program's own
texts and rules use; anything rarer is printed in the regular face. Needs fontTools 4.68, which nothing else
here does; the input is that of Debian's fonts-noto-cjk 1:20220127+repack1-1. The same input gives the same
bytes.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, newTable

_ROOT = Path(__file__).resolve().parents[2]
_FACE = "NotoSansCJKsc-Bold"
_LARGEST_ERROR = 1.0
_KEPT_TABLES = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
_UNUSED_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)


def characters() -> set[int]:
    """The code points of the face."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    for folder in ("resources", "rules"):
        for file in (_ROOT / folder).rglob("*.yaml"):
            found.update(ord(one) for one in file.read_text(encoding="utf-8"))
    return {code for code in found if code >= 0x20}


def main(source: str, target: str) -> None:
    """Write the face."""
    font: Any = next(one for one in TTCollection(source).fonts if str(one["name"].getDebugName(6)) == _FACE)
    options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    _with_quadratic_outlines(font)
    for tag in [tag for tag in sorted(font.keys()) if tag not in (*_KEPT_TABLES, "GlyphOrder")]:
        del font[tag]
    font.recalcTimestamp = False
    font.flavor = None
    font.save(target)


def _with_quadratic_outlines(font: Any) -> None:
    outlines, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _LARGEST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name in order:
        glyphs[name].recalcBounds(table)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for field in _UNUSED_LIMITS:
        setattr(limits, field, 0)
    limits.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


if __name__ == "__main__":
    main(*sys.argv[1:])
