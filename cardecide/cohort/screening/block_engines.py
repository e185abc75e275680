"""Judges the cases of one block: row by row with the explaining evaluator, or all at once with an engine."""

from collections.abc import Callable, Sequence
from typing import Final, Literal, get_args

from cardecide.case.model import Case
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.judge import Engine, judge_cohort
from cardecide.cohort.engines.plan import CohortPlan, plan_cohort
from cardecide.cohort.screening.judging import Asked, Codes, facts_of, judge_case
from cardecide.cohort.screening.screened import ScreenedPack
from cardecide.facts.fact import FactSheet

EngineName = Literal["evaluator", "numpy", "duckdb", "spark"]
ENGINES: Final[tuple[EngineName, ...]] = get_args(EngineName)

BlockJudge = Callable[[Sequence[tuple[int, Case]], Sequence[Codes]], None]
"""Enters the findings on cases, each with its place in the block, into the codes of every set of rules."""


def block_judge(
    asked: Sequence[Asked], packs: Sequence[Sequence[ScreenedPack]], engine: EngineName
) -> BlockJudge:
    """The judge of blocks. All engines give the same codes; the explaining evaluator is the reference."""
    if engine == "evaluator":
        return _Evaluator(asked, packs).judge
    return _Engine(asked, packs, engine).judge


class _Evaluator:
    def __init__(self, asked: Sequence[Asked], packs: Sequence[Sequence[ScreenedPack]]) -> None:
        self._asked, self._packs = asked, packs

    def judge(self, cases: Sequence[tuple[int, Case]], block: Sequence[Codes]) -> None:
        for place, case in cases:
            for codes, packs, found in zip(block, self._packs, judge_case(case, self._asked), strict=True):
                codes.put(place, packs, found)


class _Engine:
    def __init__(
        self, asked: Sequence[Asked], packs: Sequence[Sequence[ScreenedPack]], engine: Engine
    ) -> None:
        self._asked, self._packs, self._engine = asked, packs, engine
        self._plans = [
            plan_cohort(one.rulebook, [pack.id for pack in own], on=one.on, default=one.default)
            for one, own in zip(asked, packs, strict=True)
        ]

    def judge(self, cases: Sequence[tuple[int, Case]], block: Sequence[Codes]) -> None:
        if not cases:
            return
        sheets: list[list[FactSheet]] = [facts_of(case, self._asked) for _, case in cases]
        places = [place for place, _ in cases]
        for side, (plan, codes) in enumerate(zip(self._plans, block, strict=True)):
            if not self._packs[side]:
                continue
            days = [case.decision_date for _, case in cases]
            table = FactsTable.from_facts([one[side] for one in sheets], plan.needed, days=days)
            self._enter(plan, table, codes, places, self._packs[side])

    def _enter(
        self,
        plan: CohortPlan,
        table: FactsTable,
        codes: Codes,
        places: list[int],
        packs: Sequence[ScreenedPack],
    ) -> None:
        found = judge_cohort(plan, table, engine=self._engine)
        for column, pack in enumerate(packs):
            codes.statuses[places, column] = found.statuses(pack.id)
            codes.reasons[places, column] = found.reasons(pack.id)
            planned = [one.id for one in plan.pack(pack.id).criteria]
            verdicts = found.verdicts(pack.id)
            order = [planned.index(one.id) for one in pack.criteria]
            codes.verdicts[column][places] = verdicts[:, order]
