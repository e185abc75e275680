"""Facts tables: taken in, written, mapped; NaN and what is missing is unknown and nothing else."""

from decimal import Decimal
from math import inf, nan
from pathlib import Path

import numpy as np
import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import Engine, FactsTable, judge_cohort
from cardecide.cohort.engines.columns import needed_by
from cardecide.cohort.engines.facts_table import BLOCK
from cardecide.cohort.engines.plan import CohortPlan, plan_packs
from cardecide.engine.citation import Citation, Source
from cardecide.engine.expression import Compare, Expression, Includes, IsOneOf, YesNoAtom
from cardecide.engine.pack import Criterion, Pack, Version
from cardecide.facts.fact import Fact
from cardecide.facts.value import NEVER, Options, Span
from cardecide.reading.problem import InputError
from tests.cohort.engines.generated_packs import HERE
from tests.generative.generated_rules import VOCABULARY

ON = PartialDate(2024, 6, 1)
ENGINES: tuple[Engine, ...] = ("numpy", "duckdb")
both = pytest.mark.parametrize("engine", ENGINES)


def plan_of(condition: Expression) -> CohortPlan:
    cited = (Citation(Source("made-up", "made up", "public")),)
    criterion = Criterion("only", "only", "include", condition, cited, HERE)
    pack = Pack("trial", "trial", "trial", "", {}, (Version(None, None, (criterion,), HERE),), "")
    return plan_packs([pack], VOCABULARY, on=ON, default=ON)


def compare(op: str, threshold: str) -> CohortPlan:
    return plan_of(Compare("protein", op, Decimal(threshold), threshold))  # type: ignore[arg-type]


def verdicts(plan: CohortPlan, table: FactsTable, engine: Engine) -> str:
    """M for met, N for not met, U for unknown, row by row."""
    return "".join("MNU"[code] for code in judge_cohort(plan, table, engine=engine).verdicts("trial")[:, 0])


@both
@pytest.mark.parametrize(
    ("op", "expected"),
    [(">=", "NMMMUU"), (">", "NNMMUU"), ("<", "MNNNUU"), ("<=", "MMNNUU"), ("=", "NMNNUU")],
)
def test_both_sides_of_a_threshold(op: str, expected: str, engine: Engine) -> None:
    plan = compare(op, "0.3")
    table = FactsTable.from_columns({"protein": [0.299, 0.3, 0.301, inf, nan, None]}, plan.needed)
    assert verdicts(plan, table, engine) == expected


@both
@pytest.mark.parametrize(
    ("op", "expected"),
    [(">=", "MNUUUMN"), (">", "MNUUUMN"), ("<", "NMUUUNM"), ("<=", "NMUUUNM"), ("=", "NNUUUNN")],
)
def test_bounds_that_belong_to_the_span_or_do_not(op: str, expected: str, engine: Engine) -> None:
    """Above 3, below 3, at least 2, at most 4, nothing, above 5, below 1; against a threshold of 3."""
    three = Decimal(3)
    spans = [
        Span(low=three, low_open=True),
        Span(high=three, high_open=True),
        Span(low=Decimal(2)),
        Span(high=Decimal(4)),
        Span(),
        Span(low=Decimal(5), low_open=True),
        Span(high=Decimal(1), high_open=True),
    ]
    plan = compare(op, "3")
    table = FactsTable.from_facts([{"protein": Fact("protein", span)} for span in spans], plan.needed)
    assert set(table.names) == {"protein__low", "protein__high"}
    assert verdicts(plan, table, engine) == expected


@both
def test_bounds_that_belong(engine: Engine) -> None:
    """At least 3 and at most 3 reach and do not exceed it."""
    spans = [Span(low=Decimal(3)), Span(high=Decimal(3)), Span(low=Decimal(2), high=Decimal(3))]
    sheets = [{"protein": Fact("protein", span)} for span in spans]
    for op, expected in ((">=", "MUU"), (">", "UNN"), ("<", "NUU"), ("<=", "UMM"), ("=", "UUU")):
        plan = compare(op, "3")
        assert verdicts(plan, FactsTable.from_facts(sheets, plan.needed), engine) == expected


@both
def test_never_is_one_column_and_longer_than_any_window(engine: Engine) -> None:
    plan = compare("<", "6")
    sheets = [{"protein": Fact("protein", value)} for value in (NEVER, Span.exactly(5), Span())]
    table = FactsTable.from_facts(sheets, plan.needed)
    assert table.names == ["protein"]
    assert verdicts(plan, table, engine) == "NMU"
    beyond = compare("<", "2000000")
    assert verdicts(beyond, table, engine) == "UMU", "how long never is, beyond its bound, is not known"


@both
@pytest.mark.parametrize(
    ("op", "numbers", "expected"),
    [
        (">=", [nan, 1.0, 4.0], "UNM"),
        (">=", [nan, 1.0, 2.0], "UNN"),
        (">=", [nan, 4.0, 5.0], "UMM"),
        ("<", [nan, 1.0, 2.0], "UMM"),
        ("<", [nan, 4.0, 5.0], "UNN"),
        ("=", [nan, 4.0, 3.0], "UNM"),
        ("<=", [-inf, 4.0, 3.0], "UNM"),
    ],
)
def test_nan_in_a_file_is_unknown(
    op: str, numbers: list[float], expected: str, engine: Engine, tmp_path: Path
) -> None:
    """DuckDB and Spark hold NaN to be larger than any number, and the statistics of a file leave it out."""
    plan = compare(op, "3")
    path = tmp_path / "nan.parquet"
    pq.write_table(pa.table({"protein": pa.array(numbers)}), path)
    assert verdicts(plan, FactsTable.read(path), engine) == expected
    assert verdicts(plan, FactsTable(pa.table({"protein": pa.array(numbers)})), engine) == expected


@both
def test_a_column_that_is_not_there_is_unknown(engine: Engine) -> None:
    for condition in (
        YesNoAtom("fever"),
        Compare("protein", ">=", Decimal(1), "1"),
        Includes("drugs", "any", ("p", "q")),
        IsOneOf("stage", ("I",)),
    ):
        plan = plan_of(condition)
        table = FactsTable(pa.table({"patient": ["a", "b"]}))
        assert verdicts(plan, table, engine) == "UU"


@both
def test_whole_numbers_in_a_file_are_numbers(engine: Engine, tmp_path: Path) -> None:
    plan = compare(">=", "3")
    path = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"protein": pa.array([2, 3, None], pa.int64())}), path)
    assert verdicts(plan, FactsTable.read(path), engine) == "NMU"


def test_what_may_still_be_is_not_one_thing() -> None:
    plan = plan_of(IsOneOf("stage", ("I", "II")))
    options = [None, {"I"}, {"I", "II"}, {"II", "III"}, {"III"}]
    sheets = [{"stage": Fact("stage", Options(one and frozenset(one)))} for one in options]
    assert verdicts(plan, FactsTable.from_facts(sheets, plan.needed), "numpy") == "UMMUN"


def test_columns_of_pandas_and_numpy() -> None:
    needed = needed_by([Compare("protein", ">", Decimal(1), "1"), YesNoAtom("fever")], VOCABULARY)
    table = FactsTable.from_columns(
        {"protein": np.array([1.5, nan]), "fever": pandas.Series([True, None], dtype="boolean")}, needed
    )
    assert table.data.to_pylist() == [{"protein": 1.5, "fever": True}, {"protein": None, "fever": None}]


def test_every_fault_of_the_columns_is_told_at_once() -> None:
    needed = needed_by([Compare("protein", ">", Decimal(1), "1"), YesNoAtom("fever")], VOCABULARY)
    with pytest.raises(InputError) as told:
        FactsTable.from_columns({"protien": [1.0], "fever": ["perhaps"], "protein": [1.0, 2.0, 3.0]}, needed)
    assert [(one.field, one.nearest) for one in told.value.problems] == [
        ("protien", "protein"),
        ("fever", ""),
    ]


@pytest.mark.parametrize("suffix", ["arrow", "parquet"])
def test_written_and_read_again(suffix: str, tmp_path: Path) -> None:
    rows = 2 * BLOCK + 77
    table = FactsTable(pa.table({"protein": np.arange(rows) / 7, "fever": np.arange(rows) % 3 == 0}))
    path = tmp_path / f"facts.{suffix}"
    table.write(path)
    again = FactsTable.read(path)
    assert len(again) == rows
    assert [batch.num_rows for batch in again.batches()] == [BLOCK, BLOCK, 77]
    assert pa.Table.from_batches(again.batches()).equals(table.data)
    assert again.is_mapped is (suffix == "arrow")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for name in ("no.arrow", "no.parquet"):
        path = tmp_path / name
        with pytest.raises(InputError):
            FactsTable.read(path)
        path.write_bytes(b"something else")
        with pytest.raises(InputError):
            FactsTable.read(path)


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "facts.arrow").mkdir()
    with pytest.raises(InputError):
        FactsTable(pa.table({"fever": [True]})).write(tmp_path / "facts.arrow")
    assert [file.name for file in tmp_path.iterdir()] == ["facts.arrow"]


def test_a_parquet_file_that_is_damaged_inside_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    FactsTable(pa.table({"protein": np.arange(1000) / 7})).write(path)
    content = bytearray(path.read_bytes())
    content[40:60] = bytes(20)
    path.write_bytes(content)
    table = FactsTable.read(path)
    with pytest.raises(InputError, match="damaged"):
        list(table.batches())
    with pytest.raises(InputError, match="damaged"):
        table.column("protein")
    with pytest.raises(InputError, match="damaged"):
        _ = table.data


def test_a_parquet_file_whose_groups_claim_other_rows_than_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    kept = Path(__file__).parents[2] / "data" / "fuzz" / "parquet" / "7d124bdd06288fbe"
    path.write_bytes(kept.read_bytes())
    with pytest.raises(InputError, match="not a facts table"):
        FactsTable.read(path)


def test_a_name_that_lies_outside_of_its_arrow_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.arrow"
    names = pa.array(["first", "second"])
    FactsTable(pa.table({"patient": names})).write(path)
    ends = np.frombuffer(names.buffers()[1], np.int32, 3).tobytes()
    content = path.read_bytes()
    assert ends in content
    path.write_bytes(content.replace(ends, np.array([0, 5, 2_000_000_000], np.int32).tobytes()))
    with pytest.raises(InputError, match="not a facts table"):
        FactsTable.read(path)
