"""Judges a facts table with the engine of one's choice."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.findings import CohortFindings
from cardecide.cohort.engines.plan import CohortPlan

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
) -> CohortFindings:
    """How every pack stands for every row; what the explaining evaluator would say, row by row.

    ``progress`` is told how many rows are done and ``stop`` asked between blocks. ``kept`` is a folder that
    holds the finished blocks of an earlier run of the same table and plan, and takes the new ones. Raises
    InputError where a needed column is missing or ``engine`` cannot run here, and StoppedError.
    """
    raise NotImplementedError
