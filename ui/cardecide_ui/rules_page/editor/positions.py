"""Places of a text as the core counts them (code points, lines and columns from 1) and as Qt does."""

from bisect import bisect_right
from itertools import accumulate

from cardecide_ui.rules_page.editor.plain_document import is_plain, units


class Positions:
    """Turns offsets of one text into positions of its document and back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = is_plain(text)
        if not self._plain:
            lines = text.split("\n")
            self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
            self._unit_starts = [0, *accumulate(units(line) + 1 for line in lines)]

    def to_position(self, offset: int) -> int:
        """The position in UTF-16 units of an offset in code points."""
        if self._plain:
            return offset
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return self._unit_starts[line] + units(self._text[start:offset])

    def to_offset(self, position: int) -> int:
        """The offset in code points of a position; one inside a sign counts as before it."""
        if self._plain:
            return min(position, len(self._text))
        line = min(bisect_right(self._unit_starts, position), len(self._starts)) - 1
        start, left = self._starts[line], position - self._unit_starts[line]
        for offset in range(
            start, min(self._starts[line + 1] if line + 1 < len(self._starts) else start, len(self._text))
        ):
            left -= 2 if self._text[offset] > "\uffff" else 1
            if left < 0:
                return offset
        return min(self._starts[min(line + 1, len(self._starts) - 1)] - 1, len(self._text))
