"""Killed at any moment, or written to by two at once: the file is a good one, and no text is lost.

``CARDECIDE_KILLS`` sets how many times a writer is killed; the usual run kills 12 times.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cardecide.authoring import LocalRules, check
from cardecide.engine import load_rulebook
from tests.authoring.made import entry
from tests.authoring.writer import cases_of, step_of, text_of

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("CARDECIDE_KILLS", "12"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the writer forks")


def begun(folder: Path) -> LocalRules:
    rules = LocalRules(folder, load_rulebook())
    rules.save("small", text_of(1, "Dr A"), entry(), based_on="", tests=cases_of(1))
    return rules


def started(*arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.authoring.writer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_once(process: "subprocess.Popen[str]", after: int, delay: float) -> int:
    """Let a child save, kill it ``delay`` seconds after so many saves; return the last step it told."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    child = int(process.stdout.readline().split()[1])
    timer = threading.Timer(delay, os.kill, (child, signal.SIGKILL))
    told = 0
    for number, line in enumerate(process.stdout, 1):
        word, value = line.split()
        if word == "ended":
            assert int(value) == -signal.SIGKILL, "it was killed, and did not fail by itself"
            break
        told = int(value)
        if number == after:
            timer.start()
    timer.join()
    return told


def test_no_kill_leaves_half_a_file_or_loses_what_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rules = begun(folder)
    chance = random.Random(20260504)  # noqa: S311
    left_behind = behind = 0
    with started(folder) as process:
        step = 1
        for _ in range(KILLS):
            told = killed_once(process, chance.randint(1, 3), chance.random() * 0.012)
            left_behind += sum(1 for _ in folder.rglob("*.part"))
            text = (folder / "drafts" / "small.yaml").read_text("utf-8")
            tests = (folder / "drafts" / "small.tests.yaml").read_text("utf-8")
            assert check(text).pack is not None
            written = step_of(text)
            now = rules.get("small")
            assert not now.is_changed_outside
            latest = step_of(now.text)
            assert latest - told in (0, 1), "what was told is there, and at most one save more"
            assert latest - written in (0, 1)
            assert now.tests == cases_of(latest)
            behind += latest != written or tests != now.tests
            history = rules.history("small")
            brought = [step_of(rules.text_of("small", line.sequence)[0]) for line in history]
            assert brought == list(range(1, latest + 1)), "every text that was ever saved is kept"
            assert latest > step
            step = latest
        assert process.stdin
        process.stdin.close()
    assert left_behind + behind, "no kill came in the middle of a save: the moments are badly chosen"
    now = rules.get("small")
    rules.save("small", text_of(step + 1, "Dr B"), entry("Dr B"), based_on=now.text_hash)
    assert step_of((folder / "drafts" / "small.yaml").read_text("utf-8")) == step + 1


def test_two_programs_on_one_pack_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rules = begun(folder)
    steps = 7
    with started(folder, "Dr A", steps) as one, started(folder, "Dr B", steps) as other:
        for process in (one, other):
            out, _ = process.communicate(timeout=120)
            assert out.count("saved") == steps
            assert process.returncode == 0
    assert step_of(rules.get("small").text) == 1 + 2 * steps
    saved = [line for line in rules.history("small") if line.action == "saved"]
    refused = [line for line in rules.history("small") if line.action == "conflict"]
    assert [step_of(rules.text_of("small", line.sequence)[0]) for line in saved] == list(
        range(1, 2 + 2 * steps)
    )
    assert {line.entry.who for line in saved} == {"Dr A", "Dr B"}
    for line in refused:
        assert step_of(rules.text_of("small", line.sequence)[0]) > 1
