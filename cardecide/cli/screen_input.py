"""The table and the mapping of ``cardecide screen``, and what is said about them."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cardecide.language.messages import say
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.cohort.tables.proposal import Proposal
    from cardecide.cohort.tables.rows import Rows
    from cardecide.cohort.tables.table import Table


def read_input(options: argparse.Namespace) -> "Table":
    """The table, read as the options say, else as its mapping says. Raises InputError."""
    from cardecide.cohort.tables.mapping import read_mapping
    from cardecide.cohort.tables.opening import HowToRead, open_table

    kept = read_mapping(options.mapping) if options.mapping is not None else None
    how = HowToRead(
        options.encoding or (kept.encoding if kept is not None else None),
        options.delimiter.replace("\\t", "\t") or (kept.delimiter if kept is not None else ""),
        options.sheet or (kept.sheet if kept is not None else ""),
    )
    return open_table(options.table, how)


def mapped_rows(table: "Table", options: argparse.Namespace) -> "Rows":
    """The rows with their mapping: the one given, else a proposal that leaves nothing open.

    Raises InputError where the mapping is wrong, or where a proposal asks something.
    """
    from cardecide.cohort.tables.mapping import read_mapping
    from cardecide.cohort.tables.proposal import propose
    from cardecide.cohort.tables.rows import Rows

    if options.mapping is not None:
        rows = Rows(table, read_mapping(options.mapping))
    else:
        proposal = propose(table)
        if proposal.questions:
            hint = (
                f"--propose M.yaml writes a mapping to complete; then --mapping M.yaml: {options.table.name}"
            )
            raise InputError(
                [
                    *(
                        Problem(say(one.said, "en"), field=f"column '{one.column}'", code="question")
                        for one in proposal.questions
                    ),
                    Problem("the mapping leaves questions open", hint, file=options.table.name),
                ]
            )
        rows = Rows(table, proposal.mapping)
        _print(f"{name} → {one.target}" for name, one in proposal.mapping.columns.items())
    for name, numbers in list(rows.same_ids().items())[:5]:
        listed = ", ".join(map(str, numbers[:8]))
        print(f"note: '{name}' stands in rows {listed}; each row is counted by itself", file=sys.stderr)
    return rows


def say_table(table: "Table", language: Language) -> None:
    """Say on standard error how the table was taken."""
    print(f"{table.name}: {len(table)} rows, {len(table.columns)} columns", file=sys.stderr)
    _print(say(note, language) for note in table.notes)
    if table.broken:
        print(f"{len(table.broken)} rows cannot be told apart into cells and are set aside", file=sys.stderr)


def write_proposal(table: "Table", path: Path, language: Language) -> int:
    """Write the proposed mapping, its questions and notes as comments; exit status 1 where any is open."""
    from cardecide.cohort.screening.writing import write_bytes
    from cardecide.cohort.tables.proposal import propose

    proposal = propose(table)
    write_bytes(path, proposal_text(proposal, language).encode())
    for question in proposal.questions:
        print(f"{question.column}: {say(question.said, language)}", file=sys.stderr)
    count = len(proposal.questions)
    print(f"{path}: {len(proposal.mapping.columns)} columns, {count} questions")
    return 1 if count else 0


def proposal_text(proposal: "Proposal", language: Language) -> str:
    """The mapping as YAML with its questions and notes above it."""
    from cardecide.cohort.tables.mapping import dump_mapping

    lines = [
        "# What the columns of a table mean. Look it through, answer what is asked, and keep it.",
        "# 'is: ignored' leaves a column out. A blank cell is unknown, never no.",
        *(f"# ? {_line(q.column)}: {_line(say(q.said, language))}" for q in proposal.questions),
        *(f"#   {_line(name)}: {_line(say(note, language))}" for name, note in proposal.notes),
    ]
    return "\n".join(lines) + "\n" + dump_mapping(proposal.mapping)


def _line(text: str) -> str:
    return " ".join(text.split())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"  {line}", file=sys.stderr)
