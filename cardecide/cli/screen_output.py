"""The files that ``cardecide screen`` writes, and the summary it prints."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide import __version__
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.cohort.screening.screened import Screened
    from cardecide.cohort.tables.rows import Rows

FORMATS: Final = ("csv", "xlsx", "parquet")


def check_output(out: Path) -> None:
    """Raise InputError where ``out`` can neither become a folder nor a table."""
    if out.suffix and out.suffix.casefold().lstrip(".") not in FORMATS:
        expected = "a folder, or a file ending in .csv, .xlsx or .parquet"
        raise InputError([Problem("this is no place to write to", expected, file=str(out))])
    folder = out.parent if out.suffix else out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError([Problem(f"the folder cannot be made: {reason}", file=str(folder))]) from None


def write_output(screened: "Screened", rows: "Rows", options: argparse.Namespace) -> None:
    """Write every file, each whole or not at all. Raises InputError where one cannot be written."""
    out: Path = options.out
    if out.suffix:
        from cardecide.cohort.screening.answers_table import FINDING_COLUMNS, finding_rows
        from cardecide.cohort.screening.writing import write_table

        write_table(out, FINDING_COLUMNS, finding_rows(screened), sheet="findings")
        _rejected(screened, rows, out.with_suffix(".rejected.csv"), options.lang)
        return
    _tables(screened, rows, out, options.format or ["csv"], options.lang)
    _drawings(screened, out / "attrition", options.lang)
    _about(screened, rows, out)


def write_summary_tables(screened: "Screened", out: Path, formats: list[str], language: Language) -> None:
    """What does not grow with the number of patients: the summary, the attrition, its drawings."""
    from cardecide.cohort.attrition import attrition_table as of_flows
    from cardecide.cohort.attrition.flow import flows_of
    from cardecide.cohort.attrition.transitions import transitions
    from cardecide.cohort.screening import answers_table as answers
    from cardecide.cohort.screening.writing import write_table

    flows = flows_of(screened)
    for ending in formats:
        write_table(out / f"summary.{ending}", answers.SUMMARY_COLUMNS, answers.summary_rows(screened))
        body = of_flows.attrition_rows(flows, language)
        write_table(out / f"attrition.{ending}", of_flows.ATTRITION_COLUMNS, body)
        write_table(out / f"attrition-ends.{ending}", of_flows.END_COLUMNS, of_flows.end_rows(flows))
        if len(screened.sides) > 1:
            moves = of_flows.transition_rows(transitions(screened))
            write_table(out / f"transitions.{ending}", of_flows.TRANSITION_COLUMNS, moves)
    _drawings(screened, out / "attrition", language)


def _tables(screened: "Screened", rows: "Rows", out: Path, formats: list[str], language: Language) -> None:
    from cardecide.cohort.attrition import attrition_table as of_flows
    from cardecide.cohort.attrition.flow import flows_of
    from cardecide.cohort.attrition.transitions import moved, transitions
    from cardecide.cohort.screening import answers_table as answers
    from cardecide.cohort.screening.rejected_table import PROBLEM_COLUMNS, problem_rows
    from cardecide.cohort.screening.writing import write_table

    flows = flows_of(screened)
    packs = tuple(pack.id for pack in screened.side.packs)
    for ending in formats:
        tables = [
            ("statuses", (*answers.STATUS_COLUMNS, *packs), answers.status_rows(screened)),
            ("findings", answers.FINDING_COLUMNS, answers.finding_rows(screened)),
            ("summary", answers.SUMMARY_COLUMNS, answers.summary_rows(screened)),
            ("attrition", of_flows.ATTRITION_COLUMNS, of_flows.attrition_rows(flows, language)),
            ("attrition-ends", of_flows.END_COLUMNS, of_flows.end_rows(flows)),
            ("problems", PROBLEM_COLUMNS, problem_rows(screened.set_aside, language)),
        ]
        if len(screened.sides) > 1:
            tables += [
                (
                    "transitions",
                    of_flows.TRANSITION_COLUMNS,
                    of_flows.transition_rows(transitions(screened)),
                ),
                ("moved", of_flows.MOVED_COLUMNS, of_flows.moved_rows(screened, moved(screened))),
            ]
        for name, columns, body in tables:
            write_table(out / f"{name}.{ending}", columns, body, sheet=name)
    _rejected(screened, rows, out / "rejected.csv", language)


def _rejected(screened: "Screened", rows: "Rows", path: Path, language: Language) -> None:
    from cardecide.cohort.screening.rejected_table import rejected_rows
    from cardecide.cohort.screening.writing import write_table

    if screened.set_aside:
        columns = ("row", "problem", *rows.table.columns)
        write_table(path, columns, rejected_rows(screened.set_aside, language))


def _drawings(screened: "Screened", folder: Path, language: Language) -> None:
    """One SVG for each label and trial with anybody in it, and all of them as one PDF."""
    from cardecide.cohort.attrition.flow import flows_of
    from cardecide.cohort.attrition.layout import layout
    from cardecide.cohort.attrition.svg import svg
    from cardecide.cohort.attrition.tones import INKS
    from cardecide.cohort.attrition.words import FlowWords
    from cardecide.cohort.screening.writing import write_bytes
    from cardecide.report.shapes_page import measure, shapes_pdf

    flows = [flow for flow in flows_of(screened) if flow.entered]
    if not flows:
        return
    folder.mkdir(exist_ok=True)
    words = FlowWords(language)
    drawings = [layout(flow, words, measure, synthetic=screened.synthetic) for flow in flows]
    for flow, drawing in zip(flows, drawings, strict=True):
        write_bytes(folder / f"{flow.pack.id}.svg", svg(drawing).encode())
    foot = f"cardecide {__version__} · {screened.table} · {screened.side.rules} {screened.side.sha256[:12]}"
    write_bytes(folder / "attrition.pdf", shapes_pdf(drawings, INKS, foot=foot))


def _about(screened: "Screened", rows: "Rows", out: Path) -> None:
    """What the answers rest on: the table's hash, the rules, the day, and the mapping itself."""
    from cardecide.cohort.screening.writing import write_bytes
    from cardecide.cohort.tables.mapping import dump_mapping

    about = {
        "format": "cardecide-screening/1",
        "program": __version__,
        "table": {"name": screened.table, "sha256": rows.table.sha256, "rows": len(screened)},
        "judged": int(screened.judged.sum()),
        "set_aside": len(screened.set_aside),
        "synthetic": screened.synthetic,
        "sides": [
            {"date": side.date, "rules": side.rules, "sha256": side.sha256, "packs": len(side.packs)}
            for side in screened.sides
        ],
    }
    write_bytes(out / "about.json", (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode())
    write_bytes(out / "mapping.yaml", dump_mapping(rows.mapping).encode())


def summary_text(screened: "Screened", language: Language) -> str:
    """One line for each label and trial: how many patients have each status."""
    from cardecide.cohort.screening.answers_table import counts
    from cardecide.language.messages import all_messages

    lines = [f"{int(screened.judged.sum())} patients judged, {len(screened.set_aside)} rows set aside"]
    width = max((len(pack.id) for pack in screened.side.packs), default=0)
    for place, pack in enumerate(screened.side.packs):
        found = counts(screened, place)
        said = ", ".join(
            f"{number} {all_messages()[f'status.{status}'][language]}"
            for status, number in found.most_common()
        )
        lines.append(f"  {pack.id:{width}}  {said}")
    return "\n".join(lines)
