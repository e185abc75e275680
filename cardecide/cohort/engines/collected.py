"""Answers that came back from SQL as planes, so that every engine gives the same kind of findings."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Literal

import numpy as np

from cardecide.cohort.engines.codes import REASON, STATUS
from cardecide.cohort.engines.column_views import bits_of, known_of, packed, word_count
from cardecide.cohort.engines.facts_table import FactsTable, even
from cardecide.cohort.engines.findings import PlaneTable
from cardecide.cohort.engines.in_force import InForce
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.sql_conditions import answer_column
from cardecide.cohort.engines.sql_query import reason_column, status_column
from cardecide.engine.prepared import STATUSES as DECIDED

if TYPE_CHECKING:
    import pyarrow


def collected_batches(
    plan: CohortPlan,
    force: InForce,
    table: FactsTable,
    engine: Literal["duckdb", "spark"],
    count: int,
    statuses: PlaneTable,
    answers: PlaneTable | None,
) -> Generator[int, None, None]:
    """Write the planes of a whole table as an engine answers; gives the number of rows of each block."""
    verdicts = answers is not None
    if engine == "duckdb":
        from cardecide.cohort.engines.duckdb_engine import duckdb_batches

        batches = duckdb_batches(plan, force, table, threads=count, verdicts=verdicts)
    else:
        from cardecide.cohort.engines.spark_engine import spark_table, started

        batches = iter(spark_table(plan, force, table, started(count), verdicts=verdicts).to_batches())
    done = 0
    for batch in even(batches):
        part = slice(done // 64, done // 64 + word_count(batch.num_rows))
        collected(plan, batch, statuses[:, part], None if answers is None else answers[:, part])
        done += batch.num_rows
        yield batch.num_rows


def collected(
    plan: CohortPlan, batch: "pyarrow.RecordBatch", statuses: PlaneTable, answers: PlaneTable | None
) -> None:
    """Write the planes of a block of answers."""
    for place, planned in enumerate(plan.packs):
        codes = batch.column(status_column(place)).to_numpy()
        if (names := DECIDED.get(planned.pack.kind)) is not None:
            for line, name in enumerate(names):
                statuses[3 * place + line] = packed(codes == STATUS[name])
        reasons = batch.column(reason_column(place)).to_numpy()
        statuses[3 * place + 2] = packed(reasons == REASON["versions_disagree"])
    if answers is None:
        return
    for place, slot in enumerate(plan.roots):
        column = batch.column(answer_column(slot))
        bits, known = bits_of(column), known_of(column)
        if known is None:
            known = np.full(len(bits), ~np.uint64(0))
        yes = bits & known
        answers[2 * place], answers[2 * place + 1] = yes, yes ^ known
