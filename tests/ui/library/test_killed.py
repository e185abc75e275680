"""A window killed at any moment: the library opens with what was shown as saved, and the draft is offered.

``CARDECIDE_KILLS`` sets how many times; the usual run kills 10 times. The window is the real one, with the
real rules, typed into by key events; only its wait before a draft is shorter.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cardecide.store import Library
from cardecide.store.upkeep import check
from cardecide_ui.library.draft_texts import drafts_of
from tests.ui.library.conftest import case, entry
from tests.ui.library.editor import KEY, WORD, step_of

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("CARDECIDE_KILLS", "10"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editor forks")


@contextmanager
def editor(path: Path, temporary: Path) -> Iterator[subprocess.Popen[str]]:
    temporary.mkdir()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.ui.library.editor", str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'ui'}", "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def killed_once(process: subprocess.Popen[str], after: int, delay: float) -> list[list[str]]:
    """Let a child work, kill it ``delay`` seconds after it told ``after`` steps; return all that it told.

    0 steps: it is killed while it starts, opens the library, or takes the draft over.
    """
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    told = []
    child = int(process.stdout.readline().split()[1])
    timer = threading.Timer(delay if after else delay * 10, os.kill, (child, signal.SIGKILL))
    if not after:
        timer.start()
    for line in process.stdout:
        told.append(line.split())
        if told[-1][0] == "ended":
            break
        steps = sum(words[0] != "offered" for words in told)
        if told[-1][0] != "offered" and steps == after:
            timer.start()
    assert told.pop() == ["ended", str(-signal.SIGKILL)], "it was killed, and did not fail by itself"
    timer.join()
    return told


@dataclass
class Seen:
    """What the library was last seen to hold: the last revision, and the last step saved or drafted."""

    revision: int = 1
    step: int = 0
    has_draft: bool = False
    drafts: int = 0
    interrupted: int = 0
    starts: int = 0


def test_no_kill_costs_what_the_window_had_shown(tmp_path: Path) -> None:
    path = tmp_path / "data" / "l"
    path.parent.mkdir()
    with Library.create(path, KEY) as library:
        library.add(case(note="0"), entry())
    chance = random.Random(20261121)  # noqa: S311
    seen = Seen()
    with editor(path, tmp_path / "temporary") as process:
        for _ in range(KILLS):
            told = killed_once(process, chance.randint(0, 5), chance.random() * 0.12)
            seen.interrupted += path.with_name("l-journal").exists()
            files = [file for file in tmp_path.rglob("*") if file.is_file()]
            assert not [file for file in files if WORD.encode() in file.read_bytes()]
            offered = [words for words in told if words[0] == "offered"]
            opened = [int(words[1]) for words in told if words[0] == "opened"]
            if opened:
                assert bool(offered) == seen.has_draft, "the draft is offered, and nothing else is"
                assert opened == [seen.step], "the window goes on where the last one was killed"
            seen.starts += not opened
            look(path, seen, told)
    assert seen.drafts, "no kill left a draft: the moments are badly chosen"
    sys.stderr.write(f"{KILLS} kills: {seen}\n")


def look(path: Path, seen: Seen, told: list[list[str]]) -> None:
    """Open the library as the next start does: it holds at least what was shown as kept and saved."""
    shown = max([seen.step, *(int(words[1]) for words in told if words[0] in ("kept", "saved"))])
    revision = max([seen.revision, *(int(words[2]) for words in told if words[0] == "saved")])
    with Library.open(path, KEY) as library:
        assert check(library) == ()
        [row] = library.cases()
        saved = library.get(row.number)
        history = library.revisions(row.number)
        drafts = library.autosaves()
        left = [library.take_autosave(kept.slot) for kept in drafts]
    assert saved.revision - revision in (0, 1), "at most the save under way stands beyond what was shown"
    assert [kept.sequence for kept in history] == list(range(saved.revision, 0, -1))
    assert len(left) <= 1
    steps = [step_of(saved.case.note), *(step_of(kept.case.note) for kept in left)]
    assert max(steps) >= shown, "nothing that was shown as kept is lost"
    for kept in left:
        typed = drafts_of(kept.raw_texts)["patient.weight"].text
        # A draft may fall between two keys; what it holds of the field is the beginning of what was typed.
        assert f"{step_of(kept.case.note)}x".startswith(typed) or typed == f"{step_of(kept.case.note) - 1}x"
        assert (kept.row.number, kept.row.based_on) == (row.number, saved.revision)
    seen.revision, seen.step, seen.has_draft = saved.revision, steps[-1], bool(left)
    seen.drafts += bool(left)
