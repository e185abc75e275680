"""A condition with what is known put in: what is left depends on the answers to the open facts alone.

Different variables are taken to be independent of each other; atoms of one variable never are. Negation is
pushed down to the leaves, and *all*, *any* and *at least* are one kind of junction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cardecide.assessment.answers import answers_to, variable_of
from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Expression,
    Includes,
    Not,
    atoms,
)
from cardecide.engine.logic import evaluate_atom
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth, Value


@dataclass(frozen=True, slots=True)
class Leaf:
    """True for the answers ``when`` out of ``of`` answers to one variable; answers are numbered."""

    variable: str
    when: frozenset[int]
    of: int


@dataclass(frozen=True, slots=True)
class Junction:
    """At least ``n`` of the parts hold. Without parts and with ``n`` 0 it always holds, with 1 never."""

    n: int
    parts: tuple["Form", ...]


Form = Leaf | Junction

ALWAYS: Final = Junction(0, ())
NEVER: Final = Junction(1, ())


def any_form(parts: Iterable[Form]) -> Form:
    """Any of the parts."""
    return _junction(1, list(parts))


def all_form(parts: Iterable[Form]) -> Form:
    """All of the parts."""
    found = list(parts)
    return _junction(len(found), found)


def negated(form: Form) -> Form:
    """True where the form is false."""
    if isinstance(form, Leaf):
        return Leaf(form.variable, frozenset(range(form.of)) - form.when, form.of)
    return _junction(len(form.parts) - form.n + 1, [negated(part) for part in form.parts])


def forms_of(
    conditions: Iterable[Expression], facts: Mapping[str, Fact], vocabulary: Vocabulary
) -> list[Form]:
    """The conditions as forms over the same variables, each condition with what is known put in."""
    singles = [one_by_one(condition) for condition in conditions]
    values = {name: fact.value for name, fact in facts.items()}
    by_variable: dict[str, dict[Atom, None]] = {}
    for condition in singles:
        for atom in atoms(condition):
            if evaluate_atom(atom, values.get(atom.fact)) is Truth.UNKNOWN:
                by_variable.setdefault(variable_of(atom, vocabulary), {})[atom] = None
    leaves: dict[Expression, Form] = {}
    for name, group in by_variable.items():
        answers = answers_to(list(group), values, vocabulary)
        for place, atom in enumerate(group):
            when = frozenset(number for number, answer in enumerate(answers) if answer[place])
            leaves[atom] = Leaf(name, when, len(answers))
    return [_form(condition, leaves, values) for condition in singles]


def one_by_one(expression: Expression) -> Expression:
    """The same condition with sets asked about one member at a time."""
    match expression:
        case Includes(fact, mode, members) if mode != "single":
            parts: tuple[Expression, ...] = tuple(Includes(fact, "single", (one,)) for one in members)
            return AnyOf(parts) if mode == "any" else AllOf(parts)
        case AllOf(parts):
            return AllOf(tuple(map(one_by_one, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(one_by_one, parts)))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(map(one_by_one, parts)))
        case Not(part):
            return Not(one_by_one(part))
        case _:
            return expression


def _form(expression: Expression, leaves: Mapping[Expression, Form], values: Mapping[str, Value]) -> Form:
    match expression:
        case AllOf(parts):
            return all_form(_form(part, leaves, values) for part in parts)
        case AnyOf(parts):
            return any_form(_form(part, leaves, values) for part in parts)
        case AtLeast(n, parts):
            return _junction(n, [_form(part, leaves, values) for part in parts])
        case Not(part):
            return negated(_form(part, leaves, values))
        case atom:
            known = leaves.get(atom)
            if known is not None:
                return known
            return ALWAYS if evaluate_atom(atom, values.get(atom.fact)) is Truth.YES else NEVER


def _junction(n: int, parts: list[Form]) -> Form:
    """The junction without what is constant, and with nested ones of its own kind opened."""
    left: list[Form] = []
    for part in parts:
        if part == ALWAYS:
            n -= 1
        elif part != NEVER:
            left.append(part)
    if n <= 0:
        return ALWAYS
    if n > len(left):
        return NEVER
    if len(left) == 1:
        return left[0]
    is_any, is_all = n == 1, n == len(left)
    flat: list[Form] = []
    for part in left:
        same = isinstance(part, Junction) and (
            (is_any and part.n == 1) or (is_all and part.n == len(part.parts))
        )
        flat.extend(part.parts if same and isinstance(part, Junction) else [part])
    return Junction(1 if is_any else len(flat) if is_all else n, tuple(flat))
