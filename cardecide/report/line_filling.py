"""Fills lines with text, first fit; a word wider than a whole line is broken between its characters."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlab.lib.colors import Color

from cardecide.report.fonts import character_widths, width_at_one_point
from cardecide.report.stretches import Stretch, may_break

_SLACK = 1e-6


class Look(NamedTuple):
    """How a run of text is printed."""

    font: str
    color: Color
    bold: bool


class SetRun(NamedTuple):
    """A stretch of one line that is printed at once."""

    font: str
    color: Color
    bold: bool
    text: str


class SetLine(NamedTuple):
    """One finished line and its width in points."""

    runs: tuple[SetRun, ...]
    width: float


class Flow:
    """Stretches of several looks one after the other, as one text that lines are filled with.

    ``starts``, ``ends``, ``before`` and ``after`` are those of a stretch; ``look_ends`` says where each look
    ends.
    """

    __slots__ = (
        "_space",
        "_texts",
        "after",
        "before",
        "ends",
        "look_ends",
        "looks",
        "starts",
        "text",
        "width",
    )

    def __init__(self) -> None:
        self.text = ""
        self._texts: list[str] = []
        self._space = False
        self.width = 0.0
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.before: list[float] = []
        self.after: list[float] = []
        self.looks: list[Look] = []
        self.look_ends: list[int] = []

    def add(self, stretch: Stretch, color: Color, bold: bool) -> None:
        """Append a stretch. One that begins without a space continues the word before it."""
        text, runs, starts, ends, before, after, space_before, space_after = stretch
        if not starts:
            self._space = self._space or space_before or space_after
            return
        length = self.look_ends[-1] if self.look_ends else 0
        first = 0
        if length:
            if self._space or space_before:
                self._texts.append(" ")
                self.width += width_at_one_point(" ", self.looks[-1].font)
                length += 1
                self.look_ends[-1] = length
            elif not may_break(self._texts[-1][-1], self.looks[-1].font, text[0], runs[0][0]):
                first = 1
                del self.ends[-1], self.after[-1]
        width = self.width
        self._texts.append(text)
        self.starts += [length + place for place in starts[first:]]
        self.ends += [length + place for place in ends]
        self.before += [width + wide for wide in before[first:]]
        self.after += [width + wide for wide in after]
        for font, end in runs:
            last = self.looks[-1] if self.looks else None
            # Colors are compared by identity: reportlab's own comparison takes longer than all the rest here.
            if last and last.font == font and last.color is color and last.bold == bold:
                self.look_ends[-1] = length + end
            else:
                self.looks.append(Look(font, color, bold))
                self.look_ends.append(length + end)
        self.width = self.after[-1]
        self._space = space_after

    def close(self) -> None:
        """End it: nothing is added any more."""
        self.text = "".join(self._texts)
        self._texts = []

    def lines(self, size: float, width: float) -> Iterator[SetLine]:
        """Lines at most ``width`` points wide at ``size``; one at least."""
        after, count = self.after, len(self.after)
        if not count:
            yield SetLine((), 0.0)
            return
        room = max(width / size, 0.0) + _SLACK
        word = 0
        while word < count:
            begin, origin = self.starts[word], self.before[word]
            stop = bisect_right(after, origin + room, word)
            if stop == word:
                parts = self._broken(word, room)
                begin, origin = parts[-1]
                for (start, left), (end, right) in pairwise(parts):
                    yield SetLine(self._runs(start, end), (right - left) * size)
                stop = max(bisect_right(after, origin + room, word), word + 1)
            yield SetLine(self._runs(begin, self.ends[stop - 1]), (after[stop - 1] - origin) * size)
            word = stop

    def _runs(self, begin: int, end: int) -> tuple[SetRun, ...]:
        looks, ends, text = self.looks, self.look_ends, self.text
        if len(looks) == 1:
            return (SetRun(*looks[0], text[begin:end]),)
        found = []
        place = bisect_right(ends, begin)
        while begin < end:
            stop = min(ends[place], end)
            found.append(SetRun(*looks[place], text[begin:stop]))
            begin = stop
            place += 1
        return tuple(found)

    def _broken(self, word: int, room: float) -> Sequence[tuple[int, float]]:
        """Where the lines begin that hold a word too wide for any, each with the width of all before."""
        place = bisect_right(self.look_ends, self.starts[word])
        position = origin = self.before[word]
        found = [(self.starts[word], origin)]
        for index in range(self.starts[word], self.ends[word]):
            if index >= self.look_ends[place]:
                place += 1
            width = character_widths(self.looks[place].font)[self.text[index]]
            if position + width - origin > room and index > found[-1][0]:
                origin = position
                found.append((index, origin))
            position += width
        return found
