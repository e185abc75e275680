"""Plain data read from the program's own files, kept for the next start, which need not read them again.

A reading is kept as JSON in the user's cache folder, with a hash of the very bytes it was read from: a file
in which one byte changed is read anew. Nothing depends on the cache. What is missing, torn, or cannot be
written only costs the time of reading. No data of patients is ever kept in it.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_FORM: Final = b"1"  # of what is kept; another number makes every kept reading stale


def kept(name: str, content: bytes, read: Callable[[], Any]) -> Any:
    """What ``read`` makes of ``content``, from the cache where the same content was read before.

    ``name`` is the file in the cache; what is read must be what JSON can hold. Raises what ``read`` raises.
    """
    key = hashlib.sha256(_FORM + content).hexdigest().encode()
    file = folder() / f"{name}.json"
    with suppress(OSError, ValueError):
        known, check, text = file.read_bytes().split(b"\n", 2)
        if known == key and check == _check(text):
            return json.loads(text)
    found = read()
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        _write(file, b"\n".join((key, _check(text), text)))
    return found


def folder() -> Path:
    """Where readings are kept; every file in it may be deleted at any time."""
    import platformdirs  # not every reading of a file needs it

    return platformdirs.user_cache_path("cardecide", appauthor=False) / "read"


def _check(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all; two programs that write at once both write the same."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
