"""What a library tells about its cases, made to be shown as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from cardecide.case.model import Case

Shelf = Literal["current", "archived", "all"]


class CaseRow(NamedTuple):
    """One line of the list of cases. A tuple, because a list holds ten thousand of them.

    ``number`` is the case within its library and never changes; ``pseudonym`` is the ``id`` of the case and
    may. ``revision`` is the last one, ``updated`` its time, ``updated_by`` who saved it. ``decision_date`` is
    as entered, or empty. ``key_facts`` is what the last ``Entry`` said of the case.
    """

    number: int
    pseudonym: str
    decision_date: str
    jurisdictions: tuple[str, ...]
    tags: tuple[str, ...]
    is_archived: bool
    revision: int
    updated: datetime
    has_autosave: bool
    updated_by: str = ""
    key_facts: str = ""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list. Each word of ``text`` occurs somewhere in the case, its pseudonym or its tags.

    ``jurisdictions``: any of them. ``tags``: all of them.
    """

    text: str = ""
    jurisdictions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shelf: Shelf = "current"


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of a case. Revisions are ordered by ``sequence``: a clock may be wrong."""

    sequence: int
    saved_at: datetime
    saved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with where it stands; give ``revision`` back as ``based_on`` when saving."""

    number: int
    revision: int
    case: Case


@dataclass(frozen=True, slots=True)
class AutosaveRow:
    """Work that was not saved. ``number`` is None for a case that was never saved.

    ``is_own``: written through this very library object, so nothing to offer at the opening.
    """

    slot: int
    number: int | None
    based_on: int | None
    pseudonym: str
    saved_at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class Autosave:
    """Work that was not saved, with its content: the case, and by path what was typed that it cannot hold."""

    row: AutosaveRow
    case: Case
    raw_texts: Mapping[str, str]


def stamp(moment: datetime) -> str:
    """A moment as it is stored. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without its zone is not a moment")
    return moment.isoformat(timespec="seconds")
