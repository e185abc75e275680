"""Random keys kept by the system's keyring, so that a library opens with the session of its owner."""

from pathlib import Path
from typing import Final

import keyring.backend
import keyring.errors

from cardecide.language.message import message
from cardecide.store.encrypted_file import identity_of
from cardecide.store.key import Key
from cardecide.store.library import WAIT, Library
from cardecide.store.problems import LibraryError

_SERVICE: Final = "cardecide case library"
# What keyring itself recommends: below are stores that keep passwords in the clear, or nowhere.
_LEAST_PRIORITY: Final = 1
# The keys of earlier days open the backups of those days.
_MOST_KEYS: Final = 8


class KeyringKeys:
    """The keys of libraries in one keyring. Every method raises LibraryError where the keyring refuses."""

    def __init__(self, backend: keyring.backend.KeyringBackend) -> None:
        self._backend = backend

    @classmethod
    def of_system(cls) -> "KeyringKeys | None":
        """The keyring of this system, or None where none keeps a secret: then use a passphrase."""
        found = [b for b in keyring.backend.get_all_keyring() if not b.name.startswith("chainer")]
        best = max(found, key=lambda backend: backend.priority, default=None)
        return cls(best) if best is not None and best.priority >= _LEAST_PRIORITY else None

    def keys(self, path: Path) -> tuple[Key, ...]:
        """The keys remembered for the library, the newest first."""
        try:
            text = self._backend.get_password(_SERVICE, identity_of(path))
        except keyring.errors.KeyringError:
            raise LibraryError(message("library.keyring"), file=path) from None
        return tuple(Key.from_bytes(bytes.fromhex(digits)) for digits in (text or "").split())

    def remember(self, path: Path, key: Key) -> None:
        """Keep a random key for the library. Do it before ``change_key``: a crash then loses neither.

        Raises ValueError for a passphrase, which only its owner should know.
        """
        if key.raw is None:
            raise ValueError("a passphrase is not kept in the keyring")
        kept = dict.fromkeys([key, *self.keys(path)])
        digits = [known.raw.hex() for known in kept if known.raw is not None]
        try:
            self._backend.set_password(_SERVICE, identity_of(path), " ".join(digits[:_MOST_KEYS]))
        except keyring.errors.KeyringError:
            raise LibraryError(message("library.keyring"), file=path) from None

    def create(self, path: Path, *, wait: float = WAIT) -> tuple[Library, Key]:
        """Make a new library under a new random key and remember it.

        Show the person ``key.recovery_code``: without it, a lost keyring is a lost library.
        """
        key = Key.random()
        library = Library.create(path, key, wait=wait)
        try:
            self.remember(path, key)
        except BaseException:
            library.close()
            path.unlink()
            raise
        return library, key

    def open(self, path: Path, *, wait: float = WAIT) -> tuple[Library, Key] | None:
        """Open the library with the newest remembered key that fits, or None where none does."""
        for key in self.keys(path):
            try:
                return Library.open(path, key, wait=wait), key
            except LibraryError as error:
                if error.code != "library-wrong-key":
                    raise
        return None
