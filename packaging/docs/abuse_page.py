"""Writes docs/trust/abuse.md from the figures that the fuzzing and soak commands left in build/abuse.

Usage: abuse_page.py. Run by ``make abuse`` after them.
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "build" / "abuse"
PAGE = ROOT / "docs" / "trust" / "abuse.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"


def fuzz_table(figures: list[dict[str, Any]]) -> str:
    """Each reader with what it was given and what failed."""
    rows = "".join(
        f"| {one['reader']} | {one['seconds']} | {one['inputs']:,} | {one['branches']:,} | {one['peak_mb']} "
        f"| {one['failures']} |\n"
        for one in figures
    )
    return (
        "\n## Fuzzing, guided by coverage\n\n"
        "| reader | seconds | inputs | branches reached | peak memory, MB | failures left |\n"
        "|---|---|---|---|---|---|\n" + rows
    )


def soak_table(figures: list[dict[str, Any]]) -> str:
    """The memory over many evaluations and windows."""
    rows = "".join(
        f"| {one['count']:,} {one['what']} | {one['first_mb']} | {one['middle_mb']} | {one['last_mb']} "
        f"| {one['growth']} |\n"
        for one in figures
    )
    return (
        "\n## Soak: does the memory grow?\n\n"
        "Resident memory of the process, in MB, after a twentieth, half, and all of the run.\n\n"
        "| what | a twentieth | half | all | all to half |\n|---|---|---|---|---|\n" + rows
    )


def main() -> None:
    """Put the figures between the two marks of the page."""
    figures = ""
    for name, table in (("fuzz", fuzz_table), ("soak", soak_table)):
        path = FIGURES / f"{name}.json"
        if path.exists():
            figures += table(json.loads(path.read_text(encoding="utf-8")))
    page = PAGE.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    PAGE.write_text(before + figures + "\n" + after, encoding="utf-8")


if __name__ == "__main__":
    main()
