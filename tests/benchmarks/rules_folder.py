"""The bundled rules, loaded and checked as at a start, beside PyYAML's C parser that only composes them.

Each round is a process of its own, so that nothing is remembered; importing the program is not counted,
reading its catalogue of facts is. Time of the processor.
"""

import json
import statistics
import subprocess
import sys

ROUNDS = 7
PEER = "PyYAML's C parser composes the bytes of every pack"

_ROUND = """
import json, yaml
from time import process_time
from cardecide.engine import load_rulebook
from cardecide.engine.loader import pack_paths
from cardecide.locations import bundled
contents = [path.read_bytes() for path in pack_paths(bundled("rules"))]
marks = [process_time()]
for content in contents: yaml.compose(content, Loader=yaml.CSafeLoader)
marks.append(process_time())
load_rulebook(bundled("rules"))
marks.append(process_time())
load_rulebook(bundled("rules"))
marks.append(process_time())
spans = [late - early for early, late in zip(marks, marks[1:])]
print(json.dumps(spans), len(contents), sum(map(len, contents)))
"""


def table() -> list[str]:
    """The lines of the table."""
    rounds, size = [], ""
    for _ in range(ROUNDS):
        ran = subprocess.run([sys.executable, "-c", _ROUND], check=True, capture_output=True, text=True)  # noqa: S603
        found, _, rest = ran.stdout.partition("]")
        rounds.append(json.loads(found + "]"))
        size = rest
    count, length = (int(word) for word in size.split())
    names = (
        PEER,
        "the rules loaded and checked, the catalogue of facts included",
        "the same again, files unchanged",
    )
    times = dict(zip(names, map(statistics.median, zip(*rounds, strict=True)), strict=True))
    base = times[PEER]
    return [
        f"## The rules folder: {count} packs, {length:,} bytes",
        "",
        f"Median of {ROUNDS} processes.",
        "",
        "| | ms | relative to a bare parse |",
        "|---|---:|---:|",
        *(f"| {name} | {value * 1e3:,.1f} | {value / base:.2f} |" for name, value in times.items()),
    ]


if __name__ == "__main__":
    print("\n".join(table()))
