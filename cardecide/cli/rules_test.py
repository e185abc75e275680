"""``cardecide rules test``: runs the tests beside the rules and shows what they cover."""

import argparse
from pathlib import Path
from typing import Any

from cardecide.cli.rule_folders import with_drafts
from cardecide.cli.writing_text import write_text


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser("test", help="run the tests beside the rules, with coverage per criterion")
    action.add_argument(
        "rules", type=Path, nargs="?", metavar="DIR", help="rules layered over the bundled ones"
    )
    action.add_argument("--criteria", action="store_true", help="show every criterion, not only every pack")
    action.add_argument("--coverage", type=Path, metavar="OUT.md", help="write the table of all criteria")
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit status 1 where a test fails or a criterion was not shown in every verdict."""
    # Tests may name case files, and what reads those takes a while to load.
    from cardecide.engine.coverage import coverage_page, coverage_table
    from cardecide.engine.pack_tests import run_tests

    rules = with_drafts(options.rules)
    report = run_tests(rules)
    if options.coverage is not None:
        write_text(options.coverage, coverage_page(report, rules))
    print(coverage_table(report, rules, criteria=options.criteria))
    print(report.text())
    return 0 if report.passed and not report.gaps else 1
