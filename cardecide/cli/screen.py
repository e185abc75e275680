"""``cardecide screen``: every patient of a table under every label and trial, with attrition."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.case.partial_date import PartialDate
from cardecide.cli.progress import Progress
from cardecide.cli.rule_folders import rulebook
from cardecide.cli.screen_input import mapped_rows, read_input, say_table, write_proposal
from cardecide.cli.screen_output import FORMATS, check_output, summary_text, write_output
from cardecide.cohort.screening.block_engines import ENGINES
from cardecide.cohort.tables.encodings import ENCODINGS
from cardecide.language.text import LANGUAGES
from cardecide.reading.problem import InputError, Problem


def add_to(commands: Any) -> None:
    """Add the command to the parser's list."""
    parser = commands.add_parser(
        "screen",
        help="screen a table of patients under every label and trial",
        description="Reads a table (CSV, XLSX, Parquet), judges every row and writes who is on label or "
        "inside a trial, which criteria fail or are unknown, and where patients are lost. A bad row is "
        "written to rejected.csv with the reason and stops no other.",
    )
    parser.add_argument("table", type=Path, metavar="TABLE", help="a table of patients (CSV, XLSX, Parquet)")
    parser.add_argument("--mapping", type=Path, metavar="M.yaml", help="what the columns mean")
    parser.add_argument(
        "--propose", type=Path, metavar="M.yaml", help="write a mapping to look through, and stop"
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="OUT",
        help="a folder for all answers, or one .csv, .xlsx or .parquet file for the findings",
    )
    parser.add_argument("--format", action="append", choices=FORMATS, help="of the tables; may be repeated")
    parser.add_argument(
        "--pack",
        "--packs",
        nargs="+",
        action="extend",
        default=[],
        metavar="P",
        help="these labels and trials only",
    )
    parser.add_argument("--jurisdiction", action="append", choices=JURISDICTIONS, default=[], metavar="J")
    parser.add_argument("--date", metavar="D", help="decide as of this day (YYYY, YYYY-MM or YYYY-MM-DD)")
    parser.add_argument(
        "--rules", type=Path, metavar="DIR", help="further rules, layered over the bundled ones"
    )
    parser.add_argument("--compare-date", metavar="D", help="say what is different on this day")
    parser.add_argument(
        "--compare-rules", type=Path, metavar="DIR", help="say what is different with these rules on top"
    )
    parser.add_argument(
        "--facts", action="store_true", help="the columns are facts already: nothing is derived"
    )
    parser.add_argument("--engine", choices=ENGINES, default="numpy", help="all give the same answers")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    parser.add_argument("--encoding", choices=ENCODINGS, help="of a text table, where it cannot be told")
    parser.add_argument("--delimiter", default="", metavar="SIGN", help="between the cells of a text table")
    parser.add_argument("--sheet", default="", metavar="NAME", help="of a workbook with several sheets")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of texts and drawings")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Screen the table; exit status 1 where rows were set aside or questions stay open."""
    from cardecide.cohort.screening.judging import Asked
    from cardecide.cohort.screening.kept_blocks import KeptBlocks
    from cardecide.cohort.screening.run import StoppedError, mark_of, screen

    table = None if options.facts else read_input(options)
    if table is not None:
        say_table(table, options.lang)
        if options.propose is not None:
            return write_proposal(table, options.propose, options.lang)
    if options.out is None:
        raise InputError(
            [Problem("there is nowhere to write to", "--out with a folder or a file", file="screen")]
        )
    check_output(options.out)
    rows = mapped_rows(table, options) if table is not None else None
    today = PartialDate.of(date.today())  # noqa: DTZ011 - the clinician's own calendar day
    on = _day(options.date, "--date")
    packs, places = tuple(options.pack), tuple(options.jurisdiction)
    rules = rulebook(options.rules, on)
    asked = [Asked(rules, on, today, packs, places)]
    if options.compare_date is not None or options.compare_rules is not None:
        other_day = _day(options.compare_date, "--compare-date") or on
        other = rulebook(options.compare_rules or options.rules, other_day)
        asked.append(Asked(other, other_day, today, packs, places))
    for one in asked:
        one.screened()
    if rows is None:
        from cardecide.cli import screen_facts

        return screen_facts.run(options, asked)
    is_folder = not options.out.suffix
    kept = KeptBlocks(options.out if is_folder else options.out.parent, mark_of(rows, asked))
    begun = kept.begin(resume=options.resume)
    if begun:
        print(f"Going on after {begun} finished blocks.", file=sys.stderr)
    with Progress(len(rows), "patients") as progress:
        try:
            screened = screen(
                rows,
                asked,
                progress=lambda done, total: progress.show(done),
                kept=kept,
                engine=options.engine,
            )
        except (KeyboardInterrupt, StoppedError):
            print(
                "\nStopped. What is finished is kept: the same command with --resume goes on.",
                file=sys.stderr,
            )
            return 1
    write_output(screened, rows, options)
    kept.finish()
    print(summary_text(screened, options.lang))
    return 1 if screened.set_aside else 0


def _day(text: str | None, option: str) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        problem = Problem(f"'{text}' is not a date", "YYYY, YYYY-MM or YYYY-MM-DD", file=option)
        raise InputError([problem]) from None
