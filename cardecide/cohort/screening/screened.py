"""The answer of a screening: statuses and verdicts of every row, in columns of small codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, get_args

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.tables.table import SetAside
from cardecide.engine import Rulebook
from cardecide.engine.finding import Reason
from cardecide.engine.pack import STATUS_ROLES, Kind, Pack
from cardecide.engine.pack_file import Role
from cardecide.engine.prepared import Status, Verdict
from cardecide.engine.versions import in_force
from cardecide.language.text import Text
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import numpy

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
NOT_IN_FORCE: Final = len(VERDICTS)
"""The code of a criterion that does not belong to the version in force on the row's day."""
OWN_DATES: Final = "own"
"""What stands for the day where each row is judged on its own decision date."""
NOT_JUDGED: Final = 255
"""The code of a row that was set aside."""

MET, NOT_MET, UNKNOWN, BY_HAND = (VERDICTS.index(one) for one in VERDICTS)
SETTLED_FOR: Final = frozenset({STATUSES.index("on_label"), STATUSES.index("inside")})
SETTLED_AGAINST: Final = frozenset({STATUSES.index("off_label"), STATUSES.index("outside")})


@dataclass(frozen=True, slots=True)
class ScreenedCriterion:
    """One criterion from which the status follows."""

    id: str
    role: Role
    text: Text
    cite: str = ""


@dataclass(frozen=True)
class ScreenedPack:
    """A label or trial, and the criteria of all its versions that decide, oldest version first."""

    id: str
    kind: Kind
    title: Text
    name: Text
    jurisdiction: str
    product: str
    criteria: tuple[ScreenedCriterion, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """The column of each criterion."""
        return {criterion.id: place for place, criterion in enumerate(self.criteria)}


@dataclass(frozen=True)
class Side:
    """One set of rules on one day. ``statuses`` and ``reasons`` have a row for each patient and a column for
    each pack; ``verdicts`` one such table for each pack, with a column for each criterion.
    """

    packs: tuple[ScreenedPack, ...]
    statuses: "numpy.ndarray[Any, Any]" = field(repr=False)
    reasons: "numpy.ndarray[Any, Any]" = field(repr=False)
    verdicts: "Sequence[numpy.ndarray[Any, Any]]" = field(repr=False)
    date: str = ""
    rules: str = ""
    sha256: str = ""

    def place(self, pack: str) -> int:
        """The column of a pack; raises KeyError where it was not screened."""
        for place, one in enumerate(self.packs):
            if one.id == pack:
                return place
        raise KeyError(pack)

    def criteria_with(self, row: int, pack: int, verdict: int) -> tuple[ScreenedCriterion, ...]:
        """The criteria of a pack with that verdict in a row."""
        codes, criteria = self.verdicts[pack][row], self.packs[pack].criteria
        return tuple(one for one, code in zip(criteria, codes, strict=True) if code == verdict)


@dataclass(frozen=True)
class Screened:
    """What screening a table gave. ``judged`` tells the rows that have an answer, not those set aside."""

    table: str
    names: Sequence[str] = field(repr=False)
    rows: Sequence[int] = field(repr=False)
    judged: "numpy.ndarray[Any, Any]" = field(repr=False)
    set_aside: tuple[SetAside, ...]
    sides: tuple[Side, ...]
    synthetic: bool = False

    @property
    def side(self) -> Side:
        """The answer asked for; a second side is another day or other rules."""
        return self.sides[0]

    def __len__(self) -> int:
        return len(self.rows)


def screened_packs(rulebook: Rulebook, packs: tuple[str, ...], jurisdictions: tuple[str, ...]) -> list[Pack]:
    """The labels and trials asked for: the named ones, else all; labels of these jurisdictions only.

    Raises InputError, naming the nearest one, where there is no such label or trial.
    """
    deciding = {pack.id: pack for kind in ("label", "trial") for pack in rulebook.of_kind(kind)}
    problems = [
        Problem(
            f"there is no label or trial '{name}'", "", nearest(name, deciding), file="--pack", code="pack"
        )
        for name in packs
        if name not in deciding
    ]
    if problems:
        raise InputError(problems)
    chosen = [deciding[name] for name in packs] if packs else list(deciding.values())
    if jurisdictions and not packs:
        chosen = [pack for pack in chosen if pack.kind != "label" or pack.jurisdiction in jurisdictions]
    return chosen


def screened_pack(pack: Pack, on: PartialDate | None = None) -> ScreenedPack:
    """A pack with the criteria that decide, each once: of the versions in force on the day, newest first.

    Without a day, or where none is in force, those of every version.
    """
    versions = in_force(pack, on).versions if on is not None else ()
    criteria = {
        one.id: ScreenedCriterion(
            one.id, one.role, one.text, one.citation.source.cite if one.citation else ""
        )
        for version in reversed(versions or pack.versions)
        for one in version.criteria
        if one.role in STATUS_ROLES
    }
    return ScreenedPack(
        pack.id,
        pack.kind,
        pack.title,
        pack.name or pack.title,
        pack.jurisdiction,
        pack.product or "",
        tuple(criteria.values()),
    )


def day_text(date: PartialDate | None, default: PartialDate, *, own: bool) -> str:
    """The day asked for; without one, ``own`` where rows have dates of their own, else the default."""
    if date is not None:
        return str(date)
    return OWN_DATES if own else str(default)
