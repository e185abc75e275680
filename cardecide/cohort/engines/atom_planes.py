"""The planes of single atoms: bits of columns, and numbers compared with thresholds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

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
from cardecide.cohort.engines.planes import Planes, all_planes, any_planes, union
from cardecide.engine.expression import Atom, Compare, Includes, IsOneOf, YesNoAtom
from cardecide.facts.value import NEVER

if TYPE_CHECKING:
    import pyarrow

_NEVER = float(NEVER.low or 0)


class AtomPlanes:
    """The atoms of one block. What two atoms share is computed once: ``< 3`` is ``>= 3`` swapped."""

    def __init__(self, batch: "pyarrow.RecordBatch", values: Mapping[str, Sequence[str]]) -> None:
        """``values`` are those of every choice, by fact."""
        self.rows = batch.num_rows
        self.words = word_count(self.rows)
        self._batch = batch
        self._places = {name: place for place, name in enumerate(batch.schema.names)}
        self._values = values
        self._numbers: dict[str, tuple[Numbers, Words] | None] = {}
        self._bits: dict[str, Planes] = {}
        self._compared: dict[tuple[str, Decimal, bool], Planes] = {}
        self._flags = np.empty(self.rows, np.bool_)
        self._unknown = Planes(np.zeros(self.words, np.uint64), np.zeros(self.words, np.uint64))

    def of(self, atom: Atom) -> Planes:
        """The planes of an atom; unknown everywhere where its column is not there."""
        match atom:
            case YesNoAtom(fact):
                return self._yes_no(fact)
            case Includes(fact, mode, members):
                parts = [self._yes_no(member_column(fact, one)) for one in members]
                return (any_planes if mode == "any" else all_planes)(parts, self.words)
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
            return Planes(bits, ~bits)
        yes = bits & known
        return Planes(yes, yes ^ known)

    def _one_of(self, fact: str, values: tuple[str, ...]) -> Planes:
        """Yes where no other value is possible any more, no where none of these is."""
        options = {one: self._yes_no(member_column(fact, one)) for one in self._values[fact]}
        wanted = [planes for one, planes in options.items() if one in values]
        others = [planes for one, planes in options.items() if one not in values]
        known = union([planes.yes for planes in options.values()], self.words)
        return Planes(
            all_planes([one.swapped() for one in others], self.words).yes & known,
            all_planes([one.swapped() for one in wanted], self.words).yes & known,
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
                return all_planes(parts, self.words)

    def _beyond(self, fact: str, threshold: Decimal, strict: bool) -> Planes:
        """Whether the number reaches the threshold, or exceeds it where ``strict``."""
        key = fact, threshold, strict
        found = self._compared.get(key)
        if found is None:
            found = self._compared[key] = self._judged(fact, threshold, strict)
        return found

    def _judged(self, fact: str, threshold: Decimal, strict: bool) -> Planes:
        limit = float(threshold)
        above = np.greater if strict else np.greater_equal
        exact = self._known_numbers(fact)
        if exact is not None:
            numbers, known = exact
            if limit >= _NEVER:  # never is a number beyond this one and no more
                known = known & self._packed(np.less, numbers, np.inf)
            yes = self._packed(above, numbers, limit) & known
            return Planes(yes, yes ^ known)
        low, high = self._column(low_column(fact)), self._column(high_column(fact))
        below = np.less_equal if strict else np.less
        return Planes(self._bound(above, low, limit), self._bound(below, high, limit))

    def _known_numbers(self, fact: str) -> tuple[Numbers, Words] | None:
        """The numbers of an exact column and where they are numbers: not null, and not NaN either."""
        if fact not in self._numbers:
            column = self._column(fact)
            if column is None:
                self._numbers[fact] = None
            else:
                numbers, known = numbers_of(column), known_of(column)
                real = self._packed(np.greater, numbers, -np.inf)
                self._numbers[fact] = numbers, real if known is None else real & known
        return self._numbers[fact]

    def _bound(self, compare: np.ufunc, column: "pyarrow.Array | None", limit: float) -> Words:
        if column is None:
            return self._unknown.yes
        found, known = self._packed(compare, numbers_of(column), limit), known_of(column)
        return found if known is None else found & known

    def _packed(self, compare: np.ufunc, numbers: Numbers, limit: float) -> Words:
        compare(numbers, limit, out=self._flags)
        return packed(self._flags)

    def _column(self, name: str) -> "pyarrow.Array | None":
        place = self._places.get(name)
        return None if place is None else self._batch.column(place)
