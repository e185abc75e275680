"""``cardecide rules diff``: what changed between two folders of rules, criterion by criterion."""

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from cardecide.cli.rule_folders import existing, with_drafts
from cardecide.engine import load_rulebook
from cardecide.engine.rulebook_diff import Change, diff


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser(
        "diff",
        help="what changed between two folders of rules",
        description="Compares two folders of rules, each read by itself; or the bundled rules with the same "
        "under a folder of one's own.",
    )
    action.add_argument("old", type=Path, metavar="OLD", help="a folder of rules")
    action.add_argument(
        "new", type=Path, nargs="?", metavar="NEW", help="another one; without it, OLD over the bundled rules"
    )
    action.add_argument("--json", action="store_true", help="write the changes as JSON")
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the changes, grouped by pack and criterion."""
    if options.new is None:
        old, new = with_drafts(None), with_drafts(options.old)
    else:
        old, new = load_rulebook(existing(options.old)), load_rulebook(existing(options.new))
    changes = diff(old, new)
    if options.json:
        print(json.dumps([change.as_dict() for change in changes], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(changes)) or "no difference")
    return 0


def _lines(changes: Iterable[Change]) -> Iterator[str]:
    for pack, of_pack in groupby(changes, key=lambda change: change.pack):
        yield pack
        for (version, criterion), parts in groupby(of_pack, key=lambda one: (one.version, one.criterion)):
            name = f"{criterion} ({version})" if version and criterion else criterion or version
            said = [change.said for change in parts]
            if not name:
                yield from (f"  {line}" for line in said)
            elif len(said) == 1:
                yield f"  {name}: {said[0]}"
            else:
                yield f"  {name}"
                yield from (f"    {line}" for line in said)
