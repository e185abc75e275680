"""Measures speed beside peers in the same run and writes ``docs/benchmarks.md``. Run by ``make bench``.

Absolute times belong to one machine; the ratios travel. In every table the measured things and their peers
take turns, round by round.
"""

import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import cohort
import frozen
import library
import library_page
import one_case
import report_peer
import rule_editing
import rule_editor
import rules_folder
import window

from cardecide.engine import load_rulebook
from cardecide.locations import bundled

OUT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def main() -> None:
    """Measure, print and write the tables."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios travel between machines; absolute times do not.",
        "",
        *one_case.table(),
        "",
        *window.table(),
        "",
        *rules_folder.table(),
        "",
        *_report(),
        "",
        *_library(),
        "",
        *library_page.table(),
        "",
        *_editing(),
        "",
        *rule_editor.table(),
        "",
        *frozen.table(),
        "",
        *cohort.table(ten_million="--ten-million" in sys.argv),
        "",
        f"CPython {platform.python_version()}, {platform.machine()}.",
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def _report() -> list[str]:
    times = one_case.rounds(report_peer.report_rows(load_rulebook(bundled("rules"))))
    # The rows come in pairs: a report, and its floor.
    values = list(times.values())
    floors = [values[place | 1] for place in range(len(values))]
    return [
        "## The full report of the published patient",
        "",
        "A floor draws the same lines on as many pages with nothing but reportlab's canvas.",
        "",
        "| | ms | relative to the canvas |",
        "|---|---:|---:|",
        *(
            f"| {name} | {value * 1e3:,.0f} | {value / floor:.2f} |"
            for (name, value), floor in zip(times.items(), floors, strict=True)
        ),
    ]


def _library() -> list[str]:
    times = library.measure()
    base = times[library.PEER]
    return [
        "## The case library, 10,000 cases",
        "",
        "| | ms | relative to a bare sqlite3 table |",
        "|---|---:|---:|",
        *(f"| {name} | {value * 1e3:,.1f} | {value / base:.2f} |" for name, value in times.items()),
    ]


def _editing() -> list[str]:
    times = rule_editing.measure()
    base = times[rule_editing.PEER]
    return [
        f"## Editing a pack of {rule_editing.CRITERIA:,} criteria with {rule_editing.TESTS} tests",
        "",
        "| | ms | relative to a bare parse of the text |",
        "|---|---:|---:|",
        *(f"| {name} | {value * 1e3:,.1f} | {value / base:.2f} |" for name, value in times.items()),
    ]


if __name__ == "__main__":
    main()
