"""The report's own fonts, so that a page looks the same on every machine and prints every script it can.

DejaVu Sans Condensed covers Latin, Turkish, Greek and clinical signs; WenQuanYi Micro Hei covers Chinese, and
Noto Sans CJK the common characters of bold Chinese. A text is split into runs by what each face covers.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cardecide.locations import bundled

REGULAR: Final = "cardecide-regular"
BOLD: Final = "cardecide-bold"
CHINESE: Final = "cardecide-chinese"
CHINESE_BOLD: Final = "cardecide-chinese-bold"

CHINESE_FACES: Final = frozenset({CHINESE, CHINESE_BOLD})

_FILES: Final = {
    REGULAR: ("DejaVuSansCondensed.ttf", 0),
    BOLD: ("DejaVuSansCondensed-Bold.ttf", 0),
    CHINESE: ("wqy-microhei.ttc", 0),
    CHINESE_BOLD: ("NotoSansCJKsc-Bold-GB2312.ttf", 0),
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
def _characters(font: str) -> frozenset[str]:
    return frozenset(map(chr, coverage()[font]))


@cache
def _font_for(character: str, bold: bool) -> str | None:
    covered = coverage()
    for font in (BOLD, REGULAR, CHINESE_BOLD, CHINESE) if bold else (REGULAR, CHINESE):
        if ord(character) in covered[font]:
            return font
    return None


def split_runs(text: str, *, bold: bool = False) -> Iterator[FontRun]:
    """The text as runs of one font each. A character that no font covers becomes ``[U+XXXX]``.

    A rare Chinese character that the bold face lacks is set in the regular one.
    """
    main = BOLD if bold else REGULAR
    if _characters(main).issuperset(text):
        if text:
            yield FontRun(main, text)
        return
    fonts, shown = [], []
    font = main
    for character in text:
        # A space stays with the run before it, so that it never makes a run of its own.
        wanted = font if character == " " else _font_for(character, bold)
        font = wanted or main
        fonts.append(font)
        shown.append(character if wanted else f"[U+{ord(character):04X}]")
    pieces = iter(shown)
    for name, members in groupby(fonts):
        yield FontRun(name, "".join(next(pieces) for _ in members))


class _Widths(dict[str, float]):
    """The width of each character of one font at one point, looked up when it is first asked for."""

    def __init__(self, font: str) -> None:
        super().__init__()
        coverage()
        self._font = pdfmetrics.getFont(font)

    def __missing__(self, character: str) -> float:
        width = self[character] = float(self._font.stringWidth(character, 1))
        return width


@cache
def character_widths(font: str) -> dict[str, float]:
    """The width of any character of one of the report's fonts, per point of size."""
    return _Widths(font)


@lru_cache(maxsize=50_000)
def width_at_one_point(text: str, font: str) -> float:
    """The width of the text in one of the report's fonts, per point of size: the same words come often."""
    return sum(map(character_widths(font).__getitem__, text))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the text in points."""
    return sum(width_at_one_point(run.text, run.font) for run in split_runs(text, bold=bold)) * size
