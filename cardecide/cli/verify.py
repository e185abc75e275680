"""``cardecide verify``: whether a written report still holds, and under which rules."""

import argparse
from pathlib import Path
from typing import Any, Final

from cardecide.cli.rule_folders import rulebook

_MOST: Final = 40
"""Differences that are listed; more are counted."""


def add_to(commands: Any) -> None:
    """Add the command to the parser's list."""
    parser = commands.add_parser(
        "verify",
        help="re-evaluate the case that a report embeds and say what differs",
        description="Exit status: 0 the report holds; 1 it no longer holds, or its text or attachments were "
        "changed; 2 it is no report of this program.",
    )
    parser.add_argument("report", type=Path, metavar="REPORT.pdf", help="a report with its case attached")
    parser.add_argument(
        "--rules", type=Path, metavar="DIR", help="further rules, layered over the bundled ones"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify the report and say what was found."""
    from cardecide.report.verification import verify_report  # loads the PDF libraries only when needed

    found = verify_report(options.report, rulebook(options.rules))
    print(f"{found.case_id}  decision date {found.decision_date}")
    print(f"Rules of the report: {found.rules_then}")
    print(f"Rules used now:      {found.rules_now}{'' if found.rules_changed else ' (the same)'}")
    for one in found.differences[:_MOST]:
        print(f"  {one.text}")
    if len(found.differences) > _MOST:
        print(f"  and {len(found.differences) - _MOST} more")
    if found.holds:
        print("The report holds: pages and attachments are as written, and the evaluation is the same.")
        return 0
    kinds = {one.kind for one in found.differences}
    if kinds - {"result"}:
        print("This is not the report as it was written: its text or its attachments were changed.")
    if "result" in kinds:
        print("The report no longer holds: evaluated now, the case gives another result.")
    return 1
