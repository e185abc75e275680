"""The audit log of a library: who exported, imported, overrode or changed rules, and when.

It lies in the encrypted library, because who looked at which case is itself confidential. A case is named by
its number, so that a deleted case leaves no name behind. Each entry bears the SHA-256 of itself and the one
before; the file refuses to change or remove one, and ``broken`` finds where that was done behind its back.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

from cardecide.case.model import Case
from cardecide.language.message import message
from cardecide.store.content import text_of
from cardecide.store.encrypted_file import Change, EncryptedFile
from cardecide.store.problems import LibraryError
from cardecide.store.records import stamp

Deed = Literal[
    "report_exported",
    "result_exported",
    "table_exported",
    "case_exported",
    "case_imported",
    "cohort_exported",
    "printed",
    "override_set",
    "override_removed",
    "rules_changed",
    "key_changed",
]
DEEDS: Final[frozenset[str]] = frozenset(get_args(Deed))
_BEGINNING: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. ``case`` is the number of a case, None for what concerns none. ``detail`` holds no patient.

    The detail of an export is the SHA-256 of what left, of an override its fact, of a change of rules the
    hash in force afterwards; a change of the library's key has none.
    """

    sequence: int
    at: datetime
    who: str
    deed: Deed
    case: int | None
    detail: str
    digest: str


def note(
    change: Change, deed: Deed, *, at: datetime, who: str, case: int | None = None, detail: str = ""
) -> None:
    """Add an entry in the transaction of what it tells. Raises LibraryError for a deed that is none."""
    if deed not in DEEDS:
        raise LibraryError(message("library.no-deed", deed=deed))
    last = change.rows("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1")
    sequence, before = last[0] if last else (0, _BEGINNING)
    entry = (sequence + 1, stamp(at), who, deed, case, detail)
    change.run("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (*entry, _digest(before, entry)))


def note_overrides(
    change: Change, case: Case, *, at: datetime, who: str, number: int, before: bytes | None = None
) -> None:
    """Add an entry for each override that a save brings, changes or takes away.

    ``before`` is the stored content of the revision that the save builds on; a damaged one is not a reason
    to keep anybody from saving.
    """
    old: dict[str, Any] = {}
    with suppress(LibraryError, ValueError):
        old = _overrides(json.loads(text_of(before))) if before is not None else {}
    new = _overrides(case.model_dump(mode="json"))
    for fact in sorted(old.keys() | new.keys()):
        if fact not in new:
            note(change, "override_removed", at=at, who=who, case=number, detail=fact)
        elif old.get(fact) != new[fact]:
            note(change, "override_set", at=at, who=who, case=number, detail=fact)


def _overrides(case: Any) -> dict[str, Any]:
    return {one["fact"]: {k: v for k, v in one.items() if v is not None} for one in case.get("overrides", ())}


def events(file: EncryptedFile) -> list[Event]:
    """Every entry, the first one first."""
    return [
        Event(sequence, datetime.fromisoformat(at), who, deed, case, detail, digest)
        for sequence, at, who, deed, case, detail, digest in _rows(file)
    ]


def broken(file: EncryptedFile) -> Iterator[int]:
    """The sequence of every entry that is not as it was written, or before which one is missing."""
    before, wanted = _BEGINNING, 1
    for *entry, digest in _rows(file):
        if entry[0] != wanted or _digest(before, tuple(entry)) != digest:
            yield int(entry[0])
        before, wanted = digest, int(entry[0]) + 1


def as_lines(told: Iterable[Event]) -> Iterator[tuple[str, ...]]:
    """The entries as rows of a table, for a file that leaves the library."""
    for event in told:
        case = "" if event.case is None else str(event.case)
        when = event.at.isoformat()
        yield (str(event.sequence), when, event.who, event.deed, case, event.detail, event.digest)


def _rows(file: EncryptedFile) -> list[Any]:
    columns = "sequence, at, who, deed, number, detail, digest"
    return file.rows(f"SELECT {columns} FROM audit ORDER BY sequence")  # noqa: S608 - no value of anybody's


def _digest(before: str, entry: tuple[object, ...]) -> str:
    text = json.dumps([before, *entry], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
