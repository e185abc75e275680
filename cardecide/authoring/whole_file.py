"""Writing a file whole or not at all, and taking turns in a folder."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from cardecide.authoring.problems import RulesError
from cardecide.language.message import message

WAIT: Final = 10.0
"""How many seconds a change waits for another one to end."""

_PAUSE: Final = 0.02


def write_whole(target: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file that appears under its name when it is complete and on the disk.

    Raises RulesError where it cannot be written, or where it exists and ``replace`` is False; what stood
    there before is then untouched.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not replace and target.exists():
            raise RulesError(message("authoring.exists"), file=target)
        _write(target, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RulesError(message("authoring.not-written", reason=reason), file=target) from None


def _write(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make new names themselves last; some systems cannot, and the content is safe without it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def turn_in(folder: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Hold the folder alone; the system lets it go when the program ends, however it ends.

    Raises RulesError where another program holds it for longer than ``wait`` seconds.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / ".lock").open("ab")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RulesError(message("authoring.not-written", reason=reason), file=folder) from None
    with stream:
        end = time.monotonic() + wait
        while not _taken(stream):
            if time.monotonic() > end:
                raise RulesError(message("authoring.busy"), file=folder)
            time.sleep(_PAUSE)
        yield


def _taken(stream: Any) -> bool:
    """Take the lock of an open file if nobody has it; closing the file lets it go."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
