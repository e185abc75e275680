"""The same SQL text in Spark says what the explaining evaluator says. Starting Spark takes seconds: once."""

import os
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import FactsTable, cohort_sql, judge_cohort
from cardecide.cohort.engines.output import FAILING, UNKNOWN
from cardecide.cohort.engines.plan import plan_packs
from cardecide.cohort.engines.spark_engine import started
from cardecide.cohort.synthetic import synthetic_cohort
from cardecide.engine import load_rulebook
from cardecide.engine.pack import Pack
from cardecide.facts.fact import Fact
from cardecide.locations import bundled
from tests.cohort.engines.generated_packs import assert_agreement, cohorts, dates, expected, rulebooks
from tests.cohort.engines.sheets_of_columns import sheets_of
from tests.generative.generated_rules import VOCABULARY

pytest.importorskip("pyspark", reason="Spark is not installed (the dependency group 'spark')")
pytestmark = [
    pytest.mark.skipif(
        shutil.which("java") is None, reason="Spark needs Java, and there is none on this machine"
    ),
    # What Spark and the libraries below it do on the way down is not the program's.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning"
    ),
]

ON = PartialDate(2026, 9, 1)
SOME = ("us.cilta-cel", "us.ide-cel", "cn.zevor-cel", "eu.teclistamab", "karmma", "cartitude-4")
"""Spark plans a large query slowly. With CARDECIDE_LONG_TESTS set, every pack is judged."""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    session = started(2)
    session.sparkContext.setLogLevel("ERROR")
    # A few rows are not worth the compiling.
    session.conf.set("spark.sql.codegen.wholeStage", "false")
    session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    yield session
    session.stop()


def test_bundled_packs_over_a_made_up_cohort(spark: Any) -> None:
    rulebook = load_rulebook(bundled("rules"))
    deciding = [pack for pack in rulebook.packs.values() if pack.kind in ("label", "trial")]
    packs = [pack for pack in deciding if pack.id in SOME or "CARDECIDE_LONG_TESTS" in os.environ]
    assert len(packs) >= len(SOME)
    plan = plan_packs(packs, rulebook.vocabulary, on=ON, default=ON)
    table = synthetic_cohort("real-world", 120, plan.needed, seed=3)
    found = judge_cohort(plan, table, engine="spark", workers=2)
    assert_agreement(found, [rulebook.evaluate(sheet, ON) for sheet in sheets_of(table, plan.needed)])
    wanted = judge_cohort(plan, table).to_arrow(("us.cilta-cel", "karmma")).to_pylist()
    spark.createDataFrame(table.data).createOrReplaceTempView("cohort")
    listed = spark.sql(cohort_sql(plan, table.names, "cohort")).toArrow().to_pylist()
    for name in ("us.cilta-cel", "karmma"):
        for column in (name, f"{name}{FAILING}", f"{name}{UNKNOWN}"):
            assert [row[column] for row in listed] == [row[column] for row in wanted]


@settings(max_examples=4, database=None, suppress_health_check=list(HealthCheck))
@given(rulebooks, cohorts, dates())
def test_generated_packs_and_cohorts(
    spark: Any, packs: Sequence[Pack], cohort: list[dict[str, Fact]], on: PartialDate
) -> None:
    plan = plan_packs(packs, VOCABULARY, on=None, default=on, every_role=True)
    days = [on, *[None] * (len(cohort) - 1)]
    found = judge_cohort(
        plan, FactsTable.from_facts(cohort, plan.needed, days=days), engine="spark", workers=2
    )
    assert_agreement(found, expected(packs, cohort, [on] * len(cohort)))
