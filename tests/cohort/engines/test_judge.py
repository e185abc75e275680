"""Runs over many blocks: progress, stopping, taking up again, several processes, what comes out."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import CohortFindings, CohortPlan, FactsTable, StoppedError, judge_cohort, plan_cohort
from cardecide.cohort.engines import judge as judging
from cardecide.cohort.engines.checkpoint import PART
from cardecide.cohort.engines.facts_table import BLOCK
from cardecide.cohort.engines.workers import Workers
from cardecide.cohort.synthetic import synthetic_cohort
from cardecide.engine import load_rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError

PACKS = ("us.cilta-cel", "cn.zevor-cel")
ON = PartialDate(2026, 9, 1)


@pytest.fixture(scope="module")
def plan() -> CohortPlan:
    return plan_cohort(load_rulebook(bundled("rules")), PACKS, on=ON)


@pytest.fixture(scope="module")
def table(plan: CohortPlan) -> FactsTable:
    """More than a part and not a whole number of blocks."""
    return repeated(plan, PART + BLOCK + 1001, seed=1)


def repeated(plan: CohortPlan, rows: int, seed: int) -> FactsTable:
    """A cohort of that many rows; a few thousand of them are different."""
    few = synthetic_cohort("real-world", 4999, plan.needed, seed=seed).data
    return FactsTable(pa.concat_tables([few] * (rows // len(few) + 1)).slice(0, rows).combine_chunks())


class StopAfter:
    """Stops a run once so many rows are done."""

    def __init__(self, rows: int) -> None:
        self.rows, self.done = rows, 0

    def progress(self, done: int, total: int) -> None:
        self.done = done

    def stop(self) -> bool:
        return self.done >= self.rows


@pytest.fixture(scope="module")
def found(plan: CohortPlan, table: FactsTable) -> CohortFindings:
    return judge_cohort(plan, table)


def same(one: CohortFindings, other: CohortFindings) -> bool:
    return all(
        np.array_equal(one.statuses(pack), other.statuses(pack))
        and np.array_equal(one.reasons(pack), other.reasons(pack))
        and np.array_equal(one.verdicts(pack), other.verdicts(pack))
        for pack in PACKS
    )


def test_progress_ends_at_the_last_row(plan: CohortPlan, table: FactsTable) -> None:
    told: list[tuple[int, int]] = []
    judge_cohort(plan, table, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (len(table), len(table))


def test_a_run_that_was_stopped_goes_on(
    plan: CohortPlan,
    table: FactsTable,
    found: CohortFindings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = tmp_path / "unfinished"
    after = StopAfter(PART)
    with pytest.raises(StoppedError) as stopped:
        judge_cohort(plan, table, kept=kept, stop=after.stop, progress=after.progress)
    assert (stopped.value.done, stopped.value.total) == (PART, len(table))
    assert sorted(file.name for file in kept.iterdir()) == ["mark", "part-000000.npy"]
    judged: list[int] = []
    plain = judging._judged
    monkeypatch.setattr(judging, "_judged", lambda *given: judged.append(len(given[2])) or plain(*given))
    assert same(judge_cohort(plan, table, kept=kept), found)
    assert judged == [BLOCK + 1001], "the part that was finished is not judged again"
    assert not kept.exists()


def test_parts_of_another_table_do_not_count(plan: CohortPlan, tmp_path: Path) -> None:
    first = repeated(plan, PART + 10, seed=1)
    after = StopAfter(PART)
    with pytest.raises(StoppedError):
        judge_cohort(plan, first, kept=tmp_path, stop=after.stop, progress=after.progress)
    second = repeated(plan, PART + 10, seed=2)
    assert same(judge_cohort(plan, second, kept=tmp_path), judge_cohort(plan, second))


def test_a_damaged_part_is_judged_again(
    plan: CohortPlan, table: FactsTable, found: CohortFindings, tmp_path: Path
) -> None:
    after = StopAfter(PART)
    with pytest.raises(StoppedError):
        judge_cohort(plan, table, kept=tmp_path, stop=after.stop, progress=after.progress)
    (tmp_path / "part-000000.npy").write_bytes(b"\x93NUMPY cut off")
    assert same(judge_cohort(plan, table, kept=tmp_path), found)


def test_a_folder_that_cannot_be_used(plan: CohortPlan, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(InputError):
        judge_cohort(plan, synthetic_cohort("karmma", 3, plan.needed), kept=file)


def test_several_processes_find_the_same(
    plan: CohortPlan, table: FactsTable, found: CohortFindings, tmp_path: Path
) -> None:
    path = tmp_path / "facts.arrow"
    table.write(path)
    mapped = FactsTable.read(path)
    with Workers(2) as workers:
        assert same(judge_cohort(plan, mapped, workers=workers), found)
        only = judge_cohort(plan, mapped, workers=workers, verdicts=False)
        with pytest.raises(StoppedError):
            judge_cohort(plan, mapped, workers=workers, stop=lambda: True)
    assert np.array_equal(only.statuses(PACKS[0]), found.statuses(PACKS[0]))
    with pytest.raises(ValueError, match="only statuses"):
        only.verdicts(PACKS[0])


def test_a_parquet_file_block_by_block(
    plan: CohortPlan, table: FactsTable, found: CohortFindings, tmp_path: Path
) -> None:
    path = tmp_path / "facts.parquet"
    table.write(path)
    lazy = FactsTable.read(path)
    assert same(judge_cohort(plan, lazy), found)
    assert same(judge_cohort(plan, lazy, engine="duckdb", workers=2), found)
    assert not lazy.is_in_memory


def test_the_table_of_results(plan: CohortPlan) -> None:
    table = synthetic_cohort("real-world", 400, plan.needed, seed=5)
    found = judge_cohort(plan, table)
    frame = found.to_pandas()
    assert list(frame)[:4] == ["patient", "us.cilta-cel", "us.cilta-cel:failing", "us.cilta-cel:unknown"]
    assert frame["patient"].str.startswith("synthetic").all()
    names = [one.id for one in plan.pack("us.cilta-cel").criteria]
    codes = found.verdicts("us.cilta-cel")
    assert len(set(frame["us.cilta-cel:unknown"])) > 2
    for row in range(len(frame)):
        for verdict, column in ((1, "failing"), (2, "unknown")):
            wanted = [name for name, code in zip(names, codes[row], strict=True) if code == verdict]
            assert frame[f"us.cilta-cel:{column}"][row] == ", ".join(wanted)


def test_counts_are_those_of_the_codes(plan: CohortPlan, found: CohortFindings) -> None:
    counts = found.counts("us.cilta-cel")
    assert sum(counts.values()) == len(found)
    assert counts["on_label"] == int((found.statuses("us.cilta-cel") == 0).sum())
    each = found.criterion_counts("us.cilta-cel")
    column = found.verdicts("us.cilta-cel")[:, 0]
    first = plan.pack("us.cilta-cel").criteria[0].id
    assert each[first]["not_met"] == int((column == 1).sum())


def test_a_cohort_without_patients(plan: CohortPlan) -> None:
    found = judge_cohort(plan, synthetic_cohort("karmma", 0, plan.needed))
    assert len(found) == 0
    assert found.to_pandas().empty
    assert sum(found.counts("us.cilta-cel").values()) == 0


def test_what_was_asked_wrongly() -> None:
    rulebook = load_rulebook(bundled("rules"))
    with pytest.raises(InputError) as told:
        plan_cohort(rulebook, ["us.cilta-cell"], on=ON)
    assert told.value.problems[0].nearest == "us.cilta-cel"
    with pytest.raises(InputError):
        plan_cohort(rulebook)
