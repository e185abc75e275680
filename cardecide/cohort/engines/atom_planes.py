"""The planes of single atoms: bits of columns, and numbers compared with thresholds."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from cardecide.cohort.engines.column_views import (
    Numbers,
    Words,
    bits_of,
    known_of,
    numbers_of,
    packed,
    word_count,
)
from cardecide.cohort.engines.columns import high_column, low_column, member_column
from cardecide.cohort.engines.planes import Planes, Scratch, all_planes, any_planes
from cardecide.engine.expression import Atom, Compare, Includes, IsOneOf, YesNoAtom
from cardecide.facts.value import NEVER

if TYPE_CHECKING:
    import pyarrow

Limit = tuple[Decimal, bool]
"""What a number has to reach, or to exceed where the second is true."""

_NEVER: Final = NEVER.low or Decimal(0)
_PIECE: Final = 65_536
"""Numbers that fit the second cache together with what is made of them."""


def limits_of(atoms: Iterable[Atom]) -> dict[str, list[Limit]]:
    """What every number is compared with: ``< 3`` is ``>= 3`` the other way round, ``= 3`` is both ends."""
    found: dict[str, dict[Limit, None]] = {}
    for atom in atoms:
        if isinstance(atom, Compare):
            ends = [(atom.threshold, strict) for strict in _STRICT[atom.op]]
            found.setdefault(atom.fact, {}).update(dict.fromkeys(ends))
    return {fact: list(limits) for fact, limits in found.items()}


_STRICT: Final = {">=": (False,), "<": (False,), ">": (True,), "<=": (True,), "=": (False, True)}


class AtomPlanes:
    """The atoms of one block. What two atoms share is computed once: ``< 3`` is ``>= 3`` swapped."""

    def __init__(
        self,
        batch: "pyarrow.RecordBatch",
        values: Mapping[str, Sequence[str]],
        limits: Mapping[str, Sequence[Limit]],
        scratch: Scratch,
    ) -> None:
        """``values`` are those of every choice, ``limits`` those that every number is compared with."""
        self.rows = batch.num_rows
        scratch.begin(word_count(self.rows))
        self._scratch = scratch
        self._batch = batch
        self._places = {name: place for place, name in enumerate(batch.schema.names)}
        self._values = values
        self._limits = limits
        self._bits: dict[str, Planes] = {}
        self._compared: dict[str, dict[Limit, Planes]] = {}
        self._flags = np.empty(_PIECE, np.bool_)
        nothing = scratch.filled(ones=False)
        self._unknown = Planes(nothing, nothing)

    def of(self, atom: Atom) -> Planes:
        """The planes of an atom; unknown everywhere where its column is not there."""
        match atom:
            case YesNoAtom(fact):
                return self._yes_no(fact)
            case Includes(fact, mode, members):
                parts = [self._yes_no(member_column(fact, one)) for one in members]
                return (any_planes if mode == "any" else all_planes)(parts, self._scratch)
            case IsOneOf(fact, values):
                return self._one_of(fact, values)
            case Compare(fact, op, threshold):
                return self._compare(fact, op, threshold)

    def _yes_no(self, name: str) -> Planes:
        found = self._bits.get(name)
        if found is None:
            found = self._bits[name] = self._read_bits(name)
        return found

    def _read_bits(self, name: str) -> Planes:
        column = self._column(name)
        if column is None:
            return self._unknown
        bits, known = bits_of(column), known_of(column)
        if known is None:
            return Planes(bits, np.invert(bits, out=self._scratch.take()))
        yes = self._scratch.both(bits, known)
        return Planes(yes, self._scratch.rest(known, yes))

    def _one_of(self, fact: str, values: tuple[str, ...]) -> Planes:
        """Yes where no other value is possible any more, no where none of these is."""
        options = {one: self._yes_no(member_column(fact, one)) for one in self._values[fact]}
        wanted = [planes for one, planes in options.items() if one in values]
        others = [planes for one, planes in options.items() if one not in values]
        scratch = self._scratch
        known = scratch.some([planes.yes for planes in options.values()])
        return Planes(
            scratch.every([known, *(one.no for one in others)]),
            scratch.every([known, *(one.no for one in wanted)]),
        )

    def _compare(self, fact: str, op: str, threshold: Decimal) -> Planes:
        match op:
            case ">=":
                return self._beyond(fact, threshold, False)
            case ">":
                return self._beyond(fact, threshold, True)
            case "<":
                return self._beyond(fact, threshold, False).swapped()
            case "<=":
                return self._beyond(fact, threshold, True).swapped()
            case _:
                parts = [self._beyond(fact, threshold, False), self._beyond(fact, threshold, True).swapped()]
                return all_planes(parts, self._scratch)

    def _beyond(self, fact: str, threshold: Decimal, strict: bool) -> Planes:
        """Whether the number reaches the threshold, or exceeds it where ``strict``."""
        if fact not in self._compared:
            limits = self._limits[fact]
            exact = self._column(fact)
            judged = self._between(fact, limits) if exact is None else self._exact(exact, limits)
            self._compared[fact] = dict(zip(limits, judged, strict=True))
        return self._compared[fact][threshold, strict]

    def _exact(self, column: "pyarrow.Array", limits: Sequence[Limit]) -> list[Planes]:
        """A number that is known or not. What is not null may still be NaN, which is no number either."""
        numbers, given = numbers_of(column), known_of(column)
        above = [(np.greater if strict else np.greater_equal, float(limit)) for limit, strict in limits]
        real, *reached = self._packed(numbers, [(np.greater, -np.inf), *above])
        if given is not None:
            np.bitwise_and(real, given, out=real)
        found = []
        for (limit, _), yes in zip(limits, reached, strict=True):
            known = real
            if limit >= _NEVER:  # never is a number beyond this one and no more
                known = real & self._packed(numbers, [(np.less, np.inf)])[0]
            yes &= known
            found.append(Planes(yes, self._scratch.rest(known, yes)))
        return found

    def _between(self, fact: str, limits: Sequence[Limit]) -> list[Planes]:
        """A number between two bounds, either of which may be missing; NaN is no bound."""
        yes = self._bound(
            low_column(fact),
            [(np.greater if strict else np.greater_equal, limit) for limit, strict in limits],
        )
        no = self._bound(
            high_column(fact), [(np.less_equal if strict else np.less, limit) for limit, strict in limits]
        )
        return list(map(Planes, yes, no))

    def _bound(self, name: str, tests: Sequence[tuple[np.ufunc, Decimal]]) -> list[Words]:
        column = self._column(name)
        if column is None:
            return [self._unknown.yes] * len(tests)
        found = self._packed(numbers_of(column), [(test, float(limit)) for test, limit in tests])
        known = known_of(column)
        return found if known is None else [np.bitwise_and(one, known, out=one) for one in found]

    def _packed(self, numbers: Numbers, tests: Sequence[tuple[np.ufunc, float]]) -> list[Words]:
        """A bit for each number and test; piece by piece, so that each piece is read from memory once."""
        found = [self._scratch.take() for _ in tests]
        for start in range(0, self.rows, _PIECE):
            piece = numbers[start : start + _PIECE]
            flags = self._flags[: len(piece)]
            words = slice(start // 64, start // 64 + word_count(len(piece)))
            for (test, limit), plane in zip(tests, found, strict=True):
                test(piece, limit, out=flags)
                plane[words] = packed(flags)
        return found

    def _column(self, name: str) -> "pyarrow.Array | None":
        place = self._places.get(name)
        return None if place is None else self._batch.column(place)
