"""A program killed at any moment loses nothing: every time the library opens with what was shown as saved.

``CARDECIDE_KILLS`` sets how many times; the usual run kills 40 times.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cardecide.store import Library, LibraryError
from cardecide.store.upkeep import check
from tests.store.made import KEY, OTHER_KEY, WORD, case, entry
from tests.store.writer import number_in

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("CARDECIDE_KILLS", "40"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the writer forks")


@contextmanager
def writer(work: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.store.writer", work, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def killed_once(process: subprocess.Popen[str], after: int, delay: float) -> list[list[str]]:
    """Let a child work, kill it ``delay`` seconds after it told ``after`` steps; return all that it told."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    told = []
    child = int(process.stdout.readline().split()[1])
    timer = threading.Timer(delay, os.kill, (child, signal.SIGKILL))
    for line in process.stdout:
        told.append(line.split())
        if told[-1][0] == "ended":
            break
        if len(told) == after:
            timer.start()
    assert told.pop() == ["ended", str(-signal.SIGKILL)], "it was killed, and did not fail by itself"
    timer.join()
    return told


def test_no_kill_costs_what_was_shown_as_saved(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with Library.create(path, KEY) as library:
        library.add(case(note="0"), entry())
    chance = random.Random(20260504)  # noqa: S311
    revision, step, interrupted = 1, 0, 0  # adding the case made its first revision
    with writer("edit", path) as process:
        for _ in range(KILLS):
            told = killed_once(process, chance.randint(1, 6), chance.random() * 0.006)
            interrupted += (tmp_path / "l-journal").exists()
            leaked = [file for file in tmp_path.iterdir() if WORD.encode() in file.read_bytes()]
            assert leaked == []
            for name, *numbers in told:
                step = int(numbers[0])
                if name == "saved":
                    revision = int(numbers[1])
            revision, step = looked_at(path, revision, step)
    assert interrupted, "no kill came in the middle of a transaction: the moments are badly chosen"


def looked_at(path: Path, revision: int, step: int) -> tuple[int, int]:
    """Open the library as the next start does: it holds at least what was told, and at most one step more."""
    with Library.open(path, KEY) as library:
        assert check(library) == ()
        [row] = library.cases()
        saved = library.get(row.number)
        history = library.revisions(row.number)
        offered = [library.take_autosave(kept.slot) for kept in library.autosaves()]
    assert saved.revision - revision in (0, 1)
    assert [kept.sequence for kept in history] == list(range(saved.revision, 0, -1))
    assert all(kept.case.note and kept.raw_texts["field"] == kept.case.note.split()[0] for kept in offered)
    assert len(offered) <= 1
    latest = max([number_in(saved.case), *(number_in(kept.case) for kept in offered)])
    assert latest - step in (0, 1), "the last autosave is offered, or its save stands"
    assert bool(offered) == (latest != number_in(saved.case))
    return saved.revision, latest


def test_a_change_of_key_that_is_killed_leaves_one_key_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with Library.create(path, KEY) as library:
        for n in range(200):
            library.add(case(f"a{n}", os.urandom(2000).hex()), entry())
    chance = random.Random(7)  # noqa: S311
    interrupted = 0
    with writer("keys", path) as process:
        for _ in range(max(KILLS // 4, 5)):
            killed_once(process, chance.randint(1, 2), chance.random() * 0.05)
            interrupted += (tmp_path / "l-journal").exists()
            opened = []
            for key in (KEY, OTHER_KEY):
                try:
                    with Library.open(path, key) as library:
                        assert check(library) == ()
                        assert len(library.cases()) == 200
                        opened.append(key)
                except LibraryError as error:
                    assert error.code == "library-wrong-key"
            assert len(opened) == 1
            if opened == [OTHER_KEY]:
                with Library.open(path, OTHER_KEY) as library:
                    library.file.change_key(KEY)
    assert interrupted, "no kill came in the middle of a change"
