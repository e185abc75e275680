"""A derived fact: its value, how it came about, what is still open, and what others claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cardecide.case.partial_date import PartialDate
from cardecide.facts.value import Value
from cardecide.language.message import Message


class Origin(StrEnum):
    """Where a fact's value comes from."""

    DERIVED = "derived"  # from the case's entries, by the definition in the catalogue
    ENTERED = "entered"  # the case says it directly
    STATED = "stated"  # a letter or table claims it and nothing was entered that could derive it
    OVERRIDDEN = "overridden"  # a clinician replaced it, with a reason
    MISSING = "missing"  # nothing is known


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer would settle or narrow a fact.

    ``field`` is the dotted path of the case field that takes the answer, such as ``treatments[2].planned``.
    ``instead``: it stands in for the fact's usual question, of which the greater part is answered.
    """

    id: str
    text: Message
    field: str = ""
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the catalogue for one case on one day.

    ``best`` is the single reading inside an interval that the definition gives with its defaults (the strict
    count of lines). ``as_of`` is the date of the newest entry it rests on. ``claim`` is what the case states
    beside the derivation; ``flags`` are the definition's own flag names (``NON_PD_SWITCH``).
    ``member_dates``: for a set, the date that the finding of a single member rests on, where it has one.
    """

    name: str
    value: Value
    origin: Origin = Origin.MISSING
    best: Decimal | None = None
    basis: tuple[Message, ...] = ()
    questions: tuple[Question, ...] = ()
    flags: tuple[str, ...] = ()
    as_of: PartialDate | None = None
    claim: Message | None = None
    member_dates: tuple[tuple[str, PartialDate], ...] = ()

    def date_of(self, members: Iterable[str]) -> PartialDate | None:
        """The newest date that findings of these members rest on; the set's own where it keeps no others."""
        if not self.member_dates:
            return self.as_of
        dates = dict(self.member_dates)
        return max((dates[one] for one in members if one in dates), default=None)


FactSheet = Mapping[str, Fact]
"""Every fact of the catalogue by name, in the order of the catalogue; none is left out."""
