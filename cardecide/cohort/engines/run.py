"""Runs the numpy engine over the blocks of a table, in this process."""

from typing import TYPE_CHECKING

import numpy as np

from cardecide.cohort.engines.block import BlockEvaluator
from cardecide.cohort.engines.column_views import word_count
from cardecide.cohort.engines.findings import PlaneTable
from cardecide.cohort.engines.in_force import InForce, Stretches
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.statuses import StatusRules

if TYPE_CHECKING:
    import pyarrow


class BlockJudge:
    """Judges one block after another and writes their planes where they belong."""

    def __init__(self, plan: CohortPlan, force: InForce) -> None:
        self._roots = plan.roots
        self._evaluator = BlockEvaluator(plan.graph, plan.roots, plan.vocabulary)
        self._rules = StatusRules(plan, force)

    def judge(
        self,
        batch: "pyarrow.RecordBatch",
        stretches: Stretches | None,
        statuses: PlaneTable,
        answers: PlaneTable | None,
    ) -> None:
        """Write the planes of a block; ``answers`` is None where only statuses are wanted."""
        words = word_count(batch.num_rows)
        found = self._evaluator.planes(batch)
        for place, planes in enumerate(self._rules.decide(found, stretches, words)):
            statuses[3 * place : 3 * place + 3] = planes
        if answers is not None:
            for place, slot in enumerate(self._roots):
                answers[2 * place : 2 * place + 2] = found[slot]
        if spare := words * 64 - batch.num_rows:
            mask = ~np.uint64(0) >> np.uint64(spare)
            statuses[:, -1] &= mask
            if answers is not None:
                answers[:, -1] &= mask
