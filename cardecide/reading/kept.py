"""Plain data read from the program's own files, kept for the next start, which need not read them again.

A reading is kept as JSON in the user's cache folder, behind the very bytes it was read from: a file in which
one byte changed is read anew. Nothing depends on the cache. What is missing, torn, or cannot be written only
costs the time of reading. Words of the program are kept in it, never data of patients, and nothing by which a
patient is judged: rules, drugs and definitions are read from their own files at every start.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Any, Final
from zlib import crc32

_HEAD: Final = Struct(">4sQQI")  # the form, how long content and text are, and a check of the text
_FORM: Final = b"kept"


def kept(name: str, content: bytes, read: Callable[[], Any]) -> Any:
    """What ``read`` makes of ``content``, from the cache where the same content was read before.

    ``name`` is the file in the cache; what is read must be what JSON can hold. Raises what ``read`` raises.
    """
    file = folder() / f"{name}.kept"
    with suppress(OSError, ValueError):
        text = _text_behind(file.read_bytes(), content)
        if text is not None:
            return json.loads(text)
    found = read()
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    head = _HEAD.pack(_FORM, len(content), len(text), crc32(text))
    with suppress(OSError):
        _write(file, head + content + text)
    return found


def folder() -> Path:
    """Where readings are kept; every file in it may be deleted at any time."""
    import platformdirs  # not every reading of a file needs it

    return platformdirs.user_cache_path("cardecide", appauthor=False) / "read"


def _text_behind(stored: bytes, content: bytes) -> bytes | None:
    """The text that stands behind ``content``; None where another content or half a text stands there."""
    if len(stored) < _HEAD.size:
        return None
    form, length, rest, check = _HEAD.unpack_from(stored)
    start = _HEAD.size + length
    if form != _FORM or len(stored) != start + rest or stored[_HEAD.size : start] != content:
        return None
    text = stored[start:]
    return text if crc32(text) == check else None


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all; two programs that write at once both write the same."""
    import os
    import tempfile

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
