"""Text in one weight with the places where a line may end: between words, and between Chinese characters.

Not everywhere between Chinese characters: closing punctuation never begins a line and an opening bracket
never ends one.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from cardecide.report.fonts import CHINESE_FACES, FontRun, character_widths, split_runs
from cardecide.report.printable import printable_lines

_NEVER_FIRST: Final = frozenset("，。、；：！？）》」』】〕〉”’…％·,.;:!?)]}%-")
_NEVER_LAST: Final = frozenset("（《「『【〔〈“‘([{")

_NEVER_ALONE: Final = frozenset("%")
"""What a line does not begin with although a space stands before it: the sign of a number."""

_LONGEST_REMEMBERED: Final = 2000


class Stretch(NamedTuple):
    """Words and characters between which a line may end, and at which the widths of all before are known.

    The ``n``-th of these begins at the character ``starts[n]`` and ends before ``ends[n]``; ``before`` and
    ``after`` are the widths of the text up to there, per point of size. ``runs`` are fonts, each with the
    place where it ends. ``space_before`` and ``space_after`` say that a space parts it from its neighbors.
    """

    text: str
    runs: tuple[tuple[str, int], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    space_before: bool
    space_after: bool


def stretches(text: str, *, bold: bool) -> tuple[Stretch, ...]:
    """The lines of ``text``, one stretch each. Characters that cannot be seen are made visible first."""
    return _remembered(text, bold) if len(text) <= _LONGEST_REMEMBERED else _split(text, bold)


def may_break(before: str, font_before: str, after: str, font_after: str) -> bool:
    """Whether a line may end between two characters that no space separates."""
    if font_before not in CHINESE_FACES and font_after not in CHINESE_FACES:
        return False
    return after not in _NEVER_FIRST and before not in _NEVER_LAST


def _split(text: str, bold: bool) -> tuple[Stretch, ...]:
    lines = printable_lines(text)
    last = len(lines) - 1
    return tuple(
        _stretch(line, bold, text[:1] == " " and not place, text[-1:] == " " and place == last)
        for place, line in enumerate(lines)
    )


_remembered = lru_cache(maxsize=4096)(_split)


def _stretch(line: str, bold: bool, space_before: bool, space_after: bool) -> Stretch:
    found = list(split_runs(line, bold=bold))
    text = "".join(run.text for run in found) if len(found) > 1 else found[0].text if found else ""
    widths: list[float] = [0.0]
    ends_of_runs = []
    for font, piece in found:
        advances = map(character_widths(font).__getitem__, piece)
        widths[-1:] = accumulate(advances, initial=widths[-1])
        ends_of_runs.append((font, len(widths) - 1))
    chinese = any(run.font in CHINESE_FACES for run in found)
    places = list(_between_characters(text, found) if chinese else _between_words(text))
    starts, ends = zip(*places, strict=True) if places else ((), ())
    return Stretch(
        text,
        tuple(ends_of_runs),
        starts,
        ends,
        tuple(widths[place] for place in starts),
        tuple(widths[place] for place in ends),
        space_before,
        space_after,
    )


def _between_words(text: str) -> Iterator[tuple[int, int]]:
    start = place = 0
    for word in text.split(" "):
        if word and word[0] not in _NEVER_ALONE:
            if start < place:
                yield start, place - 1
            start = place
        place += len(word) + 1
    if start < len(text):
        yield start, len(text)


def _between_characters(text: str, runs: list[FontRun]) -> Iterator[tuple[int, int]]:
    start = place = 0
    last, last_font = " ", ""
    for font, piece in runs:
        for character in piece:
            if character == " ":
                if text[place + 1 : place + 2] in _NEVER_ALONE and start < place:
                    last, last_font, place = character, font, place + 1
                    continue
                if start < place:
                    yield start, place
                start = place + 1
            elif start < place and may_break(last, last_font, character, font):
                yield start, place
                start = place
            last, last_font = character, font
            place += 1
    if start < place:
        yield start, place
