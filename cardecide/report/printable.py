"""Makes any text safe to set: what cannot be seen, or turns the reading order around, is made visible."""

import re
import unicodedata
from functools import cache
from typing import Final

# Controls, formatting (bidirectional overrides, zero-width characters), surrogates, private use, unassigned.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u2000-\u200a\u205f\u3000]+")


@cache
def _shown(character: str) -> str:
    if unicodedata.category(character) in _INVISIBLE:
        return f"[U+{ord(character):04X}]"
    return character


def printable_lines(text: str) -> list[str]:
    """The text as lines in which every character can be seen.

    Runs of spaces and tabs become one space; spaces that do not break stay. Invisible characters are printed
    as ``[U+XXXX]``: an override of the reading order or a zero-width character in a name is something the
    reader should know of.
    """
    composed = unicodedata.normalize("NFC", text)
    lines = [_SPACES.sub(" ", line).strip(" ") for line in _LINE_END.split(composed)]
    return [line if line.isascii() and line.isprintable() else "".join(map(_shown, line)) for line in lines]


def printable_line(text: str) -> str:
    """The same on one line."""
    return " ".join(line for line in printable_lines(text) if line)
