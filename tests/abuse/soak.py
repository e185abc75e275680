"""Does the program grow? Many evaluations, and many windows opened and closed, with the memory watched.

``python -m tests.abuse.soak [--evaluations N] [--windows N]`` writes its figures to
``build/abuse/soak.json``. Exit status 1: the memory of the second half grew by more than a hundredth.
"""

import argparse
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_GROWTH = 1.01


def resident_mb() -> float:
    """The memory of this process, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell the memory of a process")


def watch(what: str, count: int, act: Callable[[int], object]) -> dict[str, object]:
    """Do something many times; the memory at twenty points between."""
    step = max(1, count // 20)
    points = []
    for number in range(count):
        act(number)
        if (number + 1) % step == 0:
            gc.collect()
            points.append(round(resident_mb(), 1))
            print(f"{what}: {number + 1} of {count}, {points[-1]} MB", flush=True)  # noqa: T201
    middle = points[len(points) // 2]
    return {
        "what": what,
        "count": count,
        "first_mb": points[0],
        "middle_mb": middle,
        "last_mb": points[-1],
        "growth": round(points[-1] / middle, 3),
        "points": points,
    }


def evaluations(count: int) -> dict[str, object]:
    """Evaluate the sample cases over and over, each time changed a little, so that nothing is remembered."""
    from cardecide.assessment import assess
    from cardecide.case import read_case
    from cardecide.engine import load_rulebook
    from cardecide.locations import bundled

    rulebook = load_rulebook(bundled("rules"))
    cases = [read_case(path).case for path in sorted((bundled("resources") / "samples").glob("*.case.yaml"))]

    def once(number: int) -> None:
        case = cases[number % len(cases)]
        assess(
            case.model_copy(update={"id": f"SOAK-{number}"}),
            rulebook,
            language=("en", "zh", "tr")[number % 3],
        )

    return watch("evaluations", count, once)


def windows(count: int) -> dict[str, object]:
    """Open the window on a sample, let it show the answer, close it."""
    from tests.abuse.opened_windows import Windows

    opened = Windows()
    return watch("windows", count, lambda _: opened.open_and_close())


def main() -> int:
    """Read the arguments and soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluations", type=int, default=100_000)
    parser.add_argument("--windows", type=int, default=1_000)
    options = parser.parse_args()
    figures = []
    if options.evaluations:
        figures.append(evaluations(options.evaluations))
    if options.windows:
        figures.append(windows(options.windows))
    target = ROOT / "build" / "abuse" / "soak.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    old = json.loads(target.read_text(encoding="utf-8")) if target.exists() else []
    told = {one["what"]: one for one in [*old, *figures]}
    target.write_text(json.dumps(list(told.values()), indent=1) + "\n", encoding="utf-8")
    return 1 if any(float(str(one["growth"])) > MOST_GROWTH for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
