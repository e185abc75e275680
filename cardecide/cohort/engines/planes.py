"""Three-valued answers for a block of patients: one bit plane for *certainly yes*, one for *certainly no*.

Neither bit is set where the answer is unknown. *Not* swaps the planes; *and* joins the yes planes with and,
the no planes with or; *or* is the same the other way round.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from cardecide.cohort.engines.column_views import Words

_SLAB: Final = 128
"""Planes that are asked for together: the system hands out large pieces of memory in large pages."""


class Planes(NamedTuple):
    """The two planes of one answer."""

    yes: Words
    no: Words

    def swapped(self) -> "Planes":
        """The opposite answer."""
        return Planes(self.no, self.yes)


class Scratch:
    """The planes of one block, used again for the next, since getting memory takes longer than filling it.

    What was taken before ``begin`` holds other answers afterwards.
    """

    def __init__(self) -> None:
        self._planes: list[Words] = []
        self._taken = 0
        self.words = 0

    def begin(self, words: int) -> None:
        """Start a block whose planes have so many words."""
        if words != self.words:
            self._planes.clear()
        self.words, self._taken = words, 0

    def take(self) -> Words:
        """A plane with anything in it."""
        if self._taken == len(self._planes):
            self._planes += list(np.empty((_SLAB, self.words), np.uint64))
        self._taken += 1
        return self._planes[self._taken - 1]

    def filled(self, *, ones: bool) -> Words:
        """A plane of nothing but ones or zeros."""
        plane = self.take()
        plane.fill(~np.uint64(0) if ones else 0)
        return plane

    def both(self, first: Words, second: Words) -> Words:
        """Where both bits are set."""
        return np.bitwise_and(first, second, out=self.take())

    def rest(self, whole: Words, part: Words) -> Words:
        """Where the bit of the whole is set and that of its part is not."""
        return np.bitwise_xor(whole, part, out=self.take())

    def every(self, parts: Sequence[Words]) -> Words:
        """Where all bits are set; everywhere if there are none."""
        return self._joined(np.bitwise_and, parts) if parts else self.filled(ones=True)

    def some(self, parts: Sequence[Words]) -> Words:
        """Where any bit is set; nowhere if there are none."""
        return self._joined(np.bitwise_or, parts) if parts else self.filled(ones=False)

    def _joined(self, operation: np.ufunc, parts: Sequence[Words]) -> Words:
        if len(parts) == 1:
            return parts[0]
        result: Words = operation(parts[0], parts[1], out=self.take())
        for part in parts[2:]:
            operation(result, part, out=result)
        return result


def all_planes(parts: Sequence[Planes], scratch: Scratch) -> Planes:
    """Yes where every part is yes, no where one is no."""
    return Planes(scratch.every([one.yes for one in parts]), scratch.some([one.no for one in parts]))


def any_planes(parts: Sequence[Planes], scratch: Scratch) -> Planes:
    """Yes where one part is yes, no where every part is no."""
    return Planes(scratch.some([one.yes for one in parts]), scratch.every([one.no for one in parts]))


def at_least_planes(n: int, parts: Sequence[Planes], scratch: Scratch) -> Planes:
    """Yes where ``n`` parts are yes, no where so many are no that ``n`` cannot be reached."""
    return Planes(
        _reached(n, [one.yes for one in parts], scratch),
        _reached(len(parts) - n + 1, [one.no for one in parts], scratch),
    )


def _reached(n: int, parts: Sequence[Words], scratch: Scratch) -> Words:
    """Where at least ``n`` bits are set. ``reached[k]``: more than ``k`` of the parts so far are set."""
    reached = [scratch.filled(ones=False) for _ in range(n)]
    for part in parts:
        for k in range(n - 1, 0, -1):
            reached[k] |= reached[k - 1] & part
        reached[0] |= part
    return reached[-1]
