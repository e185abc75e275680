"""Nothing leaves the workstation: a working day with every network event of the interpreter forbidden.

The interpreter reports each socket made to reach another machine, each name looked up and each
connection. The day runs in a process of its own, because such a watch cannot be taken off again. Sockets
between programs of one machine (the system's keyring, the screen) are allowed.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAY = ROOT / "tests" / "architecture" / "working_day.py"


def run_day(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    return subprocess.run(  # noqa: S603 - a program of this repository
        [sys.executable, DAY, folder, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
    )


def test_a_working_day_opens_no_connection(tmp_path: Path) -> None:
    done = run_day(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "evaluated, printed, verified, kept, shown" in done.stdout


def test_the_watch_would_notice(tmp_path: Path) -> None:
    done = run_day(tmp_path, "--connect")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "socket" in done.stderr
