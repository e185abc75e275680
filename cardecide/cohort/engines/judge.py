"""Judges a facts table with the engine of one's choice."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, Literal

import numpy as np

from cardecide.cohort.engines.block_judge import BlockJudge
from cardecide.cohort.engines.checkpoint import PART, Checkpoint
from cardecide.cohort.engines.column_views import word_count
from cardecide.cohort.engines.columns import PATIENT
from cardecide.cohort.engines.facts_table import BLOCK, FactsTable
from cardecide.cohort.engines.findings import CohortFindings, PlaneTable
from cardecide.cohort.engines.in_force import InForce, forces
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.workers import Workers

Engine = Literal["numpy", "duckdb", "spark"]

_WORTH_STARTING: Final = 8 * BLOCK
"""Rows from which on starting processes costs less than they save."""


class StoppedError(Exception):
    """The run was asked to stop; ``done`` rows of ``total`` are finished."""

    def __init__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        super().__init__(f"stopped after {done} of {total} rows")


def judge_cohort(
    plan: CohortPlan,
    table: FactsTable,
    *,
    engine: Engine = "numpy",
    workers: int | Workers = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
    kept: Path | None = None,
    verdicts: bool = True,
) -> CohortFindings:
    """How every pack stands for every row; what the explaining evaluator would say, row by row.

    ``workers`` are processes for numpy, which share a large Arrow file and make no difference to another
    table, threads for DuckDB and cores for Spark. ``progress`` is told how many rows are done, and ``stop``
    asked, between blocks. ``kept`` is a folder that holds the finished parts of an earlier run of the same
    table and plan, and takes the new ones. Without ``verdicts`` only statuses are kept, in less memory.

    Raises InputError where the engine cannot run here or ``kept`` cannot be written, and StoppedError.
    """
    force = forces(plan, table)
    total, words = len(table), word_count(len(table))
    lines = 3 * len(plan.packs)
    planes = np.zeros((lines + (2 * len(plan.roots) if verdicts else 0), words), np.uint64)
    checkpoint = None if kept is None else Checkpoint(kept, plan, table, verdicts=verdicts)
    done = 0
    for number, part in enumerate(_parts(table) if checkpoint else [table]):
        start, rows = done, len(part)
        own = planes[:, start // 64 : start // 64 + word_count(rows)]
        if checkpoint is None or not checkpoint.read(number, own):
            stretches = None if force.stretches is None else force.stretches[start : start + rows]
            answers = own[lines:] if verdicts else None
            steps = _judged(
                plan, InForce(force.packs, stretches), part, engine, workers, own[:lines], answers
            )
            with closing(steps):
                while not stop() and (step := next(steps, None)) is not None:
                    done += step
                    progress(done, total)
            if done < start + rows:
                raise StoppedError(done, total)
            if checkpoint is not None:
                checkpoint.write(number, own)
        done = start + rows
        progress(done, total)
    if checkpoint is not None:
        checkpoint.clear()
    found = planes[lines:] if verdicts else None
    return CohortFindings(plan, total, force, planes[:lines], found, table.column(PATIENT))


def _parts(table: FactsTable) -> Iterator[FactsTable]:
    """The table in parts that fit into memory and are worth keeping."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in table.batches():
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= PART:
            yield FactsTable(pa.Table.from_batches(waiting))
            waiting = []
    if waiting:
        yield FactsTable(pa.Table.from_batches(waiting))


def _judged(
    plan: CohortPlan,
    force: InForce,
    table: FactsTable,
    engine: Engine,
    workers: int | Workers,
    statuses: PlaneTable,
    answers: PlaneTable | None,
) -> Generator[int, None, None]:
    """Write the planes step by step; gives the number of rows of each step that is done."""
    count = workers if isinstance(workers, int) else workers.count
    if engine == "numpy":
        judge = BlockJudge(plan, force)
        worthwhile = isinstance(workers, Workers) or (count > 1 and len(table) > _WORTH_STARTING)
        if worthwhile and table.is_mapped and table.path is not None:
            if isinstance(workers, Workers):
                yield from workers.judge(judge, table.path, len(table), force.stretches, statuses, answers)
            else:
                with Workers(count) as own:
                    yield from own.judge(judge, table.path, len(table), force.stretches, statuses, answers)
            return
        yield from judge.judge_all(table, force.stretches, statuses, answers)
    else:
        from cardecide.cohort.engines.collected import collected_batches

        yield from collected_batches(plan, force, table, engine, count, statuses, answers)
