"""The answers that one open fact may still get, as far as they make a difference to a condition.

Answers are the regions that the condition's thresholds cut out of what a number may still be, the values that
a choice may still have, or yes and no. Answers that no atom of the condition tells apart are one answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from cardecide.engine.expression import Atom, Compare, Includes, IsOneOf
from cardecide.engine.logic import compare, evaluate_atom
from cardecide.engine.satisfiable import points
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.value import Options, Span, Truth, Value

_MOST_MEMBERS: Final = 8
"""Of more members that one question asks about together, the last ones answer alike."""

Answer = tuple[bool, ...]
"""Which of the atoms hold, in their order."""


def variable_of(atom: Atom, vocabulary: Vocabulary) -> str:
    """What one question settles: the fact, or the one member of a set that the atom asks about."""
    if isinstance(atom, Includes) and vocabulary[atom.fact].member_fact:
        return vocabulary[atom.fact].member_name(atom.members[0])
    return atom.fact


def answers_to(atoms: Sequence[Atom], values: Mapping[str, Value], vocabulary: Vocabulary) -> list[Answer]:
    """The distinct answers to one variable, whose open atoms these are; sets are asked member by member."""
    first = atoms[0]
    found: Iterator[Answer]
    match first:
        case Compare() | IsOneOf():
            possible = possible_values(atoms, values.get(first.fact), vocabulary)
            found = (tuple(evaluate_atom(atom, one) is Truth.YES for atom in atoms) for one in possible)
        case _:
            found = _yes_or_no(atoms)
    return list(dict.fromkeys(found))


def possible_values(atoms: Sequence[Atom], value: Value | None, vocabulary: Vocabulary) -> Iterator[Value]:
    """At least one value in every region that the atoms tell apart, within what the value may still be."""
    definition = vocabulary[atoms[0].fact]
    if isinstance(atoms[0], Compare):
        span = value if isinstance(value, Span) else Span()
        ends = {end for end in (span.low, span.high) if end is not None}
        thresholds = {atom.threshold for atom in atoms if isinstance(atom, Compare)}
        numbers = points(definition, thresholds | ends) + sorted(ends)
        yield from (Span.exactly(one) for one in numbers if _lies_in(span, one))
    else:
        known = value.possible if isinstance(value, Options) else None
        for one in definition.values if known is None else sorted(known):
            yield Options(frozenset({one}))


def _lies_in(span: Span, number: Decimal) -> bool:
    return compare(span, "=", number) is not Truth.NO


def _yes_or_no(atoms: Sequence[Atom]) -> Iterator[Answer]:
    """A yes/no fact, and the member of a set that has its name, are one answer."""
    members = list(dict.fromkeys(atom.members[0] if isinstance(atom, Includes) else "" for atom in atoms))
    is_one = len(members) == 1 or "" in members
    asked = [""] if is_one else members[:_MOST_MEMBERS]
    for answer in product((True, False), repeat=len(asked)):
        holds = dict(zip(asked, answer, strict=True))
        yield tuple(
            holds.get(atom.members[0] if isinstance(atom, Includes) else "", answer[-1]) for atom in atoms
        )
