"""Text as the pieces that a line is filled with: words, and single Chinese characters.

A unit is never broken unless it is wider than the line by itself. Units follow one another with a space or
without; only the second is possible between Chinese characters, and not everywhere: closing punctuation
never begins a line and an opening bracket never ends one.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from cardecide.report.fonts import CHINESE, FontRun, split_runs, width_at_one_point
from cardecide.report.printable import printable_lines

NEVER_FIRST: Final = frozenset("，。、；：！？）》」』】〕〉”’…％·,.;:!?)]}%")
NEVER_LAST: Final = frozenset("（《「『【〔〈“‘([{")

_LONGEST_REMEMBERED: Final = 2000


class Unit(NamedTuple):
    """Text without a place to break: its runs, its width at one point, and what stands before it.

    ``space`` says that a space separates it from the unit before; ``glued`` that no line may end before it.
    """

    runs: tuple[FontRun, ...]
    width: float
    space: bool
    glued: bool


def units_of(text: str, *, bold: bool) -> tuple[tuple[tuple[Unit, ...], bool], ...]:
    """The units of each line of ``text``, and whether a space ends it.

    Characters that cannot be seen are made visible first.
    """
    return _remembered(text, bold) if len(text) <= _LONGEST_REMEMBERED else _split(text, bold)


def _split(text: str, bold: bool) -> tuple[tuple[tuple[Unit, ...], bool], ...]:
    found = []
    for line in _with_ends(text):
        units = tuple(_units(line, bold))
        found.append((units, line.endswith(" ")))
    return tuple(found)


_remembered = lru_cache(maxsize=4096)(_split)


def _with_ends(text: str) -> list[str]:
    """The printable lines, keeping a space at either end: it separates this text from its neighbors."""
    lines = printable_lines(text)
    if text[:1] == " ":
        lines[0] = " " + lines[0]
    if text[-1:] == " " and text.strip():
        lines[-1] += " "
    return lines


def _units(line: str, bold: bool) -> Iterable[Unit]:
    """The units of one line. Where it holds no Chinese they are its words, and the same words come often."""
    words = [_word(text, bold, space=place > 0) for place, text in enumerate(line.split(" ")) if text]
    return _mixed_units(line, bold) if None in words else filter(None, words)


@lru_cache(maxsize=20_000)
def _word(text: str, bold: bool, *, space: bool) -> Unit | None:
    """A word as one unit; None where it holds Chinese, between whose characters a line may end."""
    runs = tuple(split_runs(text, bold=bold))
    if any(run.font == CHINESE for run in runs):
        return None
    return Unit(runs, sum(width_at_one_point(run.text, run.font) for run in runs), space, glued=False)


def _mixed_units(line: str, bold: bool) -> Iterator[Unit]:
    space, last = False, ""
    runs: list[FontRun] = []

    def closed() -> Iterator[Unit]:
        if runs:
            width = sum(width_at_one_point(run.text, run.font) for run in runs)
            yield Unit(tuple(runs), width, space, _is_glued(runs[0].text, before, space))

    before = ""
    for run in split_runs(line, bold=bold):
        if run.font == CHINESE:
            for character in run.text:
                if character == " ":
                    yield from closed()
                    runs, space, before = [], True, last
                elif runs and (character in NEVER_FIRST or last in NEVER_LAST):
                    runs.append(FontRun(run.font, character))
                else:
                    yield from closed()
                    if runs:
                        space, before = False, last
                    runs = [FontRun(run.font, character)]
                last = character
            continue
        for index, word in enumerate(run.text.split(" ")):
            if index:
                yield from closed()
                runs, space, before = [], True, last
            if not word:
                last = " "
                continue
            after_chinese = bool(runs) and runs[-1].font == CHINESE
            if after_chinese and word[0] not in NEVER_FIRST and last not in NEVER_LAST:
                yield from closed()
                runs, space, before = [], False, last
            runs.append(FontRun(run.font, word))
            last = word[-1]
    yield from closed()


def _is_glued(text: str, before: str, space: bool) -> bool:
    return not space and bool(before) and (text[0] in NEVER_FIRST or before in NEVER_LAST)
