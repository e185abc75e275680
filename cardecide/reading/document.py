"""Reads a YAML 1.2 or JSON file into plain data and keeps the place of every value.

Anchors, aliases, tags, merge keys, duplicate keys and a second document are refused: each of them lets a file
say something other than what its reader sees.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from cardecide.reading.encoding import read_text
from cardecide.reading.json_text import read_json
from cardecide.reading.places import Group, Path, Place, Position, find, line_and_column
from cardecide.reading.problem import InputError, Problem
from cardecide.reading.yaml_errors import explain
from cardecide.reading.yaml_events import MAX_DEPTH, MAX_EVENTS, MAX_PROBLEMS, Builder, TooMuchError

__all__ = [
    "MAX_DEPTH",
    "MAX_EVENTS",
    "MAX_PROBLEMS",
    "Document",
    "Path",
    "Position",
    "dotted",
    "read_document",
]


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file, as data and as ``text`` without a byte order mark.

    Numbers with a point are Decimal; positions are lines and columns from 1.
    """

    file: str
    value: Any
    places: Place | None = field(default=None, repr=False, compare=False)
    text: str = field(default="", repr=False, compare=False)

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where the value of ``path`` stands, or its key; else the nearest enclosing value."""
        if self.places is None:
            return 1, 1
        if key and path:
            parent, steps = find(self.places, path[:-1])
            keys = parent.keys if isinstance(parent, Group) and steps == len(path) - 1 else None
            if keys is not None and path[-1] in keys:
                return line_and_column(keys[str(path[-1])])
        return line_and_column(find(self.places, path)[0])

    def holds(self, path: Path) -> bool:
        """Whether something with a place of its own stands at ``path``."""
        return self.places is not None and find(self.places, path)[1] == len(path)

    def problem(
        self,
        path: Path,
        message: str,
        expected: str = "",
        nearest: str = "",
        *,
        code: str = "",
        key: bool = False,
    ) -> Problem:
        """A problem at a place of this document."""
        line, column = self.position(path, key=key)
        return Problem(message, expected, nearest, self.file, line, column, dotted(path), code)


def dotted(path: Path) -> str:
    """The path as people write it: ``treatments[2].stop``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_document(text: str | bytes, *, file: str) -> Document:
    """Read the content of one YAML or JSON file; ``file`` is its name in problems.

    Raises InputError with every problem found: of the encoding, else of the syntax, else of keys and numbers.
    """
    content = read_text(text, file=file)
    builder = Builder(file)
    try:
        builder.build(content)
    except yaml.MarkedYAMLError as error:
        # Some JSON is no YAML to this parser (surrogate escapes, very long keys); such a file has no places.
        if content.lstrip()[:1] in ("{", "[", '"') and not builder.problems:
            data = read_json(content, file=file, max_depth=MAX_DEPTH)
            if data is not None:
                return Document(file, data, None, content)
        raise InputError([*builder.problems, explain(error, content, file=file)]) from None
    except TooMuchError:
        pass
    if not builder.started and not builder.problems:
        raise InputError([Problem("the file is empty", "a case or rules", file=file, code="empty")])
    if builder.problems:
        raise InputError(builder.problems)
    return Document(file, builder.root, builder.places, content)
