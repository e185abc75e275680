"""Remembering a part of the last results, so that an edit costs what it changes.

A part is taken again only where everything that it was made from is the same; so a result is the same with
and without its memory, whatever was asked before.
"""

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Part = TypeVar("Part")
_MOST: Final = 16_384


class Remembered(Generic[Part]):
    """The last part for each key, with what it was made from. Threads may share it."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Part]] = {}

    def take(self, key: Hashable, made_from: tuple[object, ...], make: Callable[[], Part]) -> Part:
        """The part kept under ``key`` where it was made from the same, else a new one, which is kept."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == made_from:  # the same objects are not compared further
            return kept[1]
        part = make()
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = made_from, part
        return part

    def forget(self) -> None:
        """Forget everything."""
        self._kept.clear()
