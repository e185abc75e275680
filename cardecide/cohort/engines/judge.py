"""Judges a facts table with the engine of one's choice."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np

from cardecide.cohort.engines.column_views import word_count
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.findings import CohortFindings
from cardecide.cohort.engines.in_force import forces
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.run import BlockJudge

Engine = Literal["numpy", "duckdb", "spark"]


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
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
    kept: Path | None = None,
    verdicts: bool = True,
) -> CohortFindings:
    """How every pack stands for every row; what the explaining evaluator would say, row by row.

    ``progress`` is told how many rows are done and ``stop`` asked between blocks. ``kept`` is a folder that
    holds the finished blocks of an earlier run of the same table and plan, and takes the new ones. Without
    ``verdicts`` only statuses are kept. Raises InputError where ``engine`` cannot run here, and StoppedError.
    """
    force = forces(plan, table.data)
    judge = BlockJudge(plan, force)
    words = word_count(len(table))
    statuses = np.zeros((3 * len(plan.packs), words), np.uint64)
    answers = np.zeros((2 * len(plan.roots), words), np.uint64) if verdicts else None
    done = 0
    for batch in table.batches():
        if stop():
            raise StoppedError(done, len(table))
        part = slice(done // 64, done // 64 + word_count(batch.num_rows))
        stretches = None if force.stretches is None else force.stretches[done : done + batch.num_rows]
        judge.judge(batch, stretches, statuses[:, part], None if answers is None else answers[:, part])
        done += batch.num_rows
        progress(done, len(table))
    return CohortFindings(plan, len(table), force, statuses, answers, table.column("patient"))
