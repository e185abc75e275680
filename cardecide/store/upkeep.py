"""Keeping a library sound: a copy in a safe place, a check of every page, another key."""

import os
import secrets
import zlib
from contextlib import suppress
from pathlib import Path

from cardecide.language.message import Message, message
from cardecide.store.audit import broken
from cardecide.store.content import words_of_text
from cardecide.store.encrypted_file import EncryptedFile
from cardecide.store.key import Key
from cardecide.store.library import Library
from cardecide.store.problems import LibraryError


def back_up(library: Library, target: Path) -> None:
    """Write a complete copy of the library to ``target``, under the same key, while others may go on working.

    The copy appears under its name only when it is complete and on the disk. Raises LibraryError where a file
    is there already or the copy cannot be written; nothing is then left behind.
    """
    target = target.absolute()
    if target.exists():
        raise LibraryError(message("library.exists"), file=target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        library.file.copy_to(part)
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.rename(target)
    except OSError:
        raise LibraryError(message("library.cannot-create"), file=target) from None
    finally:
        with suppress(OSError):
            part.unlink()


def change_key(library: Library, key: Key) -> None:
    """Encrypt the library under another key, in one transaction: a crash leaves the one or the other.

    Other windows on the library are told that their key no longer opens it. A backup keeps the key of its
    day.
    """
    library.file.change_key(key)


def check(library: Library) -> tuple[Message, ...]:
    """What is wrong with the library, in the languages of the program; empty where it is sound.

    Looks at the authentication code of every page, at the structure of the tables, and at each case's last
    revision.
    """
    file = library.file
    try:
        pages = file.rows("PRAGMA cipher_integrity_check")
        if pages:
            return (message("library.damaged-pages", count=len(pages)),)
        sound = file.rows("PRAGMA integrity_check") == [("ok",)] and not file.rows("PRAGMA foreign_key_check")
        if not sound:
            return (message("library.damaged"),)
        return (*_unreadable(file), *(message("library.audit-broken", sequence=n) for n in broken(file)))
    except LibraryError as error:
        return (error.sentence,)


def _unreadable(file: EncryptedFile) -> tuple[Message, ...]:
    found = []
    for number, pseudonym, head in file.rows("SELECT number, pseudonym, head FROM cases"):
        row = file.row("SELECT content FROM revisions WHERE id = ? AND number = ?", (head, number))
        try:
            words_of_text(zlib.decompress(row[0] if row else b"").decode())
        except (zlib.error, ValueError):
            found.append(message("library.damaged-case", pseudonym=pseudonym))
    return tuple(found)
