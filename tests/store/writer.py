"""A program that edits one case without pause, to be killed at any moment; run by ``test_killed.py``.

For each line on its standard input a child works on the library until it is killed. Each step is told on
standard output when it has returned: what was told is what the person had been shown as saved.
"""

import os
import sys
from itertools import count
from pathlib import Path

from cardecide.store import Library
from cardecide.store.upkeep import change_key
from tests.store.made import KEY, NOON, OTHER_KEY, WORD, case, entry

CHAPTER = " ".join(f"{WORD}{n}" for n in range(400))


def edit(path: Path) -> None:
    """Type, autosave, type, autosave, save: notes count on from where the last child was killed."""
    library = Library.open(path, KEY, wait=5)
    row = library.cases()[0]
    left = [library.take_autosave(kept.slot) for kept in library.autosaves()]
    latest = max([library.get(row.number).case, *(kept.case for kept in left)], key=number_in)
    slot = max((kept.row.slot for kept in left), default=None)
    revision = row.revision
    for step in count(number_in(latest) + 1):
        given = case(note=f"{step} {CHAPTER}")
        if step % 3:
            slot = library.autosave(given, {"field": str(step)}, at=NOON, slot=slot, number=row.number)
            tell(f"autosaved {step}")
        else:
            saved = library.save(row.number, given, entry(why=str(step)), based_on=revision, slot=slot)
            revision, slot = saved.revision, None
            tell(f"saved {step} {revision}")


def change_keys(path: Path) -> None:
    """Encrypt the library again and again, under one key and the other."""
    for key, other in ((KEY, OTHER_KEY), (OTHER_KEY, KEY)) * 1000:
        with Library.open(path, key, wait=5) as library:
            change_key(library, other)
        tell("changed")


def number_in(given: object) -> int:
    """The step that a case was written in."""
    return int(str(getattr(given, "note", "0")).split()[0])


def tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> None:
    work = {"edit": edit, "keys": change_keys}[sys.argv[1]]
    path = Path(sys.argv[2])
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                tell(f"child {os.getpid()}")
                work(path)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
