"""The values a fact can have. Each can say "not known", and each says how much of it is known.

A count or quantity is an interval, a choice is the set of what it may still be, a set of members keeps
known members, known non-members and everything else apart. Only what every possibility agrees on is decided.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final


class Truth(Enum):
    """Three-valued truth (Kleene): yes, no, or not known."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __invert__(self) -> "Truth":
        return _NOT[self]

    def __and__(self, other: "Truth") -> "Truth":
        # The bare attribute: a sheet takes hundreds of these, and ``value`` is a property.
        return self if self._value_ <= other._value_ else other

    def __or__(self, other: "Truth") -> "Truth":
        return self if self._value_ >= other._value_ else other

    def __bool__(self) -> bool:
        raise TypeError("A three-valued truth has no boolean value; compare it with Truth.YES or Truth.NO.")


_NOT = {Truth.NO: Truth.YES, Truth.YES: Truth.NO, Truth.UNKNOWN: Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Span:
    """A number between ``low`` and ``high``, in the unit that the catalogue gives the fact; None is no bound.

    A bound belongs to the span unless ``low_open`` or ``high_open``: a result printed ``<0.3`` is below 0.3.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int) -> "Span":
        """The span that holds one number."""
        number = Decimal(value)
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether one number is left."""
        return self.low is not None and self.low == self.high


NEVER: Final = Span(low=Decimal(1_000_000))
"""The time since something that has not happened: longer than any window of a rule, in any unit."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a choice may still be; None means anything the catalogue lists."""

    possible: frozenset[str] | None = None

    @property
    def is_exact(self) -> bool:
        """Whether one possibility is left."""
        return self.possible is not None and len(self.possible) == 1


@dataclass(frozen=True, slots=True)
class Members:
    """A set known in part: ``present`` for certain, ``absent`` for certain, and the rest not known.

    ``closed`` says that whatever is not in ``present`` and not in ``open`` is absent. ``open`` holds members
    that stay unknown in a closed set.
    """

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    closed: bool = False
    open: frozenset[str] = frozenset()

    def includes(self, member: str) -> Truth:
        """Whether ``member`` belongs to the set, as far as known."""
        if member in self.present:
            return Truth.YES
        if member in self.absent or (self.closed and member not in self.open):
            return Truth.NO
        return Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Days:
    """A calendar day between ``first`` and ``last``; both None: not known."""

    first: date | None = None
    last: date | None = None


Value = Truth | Span | Options | Members | Days


def is_known(value: Value) -> bool:
    """Whether anything at all is known: an interval that excludes something counts as known."""
    match value:
        case Truth():
            return value is not Truth.UNKNOWN
        case Span(low, high):
            return low is not None or high is not None
        case Options(possible):
            return possible is not None
        case Members(present, absent, closed):
            return closed or bool(present or absent)
        case Days(first, last):
            return first is not None or last is not None
