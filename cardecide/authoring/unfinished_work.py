"""Texts as they are being typed, errors and all, so that a crash costs no more than the last few signs."""

import hashlib
import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from cardecide.authoring.records import Unfinished
from cardecide.authoring.whole_file import write_whole

FORMAT: Final = "cardecide-unfinished-rules/1"


def keep(folder: Path, unfinished: Unfinished) -> None:
    """Write the text under its pack and owner. Raises RulesError where it cannot be written."""
    data = {
        "format": FORMAT,
        "pack": unfinished.pack,
        "owner": unfinished.owner,
        "based_on": unfinished.based_on,
        "kept_at": unfinished.kept_at.isoformat(timespec="seconds"),
        "text": unfinished.text,
        "tests": unfinished.tests,
    }
    content = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    write_whole(_file(folder, unfinished.pack, unfinished.owner), content)


def kept(folder: Path) -> tuple[Unfinished, ...]:
    """What was kept, the latest first; a file that is not readable is left alone."""
    found = []
    for file in (folder / "unfinished").glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            data = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
            if data["format"] == FORMAT:
                pack, owner, text, tests, based_on = (
                    str(data[key]) for key in ("pack", "owner", "text", "tests", "based_on")
                )
                at = datetime.fromisoformat(data["kept_at"])
                if at.tzinfo is None:
                    raise ValueError("a time without its zone is not a moment")
                found.append(Unfinished(pack, owner, text, tests, based_on, at))
    return tuple(sorted(found, key=lambda one: (one.kept_at, one.pack, one.owner), reverse=True))


def discard(folder: Path, pack: str, owner: str) -> None:
    """Let a text go."""
    with suppress(OSError):
        _file(folder, pack, owner).unlink()


def _file(folder: Path, pack: str, owner: str) -> Path:
    """Owners are any words; a hash of both keeps names of files short and plain."""
    name = hashlib.sha256(f"{pack}\n{owner}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return folder / "unfinished" / f"{name}.json"
