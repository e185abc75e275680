"""Places in a text, and replacements of parts of it. Offsets count code points from 0; ends are exclusive."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """The signs from ``start`` (inclusive) to ``end`` (exclusive); equal ones are a place between signs."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` in the range."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One replacement: what stands in ``range`` becomes ``text``."""

    range: TextRange
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with all replacements made; their ranges are those of the text before.

    Raises ValueError where two of them overlap or one lies outside the text.
    """
    parts = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.range):
        if not at <= edit.range.start <= edit.range.end <= len(text):
            raise ValueError(f"the replacement at {edit.range.start} overlaps another or lies outside")
        parts += [text[at : edit.range.start], edit.text]
        at = edit.range.end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=4)
def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; remembered, because each problem of a text asks for it."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


def offset_at(text: str, line: int, column: int) -> int:
    """The offset of a line and column that count from 1, as problems do; at most the end of that line."""
    starts = line_starts(text)
    if line > len(starts):
        return len(text)
    start = starts[max(line, 1) - 1]
    end = starts[line] - 1 if 0 < line < len(starts) else len(text)
    return min(start + max(column - 1, 0), end)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 units, in which a window toolkit counts: one more for each sign beyond U+FFFF."""
    return offset + sum(sign > "\uffff" for sign in text[:offset])


def from_utf16(text: str, position: int) -> int:
    """The offset of a position in UTF-16 units; one inside a sign counts as before it."""
    units = 0
    for offset, sign in enumerate(text):
        width = 2 if sign > "\uffff" else 1
        if units + width > position:
            return offset
        units += width
    return len(text)
