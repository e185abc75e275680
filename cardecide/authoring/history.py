"""The history of one pack: a folder of numbered files, written once each and chained by their hashes."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, get_args

from cardecide.authoring.problems import RulesError
from cardecide.authoring.records import TEXT_ACTIONS, Action, Entry, Revision
from cardecide.authoring.whole_file import write_whole
from cardecide.language.message import message

FORMAT: Final = "cardecide-rule-history/1"
_HASH: Final = 64


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history with the texts it brings (None where it brings none) and its own hash."""

    revision: Revision
    text: str | None
    tests: str | None
    sha256: str


def hash_of(text: str) -> str:
    """SHA-256 of the text's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def state_hash(text: str, tests: str) -> str:
    """What names a text together with its tests."""
    return hashlib.sha256(f"{hash_of(text)} {hash_of(tests)}".encode()).hexdigest()


def read_history(folder: Path) -> tuple[Line, ...]:
    """Every line, the oldest first; none where there is no folder.

    Raises RulesError where a file is missing, damaged, or not the one that the next line was chained to.
    """
    lines: list[Line] = []
    try:
        files = sorted(folder.glob("[0-9]*.json"))
        for file in files:
            status = file.stat()
            lines.append(_read(file, status.st_mtime_ns, status.st_size, status.st_ino))
    except OSError as error:
        raise RulesError(message("authoring.not-read", reason=error.strerror or ""), file=folder) from None
    before = ""
    for number, line in enumerate(lines, 1):
        if line.revision.sequence != number or line.revision.previous != before:
            raise RulesError(message("authoring.damaged-history"), file=files[number - 1])
        before = line.sha256
    return tuple(lines)


@lru_cache(maxsize=2048)
def _read(file: Path, changed: int, size: int, inode: int) -> Line:
    """Remembered as long as the file is the same one: a line is never changed."""
    return line_from(file.read_bytes(), file)


def line_from(content: bytes, file: Path) -> Line:
    """The line that a file holds. Raises RulesError where it is damaged."""
    try:
        data = json.loads(content)
        line = _line(data, hashlib.sha256(content).hexdigest())
        if data["format"] != FORMAT or line.revision.action not in get_args(Action):
            raise ValueError("another format")
        if line.text is not None:
            held = (hash_of(line.text), hash_of(line.tests or ""))
            if held != (line.revision.text_hash, line.revision.tests_hash):
                raise ValueError("a hash does not hold")
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise RulesError(message("authoring.damaged-history"), file=file) from None
    return line


def append(
    folder: Path, lines: Sequence[Line], revision: Revision, *, text: str | None, tests: str | None
) -> Line:
    """Add a line; it exists when the call returns. The caller holds the folder alone."""
    last = lines[-1] if lines else None
    sequence = len(lines) + 1
    chained = replace(
        revision,
        sequence=sequence,
        of=sequence if revision.action in TEXT_ACTIONS or revision.action == "conflict" else revision.of,
        previous=last.sha256 if last else "",
    )
    content = line_bytes(chained, text, tests)
    write_whole(folder / f"{sequence:06}.json", content, replace=False)
    return Line(chained, text, tests, hashlib.sha256(content).hexdigest())


def line_bytes(revision: Revision, text: str | None, tests: str | None) -> bytes:
    """A line as it is written: one JSON object, its keys in a fixed order."""
    entry = revision.entry
    if entry.at.tzinfo is None:
        raise ValueError("a time without its zone is not a moment")
    data = {
        "format": FORMAT,
        "pack": revision.pack,
        "sequence": revision.sequence,
        "action": revision.action,
        "who": entry.who,
        "at": entry.at.isoformat(timespec="seconds"),
        "why": entry.why,
        "of": revision.of,
        "text_hash": revision.text_hash,
        "content_hash": revision.content_hash,
        "tests_hash": revision.tests_hash,
        "from_day": None if revision.from_day is None else revision.from_day.isoformat(),
        "note": revision.note,
        "authors": list(revision.authors),
        "bundled_hash": revision.bundled_hash,
        "previous": revision.previous,
        "text": text,
        "tests": tests,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _line(data: dict[str, Any], sha256: str) -> Line:
    at = datetime.fromisoformat(_word(data, "at"))
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    day = data["from_day"]
    revision = Revision(
        _word(data, "pack"),
        int(data["sequence"]),
        data["action"],
        Entry(_word(data, "who"), at, _word(data, "why")),
        int(data["of"]),
        _word(data, "text_hash"),
        _word(data, "content_hash"),
        _word(data, "tests_hash"),
        None if day is None else date.fromisoformat(day),
        _word(data, "note"),
        _word(data, "previous"),
        tuple(str(one) for one in data["authors"]),
        _word(data, "bundled_hash"),
    )
    return Line(revision, _optional(data, "text"), _optional(data, "tests"), sha256)


def _word(data: dict[str, Any], key: str) -> str:
    if not isinstance(data[key], str):
        raise TypeError(key)
    return str(data[key])


def _optional(data: dict[str, Any], key: str) -> str | None:
    return None if data[key] is None else _word(data, key)
