"""Three-valued answers for a block of patients: one bit plane for *certainly yes*, one for *certainly no*.

Neither bit is set where the answer is unknown. *Not* swaps the planes; *and* joins the yes planes with and,
the no planes with or; *or* is the same the other way round.
"""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from cardecide.cohort.engines.column_views import Words


class Planes(NamedTuple):
    """The two planes of one answer."""

    yes: Words
    no: Words

    def swapped(self) -> "Planes":
        """The opposite answer."""
        return Planes(self.no, self.yes)


def all_planes(parts: Sequence[Planes], words: int) -> Planes:
    """Yes where every part is yes, no where one is no."""
    if not parts:
        return Planes(~np.zeros(words, np.uint64), np.zeros(words, np.uint64))
    if len(parts) == 1:
        return parts[0]
    return Planes(
        _joined(np.bitwise_and, [one.yes for one in parts]), _joined(np.bitwise_or, [one.no for one in parts])
    )


def any_planes(parts: Sequence[Planes], words: int) -> Planes:
    """Yes where one part is yes, no where every part is no."""
    return all_planes([one.swapped() for one in parts], words).swapped()


def at_least_planes(n: int, parts: Sequence[Planes]) -> Planes:
    """Yes where ``n`` parts are yes, no where so many are no that ``n`` cannot be reached."""
    return Planes(
        _reached(n, [one.yes for one in parts]),
        _reached(len(parts) - n + 1, [one.no for one in parts]),
    )


def _joined(operation: np.ufunc, parts: Sequence[Words]) -> Words:
    result: Words = operation(parts[0], parts[1])
    for part in parts[2:]:
        operation(result, part, out=result)
    return result


def _reached(n: int, parts: Sequence[Words]) -> Words:
    """Where at least ``n`` bits are set. ``reached[k]``: more than ``k`` of the parts so far are set."""
    reached = [np.zeros_like(parts[0]) for _ in range(n)]
    for part in parts:
        for k in range(n - 1, 0, -1):
            reached[k] |= reached[k - 1] & part
        reached[0] |= part
    return reached[-1]


def union(parts: Sequence[Words], words: int) -> Words:
    """Where any bit is set."""
    return reduce(np.bitwise_or, parts, np.zeros(words, np.uint64))
