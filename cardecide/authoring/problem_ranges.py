"""What to underline for a problem: the word that it names, or the rest of its line."""

import re
from typing import Final

from cardecide.authoring.nodes import BYTE_ORDER_MARK
from cardecide.authoring.text_ranges import TextRange, offset_at
from cardecide.reading.problem import Problem

_NAMED: Final = re.compile(r"'([^']+)'")
_REMARK: Final = re.compile(r"\s+#")
# How far after its place the word of a problem is looked for: the end of a list of sources.
_NEAR: Final = 400


def range_of_problem(text: str, problem: Problem) -> TextRange:
    """The word that the problem names if it stands there or shortly after, else the rest of the line."""
    at = place_of(text, problem)
    if (found := _named_word(text, problem, at)) is not None:
        return found
    end = text.find("\n", at)
    line_end = len(text) if end < 0 else end
    shown = _REMARK.split(text[at:line_end])[0].rstrip()
    if shown[-1:] in ("'", '"') and shown.count(shown[-1]) == 1:  # it closes a value that began before
        shown = shown[:-1]
    if shown:
        return TextRange(at, at + len(shown))
    return TextRange(max(0, min(at, len(text)) - 1), min(at, len(text)))


def place_of(text: str, problem: Problem) -> int:
    """The offset at which the problem is said to be; the beginning for a problem of the whole text."""
    shift = 1 if problem.line <= 1 and text.startswith(BYTE_ORDER_MARK) else 0
    return offset_at(text, max(problem.line, 1), max(problem.column, 1) + shift)


def _named_word(text: str, problem: Problem, at: int) -> TextRange | None:
    match = _NAMED.search(problem.message)
    if match is None:
        return None
    word = match[1]
    if text.startswith(word, at):
        return TextRange(at, at + len(word))
    found = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])").search(text, at, at + _NEAR)
    if found is None:
        return None
    # Only words of the same value: another criterion further down may name the same thing.
    between = text[at : found.start()]
    return TextRange(*found.span()) if not re.search(r"^ *- id:", between, re.MULTILINE) else None
