"""One program writes to a library; a second one is told, and reads."""

import errno
import os
import sys
from pathlib import Path
from typing import Final

_SUFFIX: Final = ".lock"
_HELD: Final = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class OneWriter:
    """The right to write to a library, held until ``release``.

    It is a lock of the system on an empty file beside the library. The system lets it go when the process
    ends, however it ends: a process number written down would be that of another program some day.
    """

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(library.name + _SUFFIX)
        self._file: int | None = None

    def take(self) -> bool:
        """Take the right; return whether no other program has it."""
        if self._file is not None:
            return True
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            # A folder that cannot be written has no lock, and no one who writes to the library in it.
            return True
        try:
            _lock(file)
        except OSError as error:
            os.close(file)
            # A file system without locks cannot tell; saves are still compared revision by revision.
            return error.errno not in _HELD
        self._file = file
        return True

    def release(self) -> None:
        """Let another program have it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _lock(file: int) -> None:
    """Lock the file without waiting; raises OSError where it is locked."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
