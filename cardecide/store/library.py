"""The case library: every case of a site in one encrypted file, with all its revisions."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cardecide.case.model import Case
from cardecide.language.message import message
from cardecide.store.audit import Deed, Event, events, note
from cardecide.store.autosaves import autosave_rows, drop_autosave, take_autosave, write_autosave
from cardecide.store.content import fold, text_of
from cardecide.store.encrypted_file import EncryptedFile, look_at
from cardecide.store.key import Key
from cardecide.store.listing import case_rows, clean_tags, joined_tags, tags_in_use
from cardecide.store.problems import LibraryError
from cardecide.store.pseudonyms import pseudonym
from cardecide.store.records import Autosave, AutosaveRow, CaseFilter, CaseRow, Revision, StoredCase
from cardecide.store.revisions import (
    Entry,
    add_case,
    add_revision,
    content_of,
    mark_case,
    read_case_of,
    revisions_of,
)
from cardecide.store.schema import bring_up_to_date, lay_out

WAIT: Final = 2.0
_EVERY: Final = CaseFilter()


class Library:
    """An open library. Made by ``create`` or ``open``; a context manager that closes it.

    Every change is one transaction: it stands as a whole or not at all, whatever happens to the program.
    Every method raises LibraryError where the library cannot be used (locked, busy, full, read-only, moved,
    damaged). Use one object in one thread; a worker opens the library again.
    """

    def __init__(self, path: Path, *, wait: float, read_only: bool = False, owner: str | None = None) -> None:
        self.path = path
        self.owner = owner or secrets.token_hex(8)
        self._wait = wait
        self._read_only = read_only
        self._file: EncryptedFile | None = None

    @classmethod
    def create(cls, path: Path | str, key: Key, *, wait: float = WAIT) -> Self:
        """Make an empty library that only its owner can read. Raises LibraryError where a file is there."""
        library = cls(Path(path).absolute(), wait=wait)
        made = _claim(library.path)
        try:
            library._file = EncryptedFile(library.path, key, wait=wait)
            lay_out(library._file)
        except BaseException:
            library.lock()
            if made:
                with suppress(OSError):
                    library.path.unlink()
            raise
        return library

    @classmethod
    def open(
        cls,
        path: Path | str,
        key: Key,
        *,
        wait: float = WAIT,
        read_only: bool = False,
        owner: str | None = None,
    ) -> Self:
        """Open a library; an older one is brought up to date. Raises LibraryError, as for a wrong key.

        ``read_only`` leaves all changes to another program. ``owner`` is that of another open object of the
        same program, which then shares its unsaved work with this one: for a worker's thread.
        """
        library = cls(Path(path).absolute(), wait=wait, read_only=read_only, owner=owner)
        library.unlock(key)
        return library

    def lock(self) -> None:
        """Close the file and forget the key; the list and the cases cannot be read until ``unlock``."""
        if self._file is not None:
            self._file.close()
            self._file = None

    close = lock

    def unlock(self, key: Key) -> None:
        """Open the file again. Nothing happens to a library that is open already."""
        if self._file is not None:
            return
        look_at(self.path)
        file = EncryptedFile(self.path, key, wait=self._wait, read_only=self._read_only)
        try:
            bring_up_to_date(file)
        except BaseException:
            file.close()
            raise
        self._file = file

    @property
    def is_locked(self) -> bool:
        """Whether it has to be unlocked before anything can be read."""
        return self._file is None

    @property
    def is_read_only(self) -> bool:
        """Whether cases can be read but nothing be saved."""
        return self.file.read_only

    @property
    def file(self) -> EncryptedFile:
        """The open file, for the other parts of this package. Raises LibraryError while locked."""
        if self._file is None:
            raise LibraryError(message("library.locked"), file=self.path)
        return self._file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lock()

    def cases(self, wanted: CaseFilter = _EVERY) -> list[CaseRow]:
        """The cases that fit, the one saved last first; without a filter all that are not archived."""
        return case_rows(self.file, wanted)

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, in the order of the alphabet."""
        return tuple(sorted(tags_in_use(self.file)))

    @property
    def is_empty(self) -> bool:
        """Whether there is no case at all, archived ones included."""
        return self.file.row("SELECT 1 FROM cases LIMIT 1") is None

    def get(self, number: int, sequence: int | None = None) -> StoredCase:
        """A case as last saved, or one of its revisions.

        Raises LibraryError where there is none, InputError where this version of the program cannot read it;
        ``stored_text`` gives its text all the same.
        """
        return read_case_of(self.file, number, sequence)

    def stored_text(self, number: int, sequence: int | None = None) -> str:
        """The JSON of a revision, to the byte as it was saved."""
        return text_of(content_of(self.file, number, sequence)[0])

    def revisions(self, number: int) -> list[Revision]:
        """The revisions of a case, the last one first."""
        return revisions_of(self.file, number)

    def new_pseudonym(self, seed: str) -> str:
        """A pseudonym that no case of this library has; the same for the same seed and library."""
        taken = {folded for (folded,) in self.file.rows("SELECT folded FROM cases")}
        return pseudonym(seed, lambda name: fold(name) in taken)

    def add(self, case: Case, entry: Entry, *, slot: int | None = None) -> StoredCase:
        """Save a new case; ``slot`` is its autosave, which is then let go.

        Raises LibraryError where another case has its pseudonym.
        """
        with self.file.change() as change:
            number = add_case(change, case, entry)
            drop_autosave(change, self.owner, slot)
        return StoredCase(number, 1, case)

    def save(
        self, number: int, case: Case, entry: Entry, *, based_on: int, slot: int | None = None
    ) -> StoredCase:
        """Save a case as a new revision, on top of revision ``based_on``.

        Raises LibraryError, and keeps the autosave, where someone saved another revision since, where the
        case was deleted, or where another case has its pseudonym.
        """
        with self.file.change() as change:
            sequence = add_revision(change, number, case, entry, based_on=based_on)
            drop_autosave(change, self.owner, slot)
        return StoredCase(number, sequence, case)

    def note(self, deed: Deed, *, at: datetime, who: str, case: int | None = None, detail: str = "") -> None:
        """Add to the audit log what was done with a case, or with the rules, outside the library."""
        with self.file.change() as change:
            note(change, deed, at=at, who=who, case=case, detail=detail)

    def audit(self) -> list[Event]:
        """The audit log, the first entry first."""
        return events(self.file)

    def restore(self, number: int, sequence: int, entry: Entry, *, based_on: int) -> StoredCase:
        """Save an earlier revision again as the newest; the case keeps the pseudonym it has now."""
        now = self.get(number).case.id
        earlier = self.get(number, sequence).case
        return self.save(number, earlier.model_copy(update={"id": now}), entry, based_on=based_on)

    def duplicate(self, number: int, pseudonym: str, entry: Entry) -> StoredCase:
        """Save the last revision of a case as a new case with its tags and key facts."""
        case = self.get(number).case.model_copy(update={"id": pseudonym})
        with self.file.change() as change:
            copy = add_case(change, case, entry)
            change.run(
                "UPDATE cases SET (tags, key_facts) = (SELECT tags, key_facts FROM cases WHERE number = ?)"
                " WHERE number = ?",
                (number, copy),
            )
            change.run(
                "UPDATE words SET tags = (SELECT tags FROM words WHERE number = ?) WHERE number = ?",
                (number, copy),
            )
        return StoredCase(copy, 1, case)

    def set_tags(self, number: int, tags: tuple[str, ...]) -> None:
        """Give a case these tags and no others; they belong to the library, not to the case's revisions."""
        joined = joined_tags(clean_tags(tags))
        with self.file.change() as change:
            mark_case(change, number, "tags", joined)
            change.run("UPDATE words SET tags = ? WHERE number = ?", (fold(joined), number))

    def archive(self, number: int) -> None:
        """Put a case away: it leaves the list and stays in the library."""
        with self.file.change() as change:
            mark_case(change, number, "archived", 1)

    def unarchive(self, number: int) -> None:
        """Take a case back from the archive."""
        with self.file.change() as change:
            mark_case(change, number, "archived", 0)

    def delete(self, number: int, *, pseudonym: str) -> None:
        """Delete a case with all its revisions for good; ``pseudonym`` is its present one, typed in.

        Raises LibraryError where the pseudonym is not the case's own. What another window has not saved of
        the case stays with that window as the draft of a new one.
        """
        with self.file.change() as change:
            if not change.rows("SELECT 1 FROM cases WHERE number = ? AND pseudonym = ?", (number, pseudonym)):
                raise LibraryError(message("library.delete-unconfirmed"), file=self.path)
            change.run("DELETE FROM autosaves WHERE number = ? AND owner = ?", (number, self.owner))
            change.run("DELETE FROM cases WHERE number = ?", (number,))

    def autosave(
        self,
        case: Case,
        raw_texts: Mapping[str, str],
        *,
        at: datetime,
        slot: int | None = None,
        number: int | None = None,
        based_on: int | None = None,
    ) -> int:
        """Keep work that is not saved; return its slot, to be given the next time.

        ``raw_texts`` is, by path, what was typed that the case cannot hold. ``number`` and ``based_on`` are
        those of the case being edited, None for a new one.
        """
        return write_autosave(
            self.file, self.owner, slot, case, raw_texts, at=at, number=number, based_on=based_on
        )

    def autosaves(self) -> list[AutosaveRow]:
        """All work that is not saved; what ``is_own`` is not was left by a crash or is open elsewhere."""
        return autosave_rows(self.file, self.owner)

    def take_autosave(self, slot: int) -> Autosave:
        """Go on with work that was not saved; its slot is this object's own from now on."""
        return take_autosave(self.file, self.owner, slot)

    def discard_autosave(self, slot: int) -> None:
        """Throw work away that was not saved, because the person said so."""
        with self.file.change() as change:
            change.run("DELETE FROM autosaves WHERE slot = ?", (slot,))


def _claim(path: Path) -> bool:
    """Make the empty file with permissions for its owner alone; return whether it was made.

    An empty file is what a crash at this point leaves, and is taken over.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.is_dir() or path.stat().st_size:
            raise LibraryError(message("library.exists"), file=path) from None
        return False
    except OSError:
        raise LibraryError(message("library.cannot-create"), file=path) from None
    return True
