"""Names and texts in SQL: whatever stands in a rule, it stays a name or a text."""

from datetime import date
from math import inf
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.cohort.engines.sql_expression import (
    DUCKDB,
    SPARK,
    Called,
    Case,
    Column,
    Literally,
    conjunction,
    disjunction,
    select,
)


@pytest.mark.parametrize(
    ("value", "duck", "spark"),
    [
        ("it's", "'it''s'", r"'it\'s'"),
        ("back\\slash", "'back\\slash'", r"'back\\slash'"),
        (0.3, "0.3e0", "0.3e0"),
        (1e-7, "1e-07", "1e-07"),
        (inf, "CAST('inf' AS DOUBLE)", "CAST('inf' AS DOUBLE)"),
        (True, "TRUE", "TRUE"),
        (3, "3", "3"),
        (date(2024, 2, 1), "DATE '2024-02-01'", "DATE '2024-02-01'"),
    ],
)
def test_values_as_they_are_written(value: Any, duck: str, spark: str) -> None:
    assert Literally(value).write(DUCKDB) == duck
    assert Literally(value).write(SPARK) == spark


def test_names_are_quoted() -> None:
    assert Column('a"b').write(DUCKDB) == '"a""b"'
    assert Column("a`b").write(SPARK) == "`a``b`"


@settings(max_examples=50)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1),
    st.floats(allow_nan=False),
)
def test_a_text_and_a_number_come_back_as_they_went_in(text: str, number: float) -> None:
    query = select([("said", Literally(text)), (f"n {text}", Literally(number))], "(SELECT 1) AS one", DUCKDB)
    found = duckdb.sql(query)
    assert found.fetchall() == [(text, number)]
    assert found.columns[1] == f"n {text}"


def test_nothing_to_join() -> None:
    assert conjunction([]).write(DUCKDB) == "TRUE"
    assert disjunction([]).write(DUCKDB) == "FALSE"
    assert Case((), Literally(1)).write(DUCKDB) == "1"
    assert Called("COALESCE", (Column("a"), Literally(0))).write(SPARK) == "COALESCE(`a`, 0)"
