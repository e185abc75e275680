"""Where each value of a file stands: a tree beside the data, with the parser's own marks at its places.

Nothing is computed while a file is read. Most files have no problem, and then nobody asks.
"""

from typing import Any

import yaml

Path = tuple[str | int, ...]
Position = tuple[int, int]


class Group:
    """The places inside one map or list. ``keys`` holds those of a map's keys, and is None for a list."""

    __slots__ = ("inside", "keys", "mark")

    def __init__(self, mark: yaml.Mark, inside: Any, keys: dict[str, yaml.Mark] | None) -> None:
        self.mark = mark
        self.inside = inside
        self.keys = keys


Place = Group | yaml.Mark
"""A group with what is inside it, or where a single value begins."""


def find(root: Place, path: Path) -> tuple[Place, int]:
    """The place of the innermost part of ``path`` that is there, and how many of its steps are."""
    place = root
    for step, part in enumerate(path):
        if not isinstance(place, Group):
            return place, step
        inside = place.inside
        if isinstance(part, str) is not isinstance(inside, dict):
            return place, step
        if (part not in inside) if isinstance(inside, dict) else not 0 <= int(part) < len(inside):
            return place, step
        place = inside[part]
    return place, len(path)


def line_and_column(place: Place) -> Position:
    """Where the place begins, both from 1 and in characters."""
    mark = place.mark if isinstance(place, Group) else place
    return mark.line + 1, mark.column + 1
