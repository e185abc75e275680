"""Conditions as immutable trees: atoms about one fact each, combined by all, any, not and at least.

Two conditions that ask the same thing are equal, however they were written; the compiler relies on it to
compute a common part once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Operator = Literal[">=", ">", "<=", "<", "="]
Mode = Literal["single", "all", "any"]


@dataclass(frozen=True, slots=True)
class YesNoAtom:
    """The yes/no fact holds."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A count or quantity compared with ``threshold``, which is in the fact's own unit.

    ``written`` is the threshold as the author wrote it, with the author's unit.
    """

    fact: str
    op: Operator
    threshold: Decimal
    written: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Includes:
    """A set includes one member, all of several, or any of several."""

    fact: str
    mode: Mode
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsOneOf:
    """A choice is one of the values."""

    fact: str
    values: tuple[str, ...]


Atom = YesNoAtom | Compare | Includes | IsOneOf


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. Without parts it always holds (written ``always``)."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``n`` of the parts hold."""

    n: int
    parts: tuple["Expression", ...]


Expression = Atom | AllOf | AnyOf | Not | AtLeast

ALWAYS = AllOf(())


def children(expression: Expression) -> tuple[Expression, ...]:
    """The direct parts of an expression; none for an atom."""
    match expression:
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def atoms(expression: Expression) -> Iterator[Atom]:
    """Every atom of an expression, from left to right, repetitions included."""
    match expression:
        case YesNoAtom() | Compare() | Includes() | IsOneOf():
            yield expression
        case _:
            for child in children(expression):
                yield from atoms(child)


def text_of(expression: Expression) -> str:
    """The expression in the rule language; a combination is written on one line."""
    match expression:
        case YesNoAtom(fact):
            return fact
        case Compare(fact, op, _, written):
            return f"{fact} {op} {written}"
        case Includes(fact, "single", members):
            return f"{fact} includes {members[0]}"
        case Includes(fact, mode, members):
            return f"{fact} includes {mode} of [{', '.join(members)}]"
        case IsOneOf(fact, values) if len(values) == 1:
            return f"{fact} is {values[0]}"
        case IsOneOf(fact, values):
            return f"{fact} is one of [{', '.join(values)}]"
        case Not(part):
            return f"not ({text_of(part)})" if children(part) else f"not {text_of(part)}"
        case AllOf(()):
            return "always"
        case AllOf(parts):
            return "all of: " + "; ".join(map(_inner_text, parts))
        case AnyOf(parts):
            return "any of: " + "; ".join(map(_inner_text, parts))
        case AtLeast(n, parts):
            return f"at least {n} of: " + "; ".join(map(_inner_text, parts))


def _inner_text(part: Expression) -> str:
    combined = children(part) and not isinstance(part, Not)
    return f"({text_of(part)})" if combined else text_of(part)
