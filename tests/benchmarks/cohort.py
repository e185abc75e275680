"""Cohorts: every pack over made-up patients, beside the floor and the engines one would otherwise pick.

``python tests/benchmarks/cohort.py`` prints the section; with ``--ten-million`` it measures 10⁷ rows too,
which needs 5 GB of disk and some minutes.
"""

import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from math import inf
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

# Polars reads it when it is imported.
os.environ["POLARS_MAX_THREADS"] = "1"

import cohort_peers
import numpy as np
import pyarrow.parquet as pq

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import CohortPlan, FactsTable, judge_cohort, plan_cohort
from cardecide.cohort.engines.block import BlockEvaluator
from cardecide.cohort.engines.block_judge import BlockJudge
from cardecide.cohort.engines.column_views import bits_of, known_of, numbers_of, unpacked
from cardecide.cohort.engines.facts_table import BLOCK
from cardecide.cohort.engines.in_force import forces
from cardecide.cohort.engines.workers import Workers
from cardecide.cohort.synthetic import write_synthetic_cohort
from cardecide.engine import load_rulebook
from cardecide.engine.compile import compile_graph
from cardecide.engine.graph import Graph
from cardecide.locations import bundled
from tests.cohort.engines.sheets_of_columns import sheets_of

ON = PartialDate(2026, 9, 1)
ROUNDS = 7
SAMPLE = 300
"""Rows that the engines for single cases get; their figure is per case."""

COMPARED = 1_000_000
"""Rows on which the column engines are compared; pandas and DuckDB get a tenth."""


def table(*, ten_million: bool = False, folder: Path | None = None) -> list[str]:
    """The lines of the section; what is in ``folder`` already is not made again."""
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            return table(ten_million=ten_million, folder=Path(name))
    plan = plan_cohort(load_rulebook(bundled("rules")), on=ON)
    compared = _file(plan, folder, COMPARED)
    peers = _peers(plan, FactsTable.read(compared))
    parquet = _parquet(plan, compared, folder)
    sizes = [10_000, 100_000, COMPARED, *([10_000_000] if ten_million else [])]
    with Workers(2) as workers:
        scale = [_scale(plan, _file(plan, folder, rows), rows, workers) for rows in sizes]
    return [*_head(plan), *_peer_lines(peers, parquet), "", *_scale_lines(scale)]


def _file(plan: CohortPlan, folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.arrow"
    if not path.exists():
        write_synthetic_cohort("real-world", rows, plan.needed, path)
    return path


def floor(facts: FactsTable, names: tuple[str, ...]) -> int:
    """Reading every column that the rules need and counting its bits."""
    found = 0
    for batch in facts.batches(names):
        for column in batch.columns:
            known = known_of(column)
            if known is not None:
                found += int(np.bitwise_count(known).sum())
            words = numbers_of(column).view(np.uint64) if column.type == "double" else bits_of(column)
            found += int(np.bitwise_count(words).sum())
    return found


def _peers(plan: CohortPlan, facts: FactsTable) -> dict[str, tuple[float, float | None]]:
    """Nanoseconds per case and agreement of each engine; None where it is not compared."""
    force = forces(plan, facts)
    names = BlockJudge(plan, force).columns
    whole = cohort_peers.with_all_columns(plan, facts.data)
    data = whole.select([name for name in whole.column_names if name in set(names)])
    tenth = data.slice(0, len(data) // 10).combine_chunks()
    inner = FactsTable(data.combine_chunks())
    own = _counts(plan, FactsTable(tenth))
    runs: dict[str, tuple[Callable[[], Any], int]] = {
        _FLOOR: (lambda: floor(inner, names), len(inner)),
        _STATUSES: (lambda: judge_cohort(plan, inner, verdicts=False), len(inner)),
        _VERDICTS: (lambda: judge_cohort(plan, inner), len(inner)),
        _COUNTED: (lambda: _counted(plan, inner), len(inner)),
        _POLARS: (cohort_peers.polars_counts(plan, inner.data), len(inner)),
        _PANDAS: (cohort_peers.pandas_counts(plan, tenth), len(tenth)),
        _DUCKDB: (cohort_peers.duckdb_counts(plan, force, tenth), len(tenth)),
    }
    agreement: dict[str, float | None] = {
        _POLARS: _same(own, cohort_peers.polars_counts(plan, tenth)()),
        _PANDAS: _same(own, runs[_PANDAS][0]()),
        _DUCKDB: _same(own, runs[_DUCKDB][0]()),
    }
    few = tenth.slice(0, SAMPLE)
    # zen-engine takes no infinity; for these rules a million is as far away.
    rows = [{k: 1e6 if v == inf else v for k, v in row.items()} for row in few.to_pylist()]
    answers = _answers(plan, FactsTable(few))
    for name, make in (
        (_DATALOGIC, cohort_peers.datalogic_answers),
        (_CEL, cohort_peers.cel_answers),
        (_ZEN, cohort_peers.zen_answers),
    ):
        run = make(plan)
        agreement[name] = float((np.array(run(rows), dtype=bool) == answers).mean())
        runs[name] = (lambda run=run: run(rows), SAMPLE)
    program = compile_graph(Graph(plan.graph.nodes[slot] for slot in plan.roots))
    sheets = list(sheets_of(FactsTable(few), plan.needed))
    runs[_SINGLE] = (lambda: [program(sheet) for sheet in sheets], SAMPLE)
    times = _rounds({name: run for name, (run, _) in runs.items()}, process_time)
    return {name: (times[name] / count * 1e9, agreement.get(name)) for name, (_, count) in runs.items()}


_FLOOR = "floor: reading the columns and counting their bits"
_STATUSES = "cardecide, status of every pack"
_VERDICTS = "cardecide, verdict on every criterion as well"
_COUNTED = "cardecide, every condition counted, as the peers do it"
_POLARS = "Polars, one thread"
_PANDAS = "pandas, nullable types"
_DUCKDB = "DuckDB, one thread"
_SINGLE = "cardecide, case by case: what the explanation starts from"
_DATALOGIC = "datalogic-py, case by case"
_CEL = "cel-expr-python, case by case"
_ZEN = "zen-engine, case by case"


def _counts(plan: CohortPlan, facts: FactsTable) -> list[int]:
    return [int(count) for count in _answers(plan, facts).sum(axis=0)]


def _answers(plan: CohortPlan, facts: FactsTable) -> Any:
    """Yes and no of every root as the program finds them, a row for each patient."""
    evaluator = BlockEvaluator(plan.graph, plan.roots, plan.vocabulary)
    found = []
    for batch in facts.batches():
        planes = evaluator.planes(batch)
        found.append(
            np.column_stack(
                [unpacked(plane, batch.num_rows) for slot in plan.roots for plane in planes[slot]]
            )
        )
    return np.concatenate(found)


def _counted(plan: CohortPlan, facts: FactsTable) -> list[int]:
    evaluator = BlockEvaluator(plan.graph, plan.roots, plan.vocabulary)
    names = BlockJudge(plan, forces(plan, facts)).columns
    found = np.zeros(2 * len(plan.roots), np.int64)
    for batch in facts.batches(names):
        planes = evaluator.planes(batch)
        counted = [int(np.bitwise_count(plane).sum()) for slot in plan.roots for plane in planes[slot]]
        found += np.array(counted)
    return [int(one) for one in found]


def _same(own: list[int], theirs: list[int]) -> float:
    return statistics.fmean(one == other for one, other in zip(own, theirs, strict=True))


def _rounds(
    runs: Mapping[str, Callable[[], object]], clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """Median seconds of each, taking turns; what is slow runs less often."""
    found: dict[str, list[float]] = {}
    for name, run in runs.items():
        start = clock()
        run()
        found[name] = [clock() - start]
    for turn in range(ROUNDS):
        for name, run in runs.items():
            if found[name][0] > 1 and turn > 1:
                continue
            start = clock()
            run()
            found[name].append(clock() - start)
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def _parquet(plan: CohortPlan, arrow: Path, folder: Path) -> tuple[float, float]:
    """Nanoseconds per case of the bare scan of a Parquet file and of judging it."""
    path = folder / "cohort.parquet"
    FactsTable.read(arrow).write(path)
    facts = FactsTable.read(path)
    names = [name for name in facts.names if name in set(BlockJudge(plan, forces(plan, facts)).columns)]

    def scan() -> None:
        for _ in pq.ParquetFile(path).iter_batches(BLOCK, columns=names):
            pass

    times = _rounds({"scan": scan, "judge": lambda: judge_cohort(plan, facts, verdicts=False)}, process_time)
    return times["scan"] / len(facts) * 1e9, times["judge"] / len(facts) * 1e9


def _scale(
    plan: CohortPlan, path: Path, rows: int, workers: Workers
) -> tuple[int, float, float, float, float]:
    """Rows, seconds of the floor, of one process and of two, and the most memory of its own in MB."""
    facts = FactsTable.read(path)
    names = BlockJudge(plan, forces(plan, facts)).columns
    alone = {
        "floor": lambda: floor(facts, names),
        "one": lambda: judge_cohort(plan, facts, verdicts=False),
    }
    both = {"two": lambda: judge_cohort(plan, facts, verdicts=False, workers=workers)}
    times = _rounds(alone, process_time) | _rounds(both)
    peak = _peak(lambda: judge_cohort(plan, facts))
    return rows, times["floor"], times["one"], times["two"], peak


def _peak(run: Callable[[], object]) -> float:
    """The most memory, in MB, beyond what the process had before; pages of the mapped file do not count."""
    before, most, done = _own_memory(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.002):
            most[0] = max(most[0], _own_memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    result = run()
    most[0] = max(most[0], _own_memory())
    done.set()
    watcher.join()
    del result
    return max(0.0, most[0] - before)


def _own_memory() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _head(plan: CohortPlan) -> list[str]:
    versions = [version for pack in plan.packs for version in pack.versions]
    size = (
        f"{len(plan.packs)} labels and trials, {sum(len(one.criteria) for one in versions)} criteria, "
        f"{len(plan.roots)} distinct conditions, {len(plan.needed.columns)} columns"
    )
    return [
        "## Cohorts",
        "",
        f"Made-up patients, 12 % of the values missing, on {ON}: {size}.",
        f"Median of {ROUNDS} rounds in which all rows of a table take turns; fewer for what is slow.",
        "",
        "Time of the processor, one thread. The peers answer the same conditions, yes and no.",
        f"Engines for columns: {COMPARED:,} rows, a tenth of them for pandas and DuckDB, answers counted.",
        f"Engines for single cases: {SAMPLE} rows, per case.",
        "",
    ]


def _peer_lines(peers: Mapping[str, tuple[float, float | None]], parquet: tuple[float, float]) -> list[str]:
    base, own = peers[_FLOOR][0], peers[_COUNTED][0]
    lines = [
        "| cohort in memory, one thread | ns per case | × floor | × cardecide's counts | agreement |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, (time, agreement) in peers.items():
        said = "" if agreement is None else f"{agreement:.3f}"
        lines.append(f"| {name} | {time:,.0f} | {time / base:,.2f} | {time / own:,.2f} | {said} |")
    return [
        *lines,
        "",
        "| target | wanted | measured | |",
        "|---|---:|---:|---|",
        _target("statuses against counting the bits", 1.3, peers[_STATUSES][0] / base, most=True),
        _target("Polars against the same counts", 1.5, peers[_POLARS][0] / own),
        _target("pandas against the same counts", 20, peers[_PANDAS][0] / own),
        _target("DuckDB against the same counts", 50, peers[_DUCKDB][0] / own),
        _target("datalogic-py against case by case", 3, peers[_DATALOGIC][0] / peers[_SINGLE][0]),
        _target("zen-engine against case by case", 10, peers[_ZEN][0] / peers[_SINGLE][0]),
        _target("cel-expr-python against case by case", 40, peers[_CEL][0] / peers[_SINGLE][0]),
        _target("from Parquet against its bare scan", 1.15, parquet[1] / parquet[0], most=True),
    ]


def _target(name: str, wanted: float, measured: float, *, most: bool = False) -> str:
    met = measured <= wanted if most else measured >= wanted
    return (
        f"| {name} | {'≤' if most else '≥'} {wanted:g} | {measured:,.2f} | {'met' if met else '**missed**'} |"
    )


def _scale_lines(scale: list[tuple[int, float, float, float, float]]) -> list[str]:
    running = max(0.0, os.getloadavg()[1] - 1)
    lines = [
        "From a mapped Arrow file, statuses of every pack. *Floor* and *one* are one process, time of the",
        "processor; *two* are two processes that were started before, by the clock, which counts what others",
        f"do as well: {running:.0f} of them ran in these minutes. Memory is the program's own, without the",
        "mapped file and with verdicts kept as well.",
        "",
        "| rows | floor, ns per case | one, ns per case | one, cases/s | two, cases/s | two, seconds | MB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for rows, base, one, two, peak in scale:
        lines.append(
            f"| {rows:,} | {base / rows * 1e9:,.0f} | {one / rows * 1e9:,.0f} | {rows / one:,.0f} "
            f"| {rows / two:,.0f} | {two:.3f} | {peak:,.0f} |"
        )
    return lines


if __name__ == "__main__":
    kept = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    print("\n".join(table(ten_million="--ten-million" in sys.argv, folder=kept[0] if kept else None)))
