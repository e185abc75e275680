"""The numpy engine: judges the blocks of a table one after another."""

from collections.abc import Generator
from typing import TYPE_CHECKING

from cardecide.cohort.engines.block import BlockEvaluator
from cardecide.cohort.engines.column_views import word_count
from cardecide.cohort.engines.columns import high_column, low_column
from cardecide.cohort.engines.facts_table import FactsTable
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
        needed = plan.needed
        bounds = [
            f(one.name) for one in needed.facts if one.form == "number" for f in (low_column, high_column)
        ]
        self.columns = (*needed.columns, *bounds)

    def judge_all(
        self,
        table: FactsTable,
        stretches: Stretches | None,
        statuses: PlaneTable,
        answers: PlaneTable | None,
    ) -> Generator[int, None, None]:
        """Write the planes of a whole table; gives the number of rows of each block that is done."""
        done = 0
        for batch in table.batches(self.columns):
            part = slice(done // 64, done // 64 + word_count(batch.num_rows))
            own = None if stretches is None else stretches[done : done + batch.num_rows]
            self.judge(batch, own, statuses[:, part], None if answers is None else answers[:, part])
            done += batch.num_rows
            yield batch.num_rows

    def judge(
        self,
        batch: "pyarrow.RecordBatch",
        stretches: Stretches | None,
        statuses: PlaneTable,
        answers: PlaneTable | None,
    ) -> None:
        """Write the planes of a block over zeros; ``answers`` is None where only statuses are wanted.

        The bits after the last row of a table say nothing.
        """
        found = self._evaluator.planes(batch)
        for place, planes in enumerate(self._rules.decide(found, stretches, self._evaluator.scratch)):
            for line, plane in enumerate(planes, 3 * place):
                if plane is not None:
                    statuses[line] = plane
        if answers is not None:
            for place, slot in enumerate(self._roots):
                answers[2 * place], answers[2 * place + 1] = found[slot]
