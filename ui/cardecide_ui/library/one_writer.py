"""One program writes to a library; a second one is told, and reads."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile

_SUFFIX: Final = ".lock"


class OneWriter:
    """The right to write to a library, held until ``release``. A program that ended abruptly holds nothing.

    The file beside the library says which process holds it, and nothing of any case.
    """

    def __init__(self, library: Path) -> None:
        self._lock = QLockFile(str(library.with_name(library.name + _SUFFIX)))
        self._lock.setStaleLockTime(0)  # only the death of its process frees a lock, not its age

    def take(self) -> bool:
        """Take the right; return whether no other program has it."""
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        # A folder that cannot be written has no lock, and no one who writes to the library in it.
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Let another program have it."""
        self._lock.unlock()
