"""``cardecide rules docs``: the packs, the facts and the coverage as readable pages."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cardecide.cli.rule_folders import with_drafts
from cardecide.cli.writing_text import write_text


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser("docs", help="write packs, facts, coverage and schema as readable pages")
    action.add_argument("out", type=Path, metavar="OUT", help="a folder")
    action.add_argument("--rules", type=Path, metavar="DIR", help="rules layered over the bundled ones")
    action.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 where a page is not current"
    )
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write what changed; pages of packs that are gone are removed."""
    from cardecide.engine.pack_tests import run_tests
    from cardecide.engine.pages import reference_pages

    rules = with_drafts(options.rules)
    pages = reference_pages(rules, run_tests(rules))
    changed = [name for name, text in pages.items() if _held(options.out / name) != text]
    gone = sorted(path for path in (options.out / "packs").glob("*.md") if f"packs/{path.name}" not in pages)
    if options.check:
        for name in (*changed, *(str(path.relative_to(options.out)) for path in gone)):
            print(f"{options.out / name}: not current; cardecide rules docs {options.out}", file=sys.stderr)
        return 1 if changed or gone else 0
    for name in changed:
        write_text(options.out / name, pages[name])
    for path in gone:
        path.unlink()
    print(f"{options.out}: {len(pages)} pages, {len(changed)} written, {len(gone)} removed")
    return 0


def _held(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
