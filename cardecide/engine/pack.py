"""Rule packs ready to be evaluated: conditions read, sources resolved, versions in order of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from cardecide.engine.citation import Citation, Source, best_of, may_decide
from cardecide.engine.expression import Expression
from cardecide.engine.pack_file import Encoded, Role
from cardecide.engine.scoring import Scoring
from cardecide.language.text import Text

Kind = Literal["label", "trial", "guidance", "evidence", "scoring"]
Products = tuple[str, ...] | None
"""The products something is about; None is all of them."""

STATUS_ROLES: Final = frozenset({"include", "exclude"})
"""The roles from which a label or trial status follows."""

_MET_WHEN_YES: Final = frozenset({"include", "favor", "advise", "applies"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. Without a condition it is a check by hand."""

    id: str
    text: Text
    role: Role
    condition: Expression | None
    citations: tuple[Citation, ...]
    place: Place
    encoded: Encoded = "full"
    weight: Decimal | None = None
    why: Text | None = None
    action: Text | None = None
    topic: str = ""
    applies_to: Products = None
    settings: Mapping[str, str | int | Decimal] = field(default_factory=dict)
    note: Text | None = None

    @property
    def citation(self) -> Citation | None:
        """The citation with the best grade."""
        return best_of(self.citations)

    @property
    def met_when_yes(self) -> bool:
        """Whether a true condition speaks for the patient (include) or against (exclude, hold, caution)."""
        return self.role in _MET_WHEN_YES

    @property
    def by_hand(self) -> bool:
        """Whether a person has to check: it cannot be computed, or its source is too weak to decide.

        A weak source still cautions, advises and describes; it never decides permission, a trial's
        population or a hold by itself.
        """
        if self.condition is None or self.encoded == "by_hand":
            return True
        return (self.role in STATUS_ROLES or self.role == "hold") and not may_decide(self.citations)


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A statement of a label that is printed with its source, never as an order."""

    id: str
    text: Text
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The criteria in force from ``start`` (inclusive) until ``until`` (exclusive); None is no bound."""

    start: date | None
    until: date | None
    criteria: tuple[Criterion, ...]
    place: Place
    indication: Text | None = None
    facts_printed: tuple[PrintedFact, ...] = ()
    note: Text | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it is in force on one of the days from ``first`` to ``last``, both included."""
        return (self.start is None or self.start <= last) and (self.until is None or first < self.until)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Published outcomes of one group. The criterion of the same id says whom it describes."""

    id: str
    text: Text | None
    population: Text
    n: int | None
    outcomes: Mapping[str, str]
    product: str | None
    criterion: Criterion
    follow_up: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class Pack:
    """One rule pack. ``sha256`` is over its content, so that comments and spacing do not change it."""

    id: str
    kind: Kind
    title: Text
    file: str
    sources: Mapping[str, Source]
    versions: tuple[Version, ...]
    sha256: str
    revision: int = 1
    revision_note: Text | None = None
    product: str | None = None
    name: Text | None = None
    jurisdiction: str = ""
    jurisdictions: tuple[str, ...] = ()
    registry: str = ""
    pivotal: bool = False
    alternative: bool = False
    applies_to: Products = None
    verified_through: date | None = None
    facts_printed: tuple[PrintedFact, ...] = ()
    rows: tuple[EvidenceRow, ...] = ()
    scoring: Scoring | None = None
    notes: tuple[Text, ...] = ()

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of all versions, oldest first."""
        return tuple(criterion for version in self.versions for criterion in version.criteria)

    @property
    def criteria_count(self) -> int:
        """How many criteria the pack holds, over all versions."""
        return len(self.criteria)

    def concerns(self, product: str) -> bool:
        """Whether the pack has something to say about the product."""
        if self.product is not None:
            return self.product == product
        return self.applies_to is None or product in self.applies_to
