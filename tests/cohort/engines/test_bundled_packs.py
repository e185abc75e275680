"""Every bundled pack over made-up cohorts and the sample cases: the engines say what one case says."""

from datetime import timedelta
from pathlib import Path

import pytest

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.cohort import (
    STATUSES,
    VERDICTS,
    CohortFindings,
    CohortPlan,
    Engine,
    FactsTable,
    cohort_sql,
    judge_cohort,
    plan_cohort,
)
from cardecide.cohort.engines.duckdb_engine import connected
from cardecide.cohort.engines.in_force import edge_days
from cardecide.cohort.engines.plan import plan_packs
from cardecide.cohort.synthetic import profile_names, synthetic_cohort
from cardecide.engine import Rulebook, load_rulebook
from cardecide.facts.derive import derive
from cardecide.locations import bundled
from tests.cohort.engines.generated_packs import assert_agreement
from tests.cohort.engines.sheets_of_columns import sheets_of

ON = PartialDate(2026, 9, 1)
DAYS = (ON, PartialDate(2024, 4), PartialDate(2021))
ENGINES: tuple[Engine, ...] = ("numpy", "duckdb")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


def samples() -> list[Path]:
    return sorted((bundled("resources") / "samples").glob("*.case.yaml"))


def everything(rulebook: Rulebook, on: PartialDate) -> CohortPlan:
    """All packs but the scoring policies, with every role: guidance and evidence too."""
    packs = [pack for pack in rulebook.packs.values() if pack.kind != "scoring"]
    return plan_packs(packs, rulebook.vocabulary, on=on, default=on, every_role=True)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_sample_cases(rulebook: Rulebook, on: PartialDate, engine: Engine) -> None:
    plan = everything(rulebook, on)
    sheets = [derive(read_case(path).case, on, remember=False) for path in samples()]
    found = judge_cohort(plan, FactsTable.from_facts(sheets, plan.needed), engine=engine)
    assert_agreement(found, [rulebook.evaluate(sheet, on) for sheet in sheets])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", profile_names())
def test_made_up_cohorts(rulebook: Rulebook, name: str, engine: Engine) -> None:
    plan = everything(rulebook, ON)
    table = synthetic_cohort(name, 150, plan.needed, seed=7)
    found = judge_cohort(plan, table, engine=engine)
    assert_agreement(found, [rulebook.evaluate(sheet, ON) for sheet in sheets_of(table, plan.needed)])


def by_assessment(found: CohortFindings, pack: str, row: int) -> tuple[str, dict[str, str]]:
    """The status of a pack and its verdicts in the words of a result."""
    verdicts = dict(
        zip(
            (one.id for one in found.plan.pack(pack).criteria),
            (VERDICTS[code] if code < len(VERDICTS) else "" for code in found.verdicts(pack)[row]),
            strict=True,
        )
    )
    return STATUSES[found.statuses(pack)[row]], {name: one for name, one in verdicts.items() if one}


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_label_status_and_trial_fit_are_those_of_the_assessment(rulebook: Rulebook, path: Path) -> None:
    case = read_case(path).case
    result = assess(case, rulebook, default_date=ON, jurisdictions=["US", "EU", "CN"])
    day = case.decision_date or ON
    plan = plan_cohort(rulebook, on=None, default=ON)
    sheet = derive(case, day, remember=False)
    table = FactsTable.from_facts([sheet], plan.needed, days=[case.decision_date])
    found = judge_cohort(plan, table)
    checked = 0
    for product in result.products:
        for one in (*product.labels, *product.trials):
            status, verdicts = by_assessment(found, one.pack, 0)
            decided = {c.id: c.verdict for c in one.criteria if c.role in ("include", "exclude")}
            assert (status, verdicts) == (one.status, decided), one.pack
            checked += 1
    assert checked > 10


def test_the_query_for_another_machine_lists_the_same(rulebook: Rulebook) -> None:
    plan = plan_cohort(rulebook, ["us.cilta-cel", "karmma", "tr.ide-cel"], on=ON)
    table = synthetic_cohort("real-world", 300, plan.needed, seed=9)
    with connected(1) as connection:
        connection.register("registry", table.data)
        query = cohort_sql(plan, table.names, "registry", "duckdb")
        listed = connection.sql(query).to_arrow_table().to_pylist()
    assert listed == judge_cohort(plan, table).to_arrow().to_pylist()
    with pytest.raises(ValueError, match="own day"):
        cohort_sql(plan_cohort(rulebook, on=None, default=ON), table.names, "registry")


@pytest.mark.parametrize("engine", ENGINES)
def test_both_sides_of_every_day_on_which_something_changes(rulebook: Rulebook, engine: Engine) -> None:
    """A version starts or ends, or the text ceases to be verified; months straddle such days."""
    packs = () if engine == "numpy" else ("us.cilta-cel", "cn.cilta-cel", "tr.ide-cel", "karmma")
    plan = plan_cohort(rulebook, packs, on=None, default=ON)
    edges = [PartialDate.of(day + timedelta(days=step)) for day in edge_days(plan) for step in (-1, 0, 1)]
    days = list(dict.fromkeys([*edges, *(PartialDate(day.year, day.month) for day in edges)]))
    sheet = derive(read_case(samples()[-1]).case, ON, remember=False)
    table = FactsTable.from_facts([sheet] * len(days), plan.needed, days=days)
    found = judge_cohort(plan, table, engine=engine)
    assert_agreement(found, [rulebook.evaluate(sheet, day) for day in days])
