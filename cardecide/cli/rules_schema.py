"""``cardecide rules schema``: the JSON Schema of rule files, for any editor that speaks it."""

import argparse
from pathlib import Path
from typing import Any

from cardecide.cli.writing_text import write_text


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser("schema", help="write the JSON Schema of packs and their tests")
    action.add_argument("-o", "--output", type=Path, metavar="FILE", help="a file (default: print it)")
    action.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the schema or write it to a file."""
    from cardecide.engine.schema import schema_text  # pydantic's schema writer takes a while to load

    if options.output is None:
        print(schema_text(), end="")
    else:
        write_text(options.output, schema_text())
        print(f"{options.output}: written")
    return 0
