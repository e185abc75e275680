"""How statuses move from one set of rules, or one day, to another."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cardecide.cohort.screening.screened import STATUSES, Screened, ScreenedPack, Side
from cardecide.engine.impact import ABSENT

if TYPE_CHECKING:
    import numpy

_STATES: Final = (*STATUSES, ABSENT)


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
    import numpy

    before, after = _sides(screened)
    packs = {pack.id: pack for side in (before, after) for pack in side.packs}
    found = []
    for name, pack in packs.items():
        pairs = _codes(screened, before, name).astype(numpy.intp) * len(_STATES) + _codes(
            screened, after, name
        )
        counts = numpy.bincount(pairs, minlength=len(_STATES) ** 2)
        for pair in numpy.flatnonzero(counts).tolist():
            old, new = divmod(pair, len(_STATES))
            found.append(Transition(pack, _STATES[old], _STATES[new], int(counts[pair])))
    return found


def moved(screened: Screened) -> list[Moved]:
    """Every patient and pack whose status changed. Raises ValueError where nothing was compared."""
    import numpy

    before, after = _sides(screened)
    rows = numpy.flatnonzero(screened.judged)
    found = []
    for name in dict.fromkeys(pack.id for side in (before, after) for pack in side.packs):
        old, new = _codes(screened, before, name), _codes(screened, after, name)
        found += [
            Moved(int(rows[place]), name, _STATES[old[place]], _STATES[new[place]])
            for place in numpy.flatnonzero(old != new).tolist()
        ]
    return found


def _sides(screened: Screened) -> tuple[Side, Side]:
    if len(screened.sides) < 2:
        raise ValueError("the screening compares nothing")
    return screened.sides[0], screened.sides[1]


def _codes(screened: Screened, side: Side, pack: str) -> "numpy.ndarray[Any, Any]":
    """The state of every judged row: a status, or that there is no such pack."""
    import numpy

    try:
        place = side.place(pack)
    except KeyError:
        return numpy.full(int(screened.judged.sum()), len(STATUSES), numpy.uint8)
    codes: numpy.ndarray[Any, Any] = side.statuses[screened.judged, place]
    return codes
