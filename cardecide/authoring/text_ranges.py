"""Places in a text, and replacements of parts of it. Offsets count code points from 0; ends are exclusive."""

from collections.abc import Iterable
from dataclasses import dataclass


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


def offset_at(text: str, line: int, column: int) -> int:
    """The offset of a line and column that count from 1, as problems do; at most the end of that line."""
    start = 0
    for _ in range(line - 1):
        found = text.find("\n", start)
        if found < 0:
            return len(text)
        start = found + 1
    end = text.find("\n", start)
    return min(start + max(column - 1, 0), len(text) if end < 0 else end)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


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
