"""The lines of a text that can be folded, and a tidy layout that changes no meaning and no comment."""

from bisect import bisect_right

from cardecide.authoring.nodes import nodes_of
from cardecide.authoring.text_ranges import line_starts
from cardecide.reading.document import read_document
from cardecide.reading.problem import InputError


def folds(text: str) -> list[tuple[int, int]]:
    """First and last line (from 0, both included) of every group that can be folded, outer ones first.

    A group is a line and the lines below it that are indented deeper, empty lines at its end apart; also in a
    broken text.
    """
    lines = text.split("\n")
    open_: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    last = -1
    for number, line in enumerate(lines):
        words = line.lstrip(" ")
        if not words.strip() or words.startswith("#"):
            continue
        depth = len(line) - len(words)
        while open_ and _ends(open_[-1], depth, lines, dashed=words.startswith("- ")):
            _, start = open_.pop()
            if last > start:
                found.append((start, last))
        open_.append((depth, number))
        last = number
    found += [(start, last) for _, start in open_ if last > start]
    return sorted(set(found), key=lambda one: (one[0], -one[1]))


def _ends(group: tuple[int, int], depth: int, lines: list[str], *, dashed: bool) -> bool:
    """Whether a line as deep as this ends the group; a list may stand as far left as the key above it."""
    own, start = group
    heads_list = lines[start].rstrip().endswith(":") and not lines[start].lstrip(" ").startswith("- ")
    return depth < own or (depth == own and not (dashed and heads_list))


def tidy(text: str) -> str:
    """The text without blanks at line ends and doubled empty lines, with one line end at its end.

    Comments, order, quoting and everything inside texts of several lines stay; a text that is no YAML is
    returned as it is.
    """
    try:
        nodes = nodes_of(text)
        kept = _lines_of_texts(text)
        lines: list[str] = []
        for number, line in enumerate(text.split("\n")):
            bare = line if number in kept else line.rstrip(" \t")
            if number in kept or bare or (lines and lines[-1]):
                lines.append(bare)
        tidied = "\n".join(lines).rstrip("\n") + "\n"
        same = read_document(tidied, file="").value == nodes.document.value
    except InputError:
        return text
    return tidied if same else text


def _lines_of_texts(text: str) -> frozenset[int]:
    """The lines of values that go over several lines, in which blanks and empty lines may count."""
    starts = line_starts(text)
    kept: set[int] = set()
    for scalar in nodes_of(text).scalars.values():
        first = bisect_right(starts, scalar.range.start) - 1
        last = bisect_right(starts, scalar.range.end) - 1
        if last > first:
            kept.update(range(first, last + 1))
    return frozenset(kept)
