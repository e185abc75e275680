"""``cardecide rules``: what an author of rules needs. Each action has a module of its own.

The modules load the engine when they run, not when the command line is read.
"""

from typing import Any

from cardecide.cli import (
    rules_bundle,
    rules_check,
    rules_diff,
    rules_docs,
    rules_impact,
    rules_local,
    rules_record,
    rules_schema,
    rules_test,
)


def add_to(commands: Any) -> None:
    """Add the commands to the parser's list."""
    parser = commands.add_parser("rules", help="check, test, compare and describe rule packs")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for module in (
        rules_check,
        rules_record,
        rules_test,
        rules_diff,
        rules_impact,
        rules_schema,
        rules_docs,
        rules_local,
        rules_bundle,
    ):
        module.add_to(actions)
