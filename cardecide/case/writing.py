"""Writes a case file, whole or not at all: a crash at any instant leaves the file that was there."""

import json
import os
import re
import stat
import tempfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from cardecide.case.dumper import dump_yaml
from cardecide.case.model import Case
from cardecide.case.plain import plain_case
from cardecide.reading.problem import InputError, Problem

# Control characters and line separators that JSON would allow in a text and our own reader refuses.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump_case(case: Case) -> str:
    """The case as YAML, in canonical order and with only what is known; comments are not kept.

    Reading it gives an equal case.
    """
    return dump_yaml(plain_case(case))


def dump_case_json(case: Case) -> str:
    """The case as JSON, with numbers as they were entered."""
    return _json(plain_case(case), "") + "\n"


def write_case(case: Case, path: Path | str) -> None:
    """Write the case to ``path``: JSON where the name ends in ``.json``, else YAML.

    The new content is complete on the disk before it takes the place of the old, which keeps its permissions.
    Raises InputError where the file cannot be written; the old file is then untouched.
    """
    target = Path(path)
    text = dump_case_json(case) if target.suffix.casefold() == ".json" else dump_case(case)
    try:
        _replace(target.resolve(), text.encode())
    except UnicodeEncodeError:
        message = "the case holds half of a character that no file can hold"
        raise InputError([Problem(message, file=str(path), code="not-text")]) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"the file cannot be written: {reason}"
        raise InputError([Problem(message, file=str(path), code="not-written")]) from None


def _replace(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_permissions(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _permissions(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return 0o600  # a case is about a patient: no one else reads a new file unless its owner says so


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; some systems cannot, and the content is safe without it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _json(value: Any, indent: str) -> str:
    """JSON with exact decimals, which the standard encoder would turn into floats."""
    deeper = indent + "  "
    if isinstance(value, str):
        return _UNSAFE.sub(
            lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, dict) and value:
        items = [f"{deeper}{_json(key, deeper)}: {_json(v, deeper)}" for key, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(deeper + _json(v, deeper) for v in value) + f"\n{indent}]"
    if isinstance(value, (Decimal, float)):
        return f"{Decimal(str(value)):f}"
    return json.dumps(value, ensure_ascii=False)
