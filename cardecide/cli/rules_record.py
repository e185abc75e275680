"""``cardecide rules record``: writes down which content each revision of a pack has, after review."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cardecide.cli.rule_folders import layers
from cardecide.cli.rules_check import with_code
from cardecide.cli.writing_text import write_text
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.loader import load_rulebook
from cardecide.engine.manifest import MANIFEST, manifest_text, read_manifest


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser("record", help=f"record the reviewed content of every pack in {MANIFEST}")
    action.add_argument(
        "rules",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="an own folder (default: the bundled rules)",
    )
    action.add_argument("--version", metavar="V", help="the version of the folder from now on")
    action.add_argument(
        "--force", action="store_true", help="record changed packs although their revision did not grow"
    )
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Nothing is written where a pack has an error, or changed without a new revision (exit status 1)."""
    folders = layers(options.rules)
    rules = load_rulebook(*folders)
    folder = folders[-1]
    unrevised = [one for one in rules.warnings if one.code == LintCode.CHANGED_WITHOUT_VERSION]
    if unrevised and not options.force:
        for problem in unrevised:
            print(with_code(problem), file=sys.stderr)
        return 1
    path = folder / MANIFEST
    before = path.read_text("utf-8") if path.is_file() else ""
    version = options.version or read_manifest(folder).version
    packs = [pack for pack in rules.packs.values() if Path(pack.file).is_relative_to(folder)]
    write_text(path, manifest_text(version, packs, before=before))
    print(f"{path}: {len(packs)} packs recorded as version {version}")
    return 0
