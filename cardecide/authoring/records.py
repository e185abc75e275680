"""What is kept about a local pack: its revisions, who did what when and why, and where it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

Action = Literal["saved", "reverted", "imported", "tested", "reviewed", "in_force", "withdrawn", "conflict"]
"""``saved``, ``reverted`` and ``imported`` bring a text; the others say something of the text before them.

``conflict`` keeps a text that was refused because another one had been saved in between.
"""

TEXT_ACTIONS: Final = frozenset({"saved", "reverted", "imported"})
"""The actions after which another text stands."""

Standing = Literal["draft", "tested", "reviewed", "in_force"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Who does something, when and why. ``at`` needs a time zone: nothing here reads a clock."""

    who: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of a pack's history, which only grows; ``sequence`` counts from 1.

    ``of`` is the sequence of the text that the line is about: its own where it brings a text. ``text_hash``
    is the SHA-256 of that text's bytes, ``content_hash`` that of its content, as a result names it.
    ``tests_hash`` is that of its tests. ``from_day`` is the day from which an ``in_force`` line counts.
    ``previous`` chains the lines: it is the hash of the line before. ``authors`` wrote the text that the line
    brings; ``bundled_hash`` is the content of the bundled pack of that day.
    """

    pack: str
    sequence: int
    action: Action
    entry: Entry
    of: int
    text_hash: str
    content_hash: str
    tests_hash: str
    from_day: date | None = None
    note: str = ""
    previous: str = ""
    authors: tuple[str, ...] = ()
    bundled_hash: str = ""


@dataclass(frozen=True, slots=True)
class LocalPack:
    """A pack of one's own as it stands now. Give ``text_hash`` back as ``based_on`` when saving.

    ``text_hash`` names text and tests together. ``sequence`` is that of the line that brought the text, 0
    where nothing was saved yet. ``standing`` is that of the present text; ``authors`` wrote it since the last
    text that was in force, none of them can review it. ``in_force`` are the lines that put a text in force,
    oldest first. ``is_changed_outside``: the file was written by something else than this program since its
    last revision. ``replaces_bundled``: the program brings a pack of the same id; ``bundled_changed``: it
    brings another content of it than when this text was saved.
    """

    id: str
    text: str
    tests: str
    text_hash: str
    sequence: int
    standing: Standing
    authors: tuple[str, ...]
    tested: Revision | None
    reviewed: Revision | None
    in_force: tuple[Revision, ...]
    is_changed_outside: bool
    replaces_bundled: bool
    bundled_changed: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text kept while it is typed, errors and all. ``owner`` is the window that keeps it."""

    pack: str
    owner: str
    text: str
    tests: str
    based_on: str
    kept_at: datetime


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals, accents, blanks and points tell nobody apart."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    from cardecide.authoring.where_used import fold

    return "".join(sign for sign in fold(name) if sign.isalnum())
