"""Coverage-guided fuzzing of every reader for a fixed time; keeps what reached new code and whatever failed.

``python -m tests.abuse.fuzz [--seconds N] [READER …]`` writes its figures to ``build/abuse/fuzz.json`` and
the inputs worth keeping to ``tests/data/fuzz/READER``, which every test run reads again. Exit status 1: a
reader failed.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.abuse.readers import CORPUS, READERS, ROOT, survives
from tests.abuse.seeds import kept, seeds

LARGEST_KEPT = 4096
MOST_KEPT = 30  # of each reader, failures aside
_DONE = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_COUNT = re.compile(r"stat::number_of_executed_units: (\d+)")
_PEAK = re.compile(r"stat::peak_rss_mb:\s+(\d+)")


def child(name: str, arguments: list[str]) -> None:
    """Fuzz one reader in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["cardecide", "cardecide_ui"]):
        survives(name, seeds(name)[0])  # imports what the reader needs, seen by the instrumentation
    atheris.Setup([sys.argv[0], *arguments], lambda content: (survives(name, content), None)[1])
    atheris.Fuzz()


def run(name: str, seconds: int) -> dict[str, object]:
    """Fuzz one reader in a process of its own; return its figures."""
    with tempfile.TemporaryDirectory() as folder:
        work, failures = Path(folder) / "work", Path(folder) / "failures"
        for part in (work, failures):
            part.mkdir()
        for number, content in enumerate([*seeds(name), *(path.read_bytes() for path in kept(name, CORPUS))]):
            (work / f"seed{number}").write_bytes(content)
        common = [sys.executable, "-m", "tests.abuse.fuzz", "--child", name]
        done = subprocess.run(  # noqa: S603 - this program
            [
                *common,
                f"-max_total_time={seconds}",
                "-print_final_stats=1",
                "-rss_limit_mb=2048",
                "-timeout=60",
                f"-artifact_prefix={failures}/",
                str(work),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        said = done.stdout + done.stderr
        found = sorted(path for path in failures.iterdir() if not path.name.startswith("slow-unit"))
        keep(name, found)
        new = [path for path in work.iterdir() if not path.name.startswith("seed")]
        reached = sorted(new, key=lambda path: path.stat().st_size)
        room = max(0, MOST_KEPT - len(list(kept(name, CORPUS))))
        keep(name, [path for path in reached if path.stat().st_size <= LARGEST_KEPT][:room])
    counted, peak, last = _COUNT.search(said), _PEAK.search(said), _DONE.search(said)
    return {
        "reader": name,
        "seconds": seconds,
        "inputs": int(counted[1]) if counted else 0,
        "branches": int(last[2]) if last else 0,
        "peak_mb": int(peak[1]) if peak else 0,
        "failures": len(found),
        "said": "" if done.returncode == 0 else said[-2000:],
    }


def keep(name: str, paths: list[Path]) -> None:
    """Copy inputs into the kept corpus, under their hash: the name without ``crash-`` or ``oom-``."""
    target = CORPUS / name
    target.mkdir(parents=True, exist_ok=True)
    for path in paths:
        (target / path.name.rpartition("-")[2][:16]).write_bytes(path.read_bytes())


def main() -> int:
    """Read the arguments and fuzz."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("readers", nargs="*", default=list(READERS))
    options = parser.parse_args()
    figures = []
    for name in options.readers:
        one = run(name, options.seconds)
        figures.append(one)
        print(f"{name:12} {one['inputs']:>9} inputs {one['branches']:>6} branches {one['failures']} failures")  # noqa: T201
        if one["said"]:
            print(one["said"], file=sys.stderr)  # noqa: T201
    target = ROOT / "build" / "abuse" / "fuzz.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    old = json.loads(target.read_text(encoding="utf-8")) if target.exists() else []
    told = {str(one["reader"]): one for one in [*old, *figures]}
    in_order = [told[name] for name in READERS if name in told]
    target.write_text(json.dumps(in_order, indent=1) + "\n", encoding="utf-8")
    return 1 if any(one["failures"] for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
