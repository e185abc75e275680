"""``cardecide screen --facts``: a table whose columns are facts already, as large as the disk holds."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cardecide.cli.progress import Progress
from cardecide.cli.screen_output import summary_text, write_summary_tables
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.cohort.engines.findings import CohortFindings
    from cardecide.cohort.screening.judging import Asked

_ENDINGS = (".arrow", ".parquet")


def run(options: argparse.Namespace, asked: "Sequence[Asked]") -> int:
    """Screen a facts table into a folder; raises InputError where it is none."""
    from cardecide.cohort.engines.facts_table import FactsTable
    from cardecide.cohort.screening.facts_run import screen_facts

    path: Path = options.table
    if path.suffix.casefold() not in _ENDINGS or options.out.suffix:
        expected = "a facts table (.arrow or .parquet), and a folder to write to"
        raise InputError([Problem("--facts cannot be used here", expected, file=str(path))])
    if options.engine == "evaluator":
        raise InputError([Problem("the evaluator needs cases, not facts", "--engine numpy", file="--engine")])
    table = FactsTable.read(path)
    with Progress(len(table), "patients") as progress:
        screened, found = screen_facts(
            table,
            path.name,
            asked,
            engine=options.engine,
            workers=os.cpu_count() or 1,
            progress=lambda done, total: progress.show(done),
        )
    _findings(found[0], options.out / "findings.parquet")
    write_summary_tables(screened, options.out, options.format or ["csv"], options.lang)
    print(summary_text(screened, options.lang))
    return 0


def _findings(found: "CohortFindings", path: Path) -> None:
    """Status, failing and unknown criteria of every patient, written block by block."""
    from typing import BinaryIO

    from cardecide.cohort.screening.writing import write_atomically

    def write(stream: BinaryIO) -> None:
        import pyarrow.parquet

        writer = None
        for batch in found.batches():
            if writer is None:
                writer = pyarrow.parquet.ParquetWriter(stream, batch.schema, compression="zstd")
            writer.write_batch(batch)
        if writer is not None:
            writer.close()

    write_atomically(path, write)
