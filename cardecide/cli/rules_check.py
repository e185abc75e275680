"""``cardecide rules check``: everything that is wrong, or looks wrong, with the rules."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from cardecide.cli.rule_folders import layers
from cardecide.engine.loader import Examined, examine
from cardecide.engine.manifest import MANIFEST, not_recorded, read_manifest
from cardecide.reading.problem import Problem


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser("check", help="say all that is wrong with the rules")
    action.add_argument(
        "rules", type=Path, nargs="?", metavar="DIR", help="rules layered over the bundled ones"
    )
    action.add_argument(
        "--recorded", action="store_true", help=f"also ask that {MANIFEST} holds every pack as it is"
    )
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit status 2 where a pack cannot be used, 1 where there are warnings only."""
    folders = layers(options.rules)
    examined = examine(*folders)
    warnings = examined.rulebook.warnings
    for problem in sorted((*examined.errors, *warnings), key=lambda one: (one.file, one.line, one.column)):
        print(with_code(problem), file=sys.stderr)
    open_records = [] if examined.errors else _not_recorded(examined, folders[-1])
    print(_summary(examined, open_records))
    if examined.errors:
        return 2
    return 1 if warnings or (options.recorded and open_records) else 0


def with_code(problem: Problem) -> str:
    """The problem's line with its code, under which ``docs/linter`` explains it."""
    return f"{problem} [{problem.code}]" if problem.code else str(problem)


def _not_recorded(examined: Examined, folder: Path) -> list[str]:
    """The packs of the last folder that its manifest does not hold as they are."""
    own = [p for p in examined.rulebook.packs.values() if Path(p.file).is_relative_to(folder)]
    return not_recorded(own, read_manifest(folder))


def _summary(examined: Examined, open_records: list[str]) -> str:
    rules = examined.rulebook
    packs = rules.packs.values()
    kinds = Counter(pack.kind for pack in packs)
    criteria = [criterion for pack in packs for criterion in pack.criteria]
    by_hand = sum(criterion.by_hand for criterion in criteria)
    errors, warnings = len(examined.errors), len(rules.warnings)
    lines = [
        f"{len(packs)} packs ({', '.join(f'{kinds[kind]} {kind}' for kind in kinds)}), "
        f"{len(criteria)} criteria, {by_hand} of them to be checked by hand",
        f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}",
    ]
    if rules.modified:
        lines.append(f"changed locally: {', '.join(rules.modified)}")
    if open_records:
        shown = ", ".join(open_records[:5]) + (f" and {len(open_records) - 5} more" * (len(open_records) > 5))
        lines.append(f"not recorded as they are: {shown} (cardecide rules record, after review)")
    if not errors:
        lines.append(f"rules {rules.version} ({rules.sha256[:12]})")
    return "\n".join(lines)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
