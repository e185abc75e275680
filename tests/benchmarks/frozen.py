"""Size and start of the frozen program, beside an empty frozen window built in the same run."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "cardecide"
FLOOR = ROOT / "build" / "frozen-floor" / "floor"
ROUNDS = 9
_BUILD = ("--noconfirm", "--log-level", "ERROR", "--onedir", "--name", "floor")
_LEFT_OUT = ("tkinter", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick")


def table() -> list[str]:
    """The lines of the table; one line that says how to get it where nothing was frozen."""
    if not (PROGRAM / "cardecide").exists():
        return ["## The frozen program", "", "Not measured: `make dist` has not been run."]
    floor = _floor()
    commands = {
        "an empty frozen window": [str(floor / "floor")],
        "cardecide, to its first page": [str(PROGRAM / "cardecide")],
        "cardecide --version": [str(PROGRAM / "cardecide"), "--version"],
    }
    sizes = {"an empty frozen window": _megabytes(floor), "cardecide, to its first page": _megabytes(PROGRAM)}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            seconds = _run(command)
            if number:  # the first round warms the disk
                taken[name].append(seconds)
    base = statistics.median(taken["an empty frozen window"])
    lines = [
        "## The frozen program",
        "",
        f"Median of {ROUNDS} whole processes, offscreen, disk warm.",
        "",
        "| | size, MB | start, ms | ratio to the floor |",
        "|---|---|---|---|",
    ]
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        lines.append(f"| {name} | {sizes.get(name, '')} | {middle * 1000:.0f} | {middle / base:.2f} |")
    return lines


def _floor() -> Path:
    left_out = [word for name in _LEFT_OUT for word in ("--exclude-module", name)]
    command = [str(Path(sys.executable).with_name("pyinstaller")), *_BUILD, *left_out]
    subprocess.run(  # noqa: S603 - this project's own build
        [
            *command,
            *("--distpath", str(FLOOR.parent), "--workpath", str(ROOT / "build" / "floor-work")),
            *("--specpath", str(ROOT / "build"), str(ROOT / "packaging" / "frozen" / "floor.py")),
        ],
        check=True,
        cwd=ROOT,
    )
    return FLOOR


def _run(command: list[str]) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CARDECIDE_TIME_THE_START": "1"}
    begun = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603
    return time.perf_counter() - begun


def _megabytes(folder: Path) -> int:
    return round(
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        / 1e6
    )


if __name__ == "__main__":
    print("\n".join(table()))
