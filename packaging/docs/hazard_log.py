"""Writes docs/trust/hazard-log.md from docs/trust/hazards.yaml.

Usage: hazard_log.py [--check]. With --check nothing is written, and a page that is not current ends with
status 1.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "docs" / "trust"
_HEAD = """# Clinical hazard log

Written from [`hazards.yaml`](hazards.yaml) by `make docs`; in the spirit of ISO 14971: hazard,
cause, control, and the test that fails when the control does not hold. Severity: 5 death or lasting
harm, 4 serious harm or a lost chance of treatment, 3 delay or repeated work, 2 nuisance. Every test
named here is checked to exist, and runs with `make test`.

| hazard | severity | controls | tests |
|---|---|---|---|
"""


def hazards() -> list[dict[str, Any]]:
    """The entries of the log, in order."""
    text = (FOLDER / "hazards.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text)["hazards"])


def page(entries: list[dict[str, Any]]) -> str:
    """The log as Markdown: a table to look over, then each hazard in full."""
    rows = "".join(
        f"| [{one['id']}](#{one['id'].lower()}) {one['hazard']} | {one['severity']} | {len(one['controls'])} "
        f"| {sum(len(control['tests']) for control in one['controls'])} |\n"
        for one in entries
    )
    return _HEAD + rows + "".join(map(_section, entries))


def _section(one: dict[str, Any]) -> str:
    controls = "".join(
        f"* {control['text']}.\n" + "".join(f"  * `{test}`\n" for test in control["tests"])
        for control in one["controls"]
    )
    causes = "; ".join(one["causes"])
    return (
        f"\n## {one['id']}\n\n**{one['hazard']}.** {one['harm']} (severity {one['severity']}).\n\n"
        f"Causes: {causes}.\n\nControls, each with its tests:\n\n{controls}\n"
        f"What remains: {one['residual']}\n"
    )


def main(check: bool) -> int:
    """Write the page, or say whether it is current."""
    target = FOLDER / "hazard-log.md"
    text = page(hazards())
    if check:
        current = target.exists() and target.read_text(encoding="utf-8") == text
        if not current:
            print(f"{target.name} is not current: run make docs", file=sys.stderr)  # noqa: T201
        return 0 if current else 1
    target.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
