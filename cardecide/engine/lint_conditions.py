"""Finds conditions that say nothing: those no patient, or every patient, fulfils, and criteria at odds."""

from collections.abc import Iterator, Sequence

from cardecide.engine.expression import (
    ALWAYS,
    Atom,
    Compare,
    Expression,
    IsOneOf,
    Not,
    atoms,
    children,
    text_of,
)
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.logic import compare
from cardecide.engine.pack import STATUS_ROLES, Criterion
from cardecide.engine.satisfiable import contradiction, points, satisfiable
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.value import Span, Truth


def constant_parts(condition: Expression, vocabulary: Vocabulary) -> Iterator[tuple[LintCode, str]]:
    """The outermost parts of a condition that are never or always true, with their text.

    A part that asks about each fact once can be both, if its atoms can: only where a fact is asked about
    twice is there anything to search for.
    """
    if condition == ALWAYS:
        return
    parts = children(condition)
    if not parts:
        truth = _constant_atom(next(atoms(condition)), vocabulary)
    else:
        truth = _constant(condition, vocabulary) if _repeats_a_fact(condition) else None
    if truth is not None:
        yield (LintCode.ALWAYS_TRUE if truth is Truth.YES else LintCode.NEVER_TRUE), text_of(condition)
        return
    for part in parts:
        yield from constant_parts(part, vocabulary)


def contradicting(criteria: Sequence[Criterion], vocabulary: Vocabulary) -> tuple[Criterion, ...]:
    """A smallest group of include and exclude criteria that no patient can meet together; empty if none."""
    wanted = {
        criterion.id: (
            criterion,
            criterion.condition if criterion.role == "include" else Not(criterion.condition),
        )
        for criterion in criteria
        if criterion.role in STATUS_ROLES and criterion.condition is not None
    }
    for group in _sharing_facts({name: condition for name, (_, condition) in wanted.items()}):
        if len(group) < 2:
            continue
        refusing = set(contradiction([wanted[name][1] for name in group], vocabulary))
        if refusing:
            group = [name for name in group if wanted[name][1] in refusing]
            for name in list(group):
                fewer = [other for other in group if other != name]
                if contradiction([wanted[other][1] for other in fewer], vocabulary):
                    group = fewer
            return tuple(wanted[name][0] for name in group)
    return ()


def _constant_atom(atom: Atom, vocabulary: Vocabulary) -> Truth | None:
    definition = vocabulary[atom.fact]
    match atom:
        case Compare(_, op, threshold) if definition.plausible is not None:
            found = {compare(Span.exactly(n), op, threshold) for n in points(definition, [threshold])}
            return found.pop() if len(found) == 1 else None
        case IsOneOf(_, values):
            return Truth.YES if set(values) >= set(definition.values) else None
        case _:
            return None


def _constant(condition: Expression, vocabulary: Vocabulary) -> Truth | None:
    if not satisfiable([condition], vocabulary):
        return Truth.NO
    return None if satisfiable([Not(condition)], vocabulary) else Truth.YES


def _repeats_a_fact(condition: Expression) -> bool:
    names = [atom.fact for atom in atoms(condition)]
    return len(set(names)) < len(names)


def _sharing_facts(conditions: dict[str, Expression]) -> list[list[str]]:
    """The names in groups: conditions of different groups ask about different facts."""
    groups: list[tuple[set[str], list[str]]] = []
    for name, condition in conditions.items():
        facts = {atom.fact for atom in atoms(condition)}
        names = [name]
        apart = []
        for other_facts, other_names in groups:
            if facts & other_facts:
                facts |= other_facts
                names = other_names + names
            else:
                apart.append((other_facts, other_names))
        groups = [*apart, (facts, names)]
    return [names for _, names in groups]
