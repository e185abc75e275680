"""Reads a pack criterion by criterion and remembers each, so that a keystroke costs the one it changes.

The lists of criteria and rows are taken out of the text, each entry is read by itself, and the rest with a
placeholder for each list. Where the text is not laid out in the plain way that allows this, it is read as a
whole; the result is the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from cardecide.reading.document import Document, Path, Position, read_document
from cardecide.reading.encoding import read_text
from cardecide.reading.problem import InputError

_LIST: Final = re.compile(r"^ *(?:criteria|rows|tests):[ \t]*(?:#.*)?$")
_MARKERS: Final = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_FEWEST: Final = 8
# No pack holds a number of this form; a placeholder that is found says which list stood there.
_PLACEHOLDER: Final = 918_273_000


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the text: the lines at which its entries begin, and the one after its last."""

    starts: tuple[int, ...]
    end: int
    indent: int


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    document: Document


@dataclass(frozen=True, slots=True)
class AssembledDocument(Document):
    """A document whose long lists were read entry by entry; ``lists`` holds them by path."""

    lists: dict[Path, list[_Entry]] = field(default_factory=dict, repr=False, compare=False)

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where the value of ``path`` stands, or its key; else the nearest enclosing value."""
        inside = self._entry(path)
        if inside is None:
            return Document.position(self, path, key=key)
        entry, rest = inside
        line, column = entry.document.position(rest, key=key)
        return line + entry.line, column

    def holds(self, path: Path) -> bool:
        """Whether something with a place of its own stands at ``path``."""
        inside = self._entry(path)
        return Document.holds(self, path) if inside is None else inside[0].document.holds(inside[1])

    def _entry(self, path: Path) -> tuple[_Entry, Path] | None:
        for end in range(1, min(len(path), 4)):
            entries = self.lists.get(path[:end])
            number = path[end]
            if entries is not None and isinstance(number, int) and number < len(entries):
                return entries[number], (0, *path[end + 1 :])
        return None


def read_in_parts(text: str, *, file: str) -> Document:
    """What ``read_document`` gives for the text, at the cost of what changed since it was read before.

    Raises InputError with every problem, as ``read_document`` does.
    """
    content = read_text(text, file=file)
    lines = content.split("\n")
    found = [] if _MARKERS.search(content) or "\r" in content else list(_lists(lines))
    if not found:
        return read_document(content, file=file)
    try:
        return _assembled(content, lines, found, file)
    except (InputError, _NotPlainError):
        return read_document(content, file=file)


class _NotPlainError(Exception):
    """The text is not laid out as it seemed."""


def _lists(lines: list[str]) -> Iterator[_List]:
    at = 0
    while at < len(lines):
        if not _LIST.match(lines[at]):
            at += 1
            continue
        own = len(lines[at]) - len(lines[at].lstrip(" "))
        starts: list[int] = []
        indent = -1
        at += 1
        while at < len(lines):
            line = lines[at]
            words = line.lstrip(" ")
            if words and words[0] != "#":
                depth = len(line) - len(words)
                if indent < 0 and words.startswith("- ") and depth >= own:
                    indent = depth
                if depth < indent or indent < 0 or (depth == indent and not words.startswith("- ")):
                    break
                if depth == indent:
                    starts.append(at)
            at += 1
        if len(starts) >= _FEWEST:
            yield _List(tuple(starts), at, indent)


def _assembled(content: str, lines: list[str], lists: list[_List], file: str) -> Document:
    frame_lines = []
    at = 0
    for number, one in enumerate(lists):
        frame_lines += lines[at : one.starts[0]]
        frame_lines.append(f"{' ' * one.indent}- {_PLACEHOLDER + number}")
        frame_lines += [""] * (one.end - one.starts[0] - 1)
        at = one.end
    frame_lines += lines[at:]
    frame = _remembered("\n".join(frame_lines))
    entries = [
        [
            # With its last line end, which belongs to a block of text.
            _Entry(start, _remembered("\n".join(lines[start:end]) + "\n" * (end < len(lines))))
            for start, end in zip(one.starts, (*one.starts[1:], one.end), strict=True)
        ]
        for one in lists
    ]
    places: dict[Path, list[_Entry]] = {}
    value = _filled(frame.value, (), entries, places)
    if len(places) != len(lists):
        raise _NotPlainError
    return AssembledDocument(file, value, frame.places, content, places)


def _filled(value: Any, path: Path, entries: list[list[_Entry]], places: dict[Path, list[_Entry]]) -> Any:
    """A copy of the frame's data with the entries in the places of the placeholders; notes their paths."""
    if isinstance(value, dict):
        return {key: _filled(inner, (*path, key), entries, places) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 1 and isinstance(value[0], int) and 0 <= value[0] - _PLACEHOLDER < len(entries):
        places[path] = entries[value[0] - _PLACEHOLDER]
        return [_only(entry.document.value) for entry in places[path]]
    return [_filled(inner, (*path, number), entries, places) for number, inner in enumerate(value)]


def _only(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 1:
        raise _NotPlainError
    return value[0]


@lru_cache(maxsize=8_000)
def _remembered(text: str) -> Document:
    return read_document(text, file="")
