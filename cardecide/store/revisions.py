"""Saving: each save adds a revision, and none replaces work that the one who saves has not seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cardecide.case.model import Case
from cardecide.language.message import message
from cardecide.store.audit import note_overrides
from cardecide.store.content import case_from, fold, packed, words_of
from cardecide.store.encrypted_file import Change, EncryptedFile
from cardecide.store.problems import LibraryError
from cardecide.store.records import Revision, StoredCase, stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """Who saves, when and why. ``at`` needs a time zone; the library itself reads no clock.

    ``key_facts`` is what the list is to tell of the case, in the caller's own notation.
    """

    at: datetime
    who: str
    why: str = ""
    key_facts: str = ""


def read_case_of(file: EncryptedFile, number: int, sequence: int | None = None) -> StoredCase:
    """The last revision of a case, or the one asked for. Raises LibraryError where there is none."""
    content, found = content_of(file, number, sequence)
    return StoredCase(number, found, case_from(content, name=f"case {number}"))


def content_of(file: EncryptedFile, number: int, sequence: int | None = None) -> tuple[bytes, int]:
    """The stored bytes of a revision, and its sequence."""
    row = file.row(
        "SELECT content, sequence FROM revisions WHERE number = ?1 AND sequence ="
        " ifnull(?2, (SELECT revision FROM cases WHERE number = ?1))",
        (number, sequence),
    )
    if row is None:
        raise LibraryError(message("library.gone"), file=file.path)
    return row[0], row[1]


def revisions_of(file: EncryptedFile, number: int) -> list[Revision]:
    """The revisions of a case, the last one first."""
    rows = file.rows(
        "SELECT sequence, saved_at, saved_by, reason FROM revisions WHERE number = ? ORDER BY sequence DESC",
        (number,),
    )
    if not rows:
        raise LibraryError(message("library.gone"), file=file.path)
    return [Revision(row[0], datetime.fromisoformat(row[1]), row[2], row[3]) for row in rows]


def add_case(change: Change, case: Case, entry: Entry) -> int:
    """Add a case with its first revision; return its number."""
    _refuse_taken(change, case.id, None)
    number = change.run(
        "INSERT INTO cases (pseudonym, folded, decision_date, jurisdictions, tags, revision, head, updated)"
        " VALUES (?, ?, '', '', '', 0, 0, '')",
        (case.id, fold(case.id)),
    )
    change.run("INSERT INTO words (number, folded, tags) VALUES (?, '', '')", (number,))
    _write(change, number, 1, case, entry)
    note_overrides(change, case, at=entry.at, who=entry.who, number=number)
    return number


def add_revision(change: Change, number: int, case: Case, entry: Entry, *, based_on: int) -> int:
    """Add a revision to a case; return its sequence.

    Raises LibraryError where another revision than ``based_on`` is the last: someone saved in between.
    """
    last = _last(change, number)
    if last.sequence != based_on:
        said = message("library.conflict", who=last.saved_by, when=last.saved_at.isoformat(" ", "minutes"))
        raise LibraryError(said)
    _refuse_taken(change, case.id, number)
    [(before,)] = change.rows(
        "SELECT content FROM revisions WHERE id = (SELECT head FROM cases WHERE number = ?)", (number,)
    )
    _write(change, number, based_on + 1, case, entry)
    note_overrides(change, case, at=entry.at, who=entry.who, number=number, before=before)
    return based_on + 1


def mark_case(change: Change, number: int, column: Literal["tags", "archived"], value: str | int) -> None:
    """Set what the library itself says about a case. Raises LibraryError where there is no such case."""
    if not change.rows("SELECT 1 FROM cases WHERE number = ?", (number,)):
        raise LibraryError(message("library.gone"))
    change.run(f"UPDATE cases SET {column} = ? WHERE number = ?", (value, number))  # noqa: S608


def _write(change: Change, number: int, sequence: int, case: Case, entry: Entry) -> None:
    when = stamp(entry.at)
    head = change.run(
        "INSERT INTO revisions (number, sequence, saved_at, saved_by, reason, content)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (number, sequence, when, entry.who, entry.why, packed(case)),
    )
    decision = str(case.decision_date or "")
    change.run(
        "UPDATE cases SET pseudonym = ?, folded = ?, decision_date = ?, jurisdictions = ?,"
        " revision = ?, head = ?, updated = ?, updated_by = ?, key_facts = ? WHERE number = ?",
        (
            *(case.id, fold(case.id), decision, " ".join(case.jurisdictions)),
            *(sequence, head, when, entry.who, entry.key_facts, number),
        ),
    )
    change.run("UPDATE words SET folded = ? WHERE number = ?", (words_of(case), number))


def _last(change: Change, number: int) -> Revision:
    rows = change.rows(
        "SELECT sequence, saved_at, saved_by, reason FROM cases JOIN revisions ON revisions.id = cases.head"
        " WHERE cases.number = ?",
        (number,),
    )
    if not rows:
        raise LibraryError(message("library.gone"))
    [(sequence, saved_at, saved_by, reason)] = rows
    return Revision(sequence, datetime.fromisoformat(saved_at), saved_by, reason)


def _refuse_taken(change: Change, pseudonym: str, number: int | None) -> None:
    rows = change.rows(
        "SELECT pseudonym FROM cases WHERE folded = ? AND number IS NOT ?", (fold(pseudonym), number)
    )
    if rows:
        raise LibraryError(message("library.pseudonym-taken", pseudonym=rows[0][0]))
