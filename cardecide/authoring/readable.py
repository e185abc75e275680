"""A pack as a table that a clinician reads: one row for each criterion, in the words of the catalogue."""

from dataclasses import dataclass

from cardecide.engine.pack import Pack, Place
from cardecide.language.text import Language


@dataclass(frozen=True, slots=True)
class ReadableRow:
    """One criterion or outcome row, in plain text of the asked language; ``role`` is the word of the rules.

    ``condition`` is the condition in words, ``written`` in the rule language (empty for a check by hand
    without one).
    """

    id: str
    role: str
    role_label: str
    text: str
    condition: str
    written: str
    source: str
    grade: str
    encoded: str
    weight: str
    why: str
    by_hand: bool
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ReadableVersion:
    """The rows in force from ``start`` until ``until`` (ISO days, empty where there is no bound)."""

    start: str
    until: str
    indication: str
    rows: tuple[ReadableRow, ...]


@dataclass(frozen=True, slots=True)
class ReadablePack:
    """A pack.

    ``about`` are pairs of a name and a value, ``sources`` rows of key, citation, grade, day and link.
    """

    id: str
    title: str
    kind: str
    about: tuple[tuple[str, str], ...]
    versions: tuple[ReadableVersion, ...]
    sources: tuple[tuple[str, str, str, str, str], ...]
    notes: tuple[str, ...]


def readable(pack: Pack, language: Language = "en") -> ReadablePack:
    """The pack as tables."""
    raise NotImplementedError
