"""The report's own fonts, so that a page looks the same on every machine and prints every script it can.

DejaVu Sans Condensed covers Latin, Turkish, Greek and clinical signs; WenQuanYi Micro Hei covers Chinese. A
text is split into runs by what each face covers.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cardecide.locations import bundled

REGULAR: Final = "cardecide-regular"
BOLD: Final = "cardecide-bold"
CHINESE: Final = "cardecide-chinese"

_FILES: Final = {
    REGULAR: ("DejaVuSansCondensed.ttf", 0),
    BOLD: ("DejaVuSansCondensed-Bold.ttf", 0),
    CHINESE: ("wqy-microhei.ttc", 0),
}


class FontRun(NamedTuple):
    """A stretch of text that one font prints."""

    font: str
    text: str


@cache
def coverage() -> dict[str, frozenset[int]]:
    """The code points that each font prints; the fonts are registered for embedding on the first call.

    Raises FileNotFoundError or reportlab's TTFError where the installation is incomplete.
    """
    # Streams stay binary: printable text would only be larger and slower.
    rl_config.useA85 = 0
    folder = bundled("resources") / "fonts"
    covered: dict[str, frozenset[int]] = {}
    for name, (file, face) in _FILES.items():
        font = TTFont(name, str(folder / file), subfontIndex=face)
        pdfmetrics.registerFont(font)
        # Beyond the basic plane reportlab writes a faulty table for copying text out of the file.
        covered[name] = frozenset(code for code in font.face.charToGlyph if code <= 0xFFFF)
    return covered


@cache
def _font_for(character: str, bold: bool) -> str | None:
    covered = coverage()
    for font in (BOLD, REGULAR, CHINESE) if bold else (REGULAR, CHINESE):
        if ord(character) in covered[font]:
            return font
    return None


def split_runs(text: str, *, bold: bool = False) -> Iterator[FontRun]:
    """The text as runs of one font each. A character that no font covers becomes ``[U+XXXX]``.

    Chinese has no bold face here: bold Chinese is set in the regular one, with a thin stroke around it.
    """
    main = BOLD if bold else REGULAR
    font, run = main, ""
    for character in text:
        # A space stays with the run before it, so that it never makes a run of its own.
        wanted = font if character == " " else _font_for(character, bold)
        shown = character if wanted else f"[U+{ord(character):04X}]"
        if (wanted or main) != font:
            if run:
                yield FontRun(font, run)
            font, run = wanted or main, ""
        run += shown
    if run:
        yield FontRun(font, run)


@lru_cache(maxsize=50_000)
def width_at_one_point(text: str, font: str) -> float:
    """The width of the text in one of the report's fonts, per point of size: the same words come often."""
    return float(pdfmetrics.getFont(font).stringWidth(text, 1))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the text in points."""
    return sum(width_at_one_point(run.text, run.font) for run in split_runs(text, bold=bold)) * size
