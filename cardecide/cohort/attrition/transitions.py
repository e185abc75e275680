"""How statuses move from one set of rules, or one day, to another."""

from collections import Counter
from dataclasses import dataclass

from cardecide.cohort.screening.screened import NOT_JUDGED, STATUSES, Screened, ScreenedPack, Side
from cardecide.engine.impact import ABSENT


@dataclass(frozen=True, slots=True)
class Transition:
    """How many patients moved from one status of a pack to another; ``absent``: there is no such pack."""

    pack: ScreenedPack
    before: str
    after: str
    count: int

    @property
    def changes(self) -> bool:
        """Whether the status is another one."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Moved:
    """One patient whose status of a pack changed; ``row`` counts from 0 in the screened table."""

    row: int
    pack: str
    before: str
    after: str


def transitions(screened: Screened) -> list[Transition]:
    """Every pair of statuses that occurs, pack by pack: under the answer asked for, and under the other.

    Raises ValueError where nothing was compared.
    """
    before, after = _sides(screened)
    packs = {pack.id: pack for side in (before, after) for pack in side.packs}
    found = []
    for name, pack in packs.items():
        counts = Counter(zip(_column(screened, 0, name), _column(screened, 1, name), strict=True))
        order = {status: place for place, status in enumerate((*STATUSES, ABSENT))}
        pairs = sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
        found += [Transition(pack, old, new, counts[old, new]) for old, new in pairs]
    return found


def moved(screened: Screened) -> list[Moved]:
    """Every patient and pack whose status changed. Raises ValueError where nothing was compared."""
    import numpy

    before, after = _sides(screened)
    rows = numpy.flatnonzero(screened.judged)
    found = []
    for name in dict.fromkeys(pack.id for side in (before, after) for pack in side.packs):
        old, new = _column(screened, 0, name), _column(screened, 1, name)
        found += [
            Moved(int(row), name, one, other)
            for row, one, other in zip(rows, old, new, strict=True)
            if one != other
        ]
    return found


def _sides(screened: Screened) -> tuple[Side, Side]:
    if len(screened.sides) < 2:
        raise ValueError("the screening compares nothing")
    return screened.sides[0], screened.sides[1]


def _column(screened: Screened, side: int, pack: str) -> list[str]:
    one = screened.sides[side]
    try:
        place = one.place(pack)
    except KeyError:
        return [ABSENT] * int(screened.judged.sum())
    codes = one.statuses[screened.judged, place]
    return [STATUSES[code] if code != NOT_JUDGED else ABSENT for code in codes.tolist()]
