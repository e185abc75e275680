"""``cardecide case``: check, convert and start case files."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cardecide.case import read_case
from cardecide.case.template import TEMPLATE
from cardecide.case.writing import write_case
from cardecide.facts.given_entries import check_given_entries
from cardecide.reading.problem import InputError, Problem


def add_to(commands: Any) -> None:
    """Add the commands to the parser's list."""
    parser = commands.add_parser("case", help="check, convert or start case files")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    check = actions.add_parser("check", help="say all that is wrong with case files")
    check.add_argument("cases", type=Path, nargs="+", metavar="CASE")
    check.set_defaults(run=_check)

    convert = actions.add_parser("convert", help="write a case as YAML or JSON, by the ending of OUT")
    convert.add_argument("case", type=Path, metavar="CASE")
    convert.add_argument("out", type=Path, metavar="OUT")
    convert.set_defaults(run=_convert)

    template = actions.add_parser("template", help="print an empty case file with explanations")
    template.set_defaults(run=_template)


def _check(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in options.cases:
        try:
            case_file = read_case(path)
            check_given_entries(case_file.case, case_file.document)
        except InputError as error:
            problems.extend(error.problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 2
    for path in options.cases:
        print(f"{path}: nothing wrong")
    return 0


def _convert(options: argparse.Namespace) -> int:
    write_case(read_case(options.case).case, options.out)
    return 0


def _template(options: argparse.Namespace) -> int:
    print(TEMPLATE, end="")
    return 0
