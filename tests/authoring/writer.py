"""A program that saves one pack without pause, to be killed at any moment; run by ``test_killed.py``.

For each line on its standard input a child works on the folder until it is killed. Each save is told on
standard output when it has returned.
"""

import os
import sys
from itertools import count
from pathlib import Path

from cardecide.authoring import EditConflictError, LocalRules
from cardecide.engine import load_rulebook
from tests.authoring.made import SMALL, SMALL_TESTS, entry


def text_of(step: int, who: str) -> str:
    """A text and tests that say in which step they were written, long enough to take a while."""
    return SMALL + f"# {step} {who} " + "x" * 20_000 + f" {step}\n"


def cases_of(step: int) -> str:
    return SMALL_TESTS + f"# {step}\n"


def step_of(text: str) -> int:
    """The step of a whole text; raises ValueError for half a text."""
    last = text.splitlines()[-1].split()
    if last[1] != last[-1] or not text.endswith("\n"):
        raise ValueError("half a text")
    return int(last[1])


def save_on(folder: Path, who: str, steps: int) -> None:
    """Save step after step; where somebody else was first, look again and go on."""
    rules = LocalRules(folder, load_rulebook())
    for _ in range(steps) if steps else count():
        while True:
            now = rules.get("small")
            step = step_of(now.text) + 1
            try:
                rules.save(
                    "small", text_of(step, who), entry(who), based_on=now.text_hash, tests=cases_of(step)
                )
            except EditConflictError:
                continue
            break
        os.write(1, f"saved {step}\n".encode())


def main() -> None:
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:
        save_on(folder, sys.argv[2], int(sys.argv[3]))
        return
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                os.write(1, f"child {os.getpid()}\n".encode())
                save_on(folder, "Dr A", 0)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
