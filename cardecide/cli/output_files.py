"""The files that ``cardecide evaluate`` writes beside its answer: the report, and the criteria as tables."""

import argparse
from pathlib import Path
from typing import Any

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.language.messages import all_messages
from cardecide.language.text import Language


def add_to(parser: Any) -> None:
    """Add the options to the command's parser."""
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf", help="write the report")
    parser.add_argument(
        "--variant",
        choices=("full", "one-page"),
        default="full",
        help="the full report, or the one page for the board",
    )
    parser.add_argument("--page-size", choices=("A4", "Letter"), default="A4", help="paper of the report")
    parser.add_argument(
        "--no-attach",
        action="store_true",
        help="leave case and result out of the report; it can then not be verified",
    )
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="write the criteria as CSV")
    parser.add_argument("--xlsx", type=Path, metavar="OUT.xlsx", help="write the criteria as a workbook")


def are_asked(options: argparse.Namespace) -> bool:
    """Whether any file is to be written."""
    return any(path is not None for path in (options.pdf, options.csv, options.xlsx))


def write(result: Result, case: Case, options: argparse.Namespace, *, issued: str) -> list[str]:
    """Write every file asked for, each whole or not at all; return a line about each, in its language.

    Raises InputError where one cannot be written.
    """
    told = []
    if options.pdf is not None:
        from cardecide.report import write_report  # loads the PDF library only when it is needed

        write_report(
            result,
            case,
            options.pdf,
            language=options.lang,
            page_size=options.page_size,
            variant=options.variant,
            issued=issued,
            embed=not options.no_attach,
        )
        told.append(_line("report", options.pdf, options.lang))
    if options.csv is not None or options.xlsx is not None:
        from cardecide.report.criterion_export import write_csv, write_xlsx

        for path, write_table in ((options.csv, write_csv), (options.xlsx, write_xlsx)):
            if path is not None:
                write_table(result, path)
                told.append(_line("criteria", path, options.lang))
    return told


def _line(what: str, path: Path, language: Language) -> str:
    return all_messages()[f"command.{what}-written"][language].format(path=path)
