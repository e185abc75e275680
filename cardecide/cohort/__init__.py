"""Whole cohorts under the same rules: facts in columns, and engines that judge many patients at once."""

from cardecide.cohort.engines.codes import NOT_IN_FORCE, REASONS, STATUSES, VERDICTS
from cardecide.cohort.engines.columns import FactsNeeded, NeededFact
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.findings import CohortFindings
from cardecide.cohort.engines.judge import Engine, StoppedError, judge_cohort
from cardecide.cohort.engines.plan import CohortPlan, PlannedPack, plan_cohort
from cardecide.cohort.engines.sql_query import cohort_sql
from cardecide.cohort.engines.workers import Workers

__all__ = [
    "NOT_IN_FORCE",
    "REASONS",
    "STATUSES",
    "VERDICTS",
    "CohortFindings",
    "CohortPlan",
    "Engine",
    "FactsNeeded",
    "FactsTable",
    "NeededFact",
    "PlannedPack",
    "StoppedError",
    "Workers",
    "cohort_sql",
    "judge_cohort",
    "plan_cohort",
]
