"""Work that is not saved yet, kept so that a crash costs nothing and offered at the next opening."""

import json
from collections.abc import Mapping
from datetime import datetime

from cardecide.case.model import Case
from cardecide.language.message import message
from cardecide.store.content import case_from, packed
from cardecide.store.encrypted_file import Change, EncryptedFile, Row
from cardecide.store.problems import LibraryError
from cardecide.store.records import Autosave, AutosaveRow, stamp

_COLUMNS = "slot, number, based_on, pseudonym, saved_at, owner"


def write_autosave(
    file: EncryptedFile,
    owner: str,
    slot: int | None,
    case: Case,
    raw_texts: Mapping[str, str],
    *,
    at: datetime,
    number: int | None,
    based_on: int | None,
) -> int:
    """Keep the work in its slot, or in a new one where it has none or another window took it over."""
    texts = json.dumps(dict(raw_texts))
    written = (based_on, case.id, stamp(at), packed(case), texts)
    with file.change() as change:
        # The case may have been deleted meanwhile; the work stays.
        known = change.rows("SELECT number FROM cases WHERE number = ?", (number,))
        case_number = known[0][0] if known else None
        if slot is not None and change.rows(
            "SELECT 1 FROM autosaves WHERE slot = ? AND owner = ?", (slot, owner)
        ):
            change.run(
                "UPDATE autosaves SET number = ?, based_on = ?, pseudonym = ?, saved_at = ?, content = ?,"
                " raw_texts = ? WHERE slot = ?",
                (case_number, *written, slot),
            )
            return slot
        return change.run(
            "INSERT INTO autosaves (owner, number, based_on, pseudonym, saved_at, content, raw_texts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (owner, case_number, *written),
        )


def autosave_rows(file: EncryptedFile, owner: str) -> list[AutosaveRow]:
    """All work that is not saved, the last one first."""
    rows = file.rows(f"SELECT {_COLUMNS} FROM autosaves ORDER BY slot DESC")  # noqa: S608
    return [_row(row, owner) for row in rows]


def take_autosave(file: EncryptedFile, owner: str, slot: int) -> Autosave:
    """Go on with work that was not saved: read it and make its slot one's own.

    Raises LibraryError where it is gone, InputError where this version of the program cannot read it; the
    slot then stays as it is.
    """
    with file.change() as change:
        rows = change.rows(
            f"SELECT {_COLUMNS}, content, raw_texts FROM autosaves WHERE slot = ?",  # noqa: S608
            (slot,),
        )
        if not rows:
            raise LibraryError(message("library.autosave-gone"), file=file.path)
        *columns, content, texts = rows[0]
        case = case_from(content, name=f"autosave {slot}")
        change.run("UPDATE autosaves SET owner = ? WHERE slot = ?", (owner, slot))
    return Autosave(_row((*columns[:-1], owner), owner), case, json.loads(texts))


def drop_autosave(change: Change, owner: str, slot: int | None) -> None:
    """Let go of one's own slot, as its work was saved; a slot that another window took over stays."""
    change.run("DELETE FROM autosaves WHERE slot = ? AND owner = ?", (slot, owner))


def _row(row: Row, owner: str) -> AutosaveRow:
    slot, number, based_on, pseudonym, saved_at, holder = row
    return AutosaveRow(slot, number, based_on, pseudonym, datetime.fromisoformat(saved_at), holder == owner)
