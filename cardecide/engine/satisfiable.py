"""Whether any patient at all can fulfil some conditions, found by trying the values that make a difference.

Numbers are tried at the thresholds, between and beyond them, inside what is plausible for the fact; choices
at each value; sets member by member. Facts are taken to be independent of each other, so that a yes is a yes
for this purpose only; a no is certain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cardecide.engine.expression import Atom, Compare, Expression, Includes, IsOneOf, YesNoAtom, atoms
from cardecide.engine.logic import evaluate_atom, truth_of
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import FactDefinition
from cardecide.facts.value import Members, Options, Span, Truth, Value

MAX_WORK: Final = 400_000
"""The work after which the search gives up and assumes that it is possible; a fraction of a second."""

_WORK_OF_A_STEP: Final = 60
"""What one assignment costs, in conditions that are merely passed over."""


def satisfiable(conditions: Sequence[Expression], vocabulary: Vocabulary) -> bool:
    """Whether all the conditions can be true together. A False is certain, a True beyond MAX_WORK is not."""
    return not contradiction(conditions, vocabulary)


def contradiction(conditions: Sequence[Expression], vocabulary: Vocabulary) -> list[Expression]:
    """Some of the conditions that cannot be true together; none where all can, or beyond MAX_WORK.

    They are those that refused an assignment. Each branch of the search tries every value that makes a
    difference, so that they alone refuse all patients.
    """
    search = _Search(conditions, vocabulary)
    # Short conditions first: they leave the fewest choices.
    waiting = sorted(dict.fromkeys(conditions), key=lambda condition: len(search.facts[condition]))
    return [] if search.found({}, waiting, None) else list(search.refusing)


def points(definition: FactDefinition, thresholds: Iterable[Decimal]) -> list[Decimal]:
    """Numbers of which at least one lies in each region that the thresholds cut out of what is plausible."""
    edges = set(thresholds)
    low, high = definition.plausible or (min(edges) - 1, max(edges) + 1)
    edges |= {low, high}
    if definition.kind == "count":
        found = {edge + step for edge in edges for step in (-1, 0, 1)}
    else:
        ordered = sorted(edges)
        found = edges | {(a + b) / 2 for a, b in pairwise(ordered)}
    return sorted(number for number in found if low <= number <= high)


class _Search:
    def __init__(self, conditions: Sequence[Expression], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._work = 0
        self._thresholds: dict[str, set[Decimal]] = {}
        self.facts: dict[Expression, frozenset[str]] = {}
        self.refusing: dict[Expression, None] = {}
        for condition in conditions:
            self.facts[condition] = frozenset(atom.fact for atom in atoms(condition))
            for atom in atoms(condition):
                if isinstance(atom, Compare):
                    self._thresholds.setdefault(atom.fact, set()).add(atom.threshold)

    def found(self, values: Mapping[str, Value], waiting: Sequence[Expression], learned: str | None) -> bool:
        """Whether the values can be completed; ``waiting`` was undecided before ``learned`` was assigned."""
        self._work += _WORK_OF_A_STEP + len(waiting)
        if self._work > MAX_WORK:
            return True
        undecided = []
        for condition in waiting:
            if learned is not None and learned not in self.facts[condition]:
                undecided.append(condition)
                continue
            truth = truth_of(condition, values)
            if truth is Truth.NO:
                self.refusing[condition] = None
                return False
            if truth is Truth.UNKNOWN:
                undecided.append(condition)
        if not undecided:
            return True
        atom = next(a for a in atoms(undecided[0]) if evaluate_atom(a, values.get(a.fact)) is Truth.UNKNOWN)
        return any(
            self.found({**values, atom.fact: value}, undecided, atom.fact)
            for value in self._choices(atom, values)
        )

    def _choices(self, atom: Atom, values: Mapping[str, Value]) -> Iterator[Value]:
        definition = self._vocabulary[atom.fact]
        match atom:
            case YesNoAtom():
                yield from (Truth.YES, Truth.NO)
            case Compare(fact):
                yield from map(Span.exactly, points(definition, self._thresholds[fact]))
            case IsOneOf():
                yield from (Options(frozenset({value})) for value in definition.values)
            case Includes(fact, _, members):
                known = values.get(fact, Members())
                assert isinstance(known, Members)  # noqa: S101 - this search put it there
                member = next(m for m in members if known.includes(m) is Truth.UNKNOWN)
                yield Members(known.present | {member}, known.absent)
                yield Members(known.present, known.absent | {member})
