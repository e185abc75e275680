"""Text that a spreadsheet will not run when it opens the file it stands in."""

import re
import unicodedata
from typing import Final

from cardecide.cohort.tables.table import BROKEN, FORMULA

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_MARKS: Final = str.maketrans("", "", FORMULA + BROKEN)


def harmless(text: str) -> str:
    """The text for a cell of CSV or XLSX: an apostrophe goes before what would begin a formula.

    A number keeps its sign: it computes nothing. Characters that cannot be seen are written as ``[U+XXXX]``.
    """
    # Nearly every cell is plain: there is nothing in it to make visible.
    plain = text.isascii() and text.isprintable()
    shown = text if plain else "".join(map(_visible, text.translate(_MARKS)))
    if shown.lstrip().startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(shown.strip()):
        return f"'{shown}"
    return shown


def _visible(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return " "
    return f"[U+{ord(character):04X}]"
