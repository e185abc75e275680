"""Which columns a facts table has, and which facts the packs need.

A column holds one plain thing: a yes/no fact, a number or one of its two bounds, whether a set includes one
member, whether a choice may still be one value. Names are plain identifiers, the same in Parquet, SQL and
pandas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from cardecide.engine.expression import Atom, Compare, Expression, Includes, IsOneOf, YesNoAtom
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import FactDefinition
from cardecide.facts.catalogue.definition import plain_name

Form = Literal["yes_no", "number", "member", "option"]

FIRST_DAY: Final = "decision_date__first"
LAST_DAY: Final = "decision_date__last"
"""The two ends of a row's own decision date; equal where it is known to the day."""

PATIENT: Final = "patient"
"""The name of the row, for the one who reads the results."""


def member_column(fact: str, member: str) -> str:
    """The column that says whether a set includes ``member``, or whether a choice may be it."""
    return f"{fact}__{plain_name(member)}"


def low_column(fact: str) -> str:
    """The lower bound of a number that is not always exact; null is no bound."""
    return f"{fact}__low"


def high_column(fact: str) -> str:
    """The upper bound of a number that is not always exact; null is no bound."""
    return f"{fact}__high"


@dataclass(frozen=True, slots=True)
class NeededFact:
    """One fact that the packs need. ``members`` are those of a set that are asked for, or all of a choice."""

    definition: FactDefinition
    form: Form
    members: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fact's name."""
        return self.definition.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns where every value is exact; a number may have its two bounds instead."""
        if self.form in ("member", "option"):
            return tuple(member_column(self.name, one) for one in self.members)
        return (self.name,)


@dataclass(frozen=True)
class FactsNeeded:
    """The facts that some conditions need, in the order of the vocabulary."""

    facts: tuple[NeededFact, ...]

    @cached_property
    def by_name(self) -> dict[str, NeededFact]:
        """The facts by name."""
        return {one.name: one for one in self.facts}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table in which every number is exact."""
        return tuple(column for one in self.facts for column in one.columns)


def needed_by(conditions: Iterable[Expression], vocabulary: Vocabulary) -> FactsNeeded:
    """What the conditions need. Raises ValueError where two members would share a column."""
    members: dict[str, dict[str, None]] = {}
    forms: dict[str, Form] = {}
    for atom in _atoms(conditions):
        forms[atom.fact] = _form(atom)
        asked = members.setdefault(atom.fact, {})
        if isinstance(atom, Includes):
            asked.update(dict.fromkeys(atom.members))
    found = []
    for name, definition in vocabulary.items():
        if name not in forms:
            continue
        form = forms[name]
        values = (
            definition.values
            if form == "option"
            else definition.values and _sorted(members[name], definition)
        )
        found.append(NeededFact(definition, form, tuple(values)))
    needed = FactsNeeded(tuple(found))
    if len(set(needed.columns)) < len(needed.columns):
        raise ValueError("two members of a set have the same plain name")
    return needed


def _atoms(conditions: Iterable[Expression]) -> Iterable[Atom]:
    from cardecide.engine.expression import atoms

    for condition in conditions:
        yield from atoms(condition)


def _form(atom: Atom) -> Form:
    match atom:
        case YesNoAtom():
            return "yes_no"
        case Compare():
            return "number"
        case Includes():
            return "member"
        case IsOneOf():
            return "option"


def _sorted(asked: Iterable[str], definition: FactDefinition) -> tuple[str, ...]:
    places = {value: place for place, value in enumerate(definition.values)}
    return tuple(sorted(asked, key=lambda one: places[one]))
