"""Two engines, one meaning (law 10): bit planes say what the explaining evaluator says, row by row."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import FactsTable, judge_cohort
from cardecide.cohort.engines.plan import plan_packs
from cardecide.engine.pack import Pack
from cardecide.facts.fact import Fact
from tests.cohort.engines.generated_packs import assert_agreement, cohorts, dates, expected, rulebooks
from tests.generative.generated_rules import VOCABULARY

Cohort = list[dict[str, Fact]]


@settings(max_examples=40)
@given(rulebooks, cohorts, dates())
def test_all_on_one_day(packs: Sequence[Pack], cohort: Cohort, on: PartialDate) -> None:
    plan = plan_packs(packs, VOCABULARY, on=on, default=on, every_role=True)
    found = judge_cohort(plan, FactsTable.from_facts(cohort, plan.needed))
    assert_agreement(found, expected(packs, cohort, [on] * len(cohort)))


@settings(max_examples=40)
@given(rulebooks, cohorts, dates(), st.data())
def test_each_on_its_own_day(
    packs: Sequence[Pack], cohort: Cohort, default: PartialDate, data: st.DataObject
) -> None:
    days = [data.draw(st.none() | dates()) for _ in cohort]
    plan = plan_packs(packs, VOCABULARY, on=None, default=default, every_role=True)
    found = judge_cohort(plan, FactsTable.from_facts(cohort, plan.needed, days=days))
    assert_agreement(found, expected(packs, cohort, [day or default for day in days]))
