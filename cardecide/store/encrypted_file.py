"""One file, encrypted as a whole by SQLCipher: opening it, reading rows, changing it in transactions."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from cardecide.language.message import Message, message
from cardecide.store.key import Key
from cardecide.store.problems import LibraryError, told_plainly

_PLAIN: Final = b"SQLite format 3\x00"
_SMALLEST: Final = 512
_SALT: Final = 16
# cipher_compatibility pins page size, cipher and key derivation: a later SQLCipher still opens the file.
# A rollback journal rather than a write-ahead log: at rest the library is one file, complete in itself, that
# can be copied, moved and opened from a read-only folder. EXTRA makes a commit last through a power failure.
_SETTINGS: Final = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)

Row = tuple[Any, ...]


class EncryptedFile:
    """An open connection to the file at ``path``. Use it in the thread that made it.

    ``wait`` is how many seconds to wait for another program that is writing. Every method raises
    LibraryError where the file cannot be used: busy, full, read-only, moved, damaged. ``read_only`` refuses
    every change, also where the system would permit it.
    """

    def __init__(self, path: Path, key: Key, *, wait: float, read_only: bool = False) -> None:
        self.path = path
        self._wait = wait
        self._inode = _inode(path)
        self._lost: Message | None = None
        self.read_only = read_only or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        self._connection = _connect(path, key, wait)

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows that a query gives."""
        self._look_for_file()
        with self._told_plainly():
            found: list[Row] = self._connection.execute(statement, parameters).fetchall()
        return found

    def row(self, statement: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row that a query gives, if any."""
        found = self.rows(statement, parameters)
        return found[0] if found else None

    @contextmanager
    def change(self) -> Iterator["Change"]:
        """One transaction: all of it stands when the block ends, or nothing of it does."""
        self._look_for_file()
        if self.read_only:
            raise LibraryError(message("library.read-only"), file=self.path)
        with self._told_plainly():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Change(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with suppress(sqlcipher.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def copy_to(self, target: Path) -> None:
        """Write a copy to ``target``, which must not exist, under the same key; others may go on working."""
        self._look_for_file()
        with told_plainly(target):
            self._connection.execute("VACUUM INTO ?", (str(target),))

    def change_key(self, key: Key) -> None:
        """Encrypt everything under another key, in one transaction."""
        self._look_for_file()
        if self.read_only:
            raise LibraryError(message("library.read-only"), file=self.path)
        with self._told_plainly():
            self._connection.reset_key(key.secret)

    def close(self) -> None:
        """Let go of the file and of the key in memory."""
        self._connection.close()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """As ``told_plainly``; a key that fits no longer is remembered, as later errors would say less."""
        if self._lost is not None:
            raise LibraryError(self._lost, file=self.path)
        try:
            with told_plainly(self.path):
                yield
        except LibraryError as error:
            if error.code == "library-wrong-key":
                self._lost = error.sentence
            raise

    def _look_for_file(self) -> None:
        """Make sure that what was opened is still what stands there: else work would go to a lost file."""
        if _inode(self.path) != self._inode:
            raise LibraryError(message("library.moved"), file=self.path)


class Change:
    """The statements of one transaction."""

    def __init__(self, connection: sqlcipher.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement; return the number of the row it added, or of the last row added before."""
        number: int = self._connection.execute(statement, parameters).lastrowid or 0
        return number

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows that a query gives inside the transaction."""
        found: list[Row] = self._connection.execute(statement, parameters).fetchall()
        return found


def identity_of(path: Path) -> str:
    """What tells one library from another: the random salt in its first bytes, which moves and stays with it.

    A backup shares the identity of its library, and opens with the key of its day.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(_SALT).hex()
    except OSError:
        raise LibraryError(message("library.not-there"), file=path) from None


def _connect(path: Path, key: Key, wait: float) -> sqlcipher.Connection:
    if not key.secret:  # SQLCipher would take it as a wish not to encrypt
        raise LibraryError(message("library.wrong-key"), file=path)
    with told_plainly(path):
        connection = sqlcipher.connect(str(path), timeout=wait, isolation_level=None)
    try:
        with told_plainly(path):
            # SQLCipher would report a wrong key on standard error as well.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.set_key(key.secret)
            for setting in _SETTINGS:
                connection.execute(setting)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def look_at(path: Path) -> None:
    """Raise LibraryError where ``path`` cannot be an encrypted library, whatever the key."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_SMALLEST)
    except (FileNotFoundError, NotADirectoryError):
        raise LibraryError(message("library.not-there"), file=path) from None
    except OSError:
        raise LibraryError(message("library.cannot-open"), file=path) from None
    if len(start) < _SMALLEST or start.startswith(_PLAIN):
        raise LibraryError(message("library.not-a-library"), file=path)


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
