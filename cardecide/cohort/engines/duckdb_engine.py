"""The plan in DuckDB: for tables that are larger than memory, and as an independent second engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cardecide.cohort.engines.facts_table import BLOCK, FactsTable
from cardecide.cohort.engines.in_force import InForce
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.sql_expression import DUCKDB
from cardecide.cohort.engines.sql_query import Query

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_SETTINGS: Final = {
    # No extension is fetched from anywhere, and nothing is spilled to a disk outside the person's control.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "temp_directory": "",
    # The least and the greatest number that a Parquet file states leave NaN out. DuckDB infers from them that
    # there is none and answers even ``isnan`` with no.
    "disabled_optimizers": "statistics_propagation",
}
_TABLE: Final = "facts"


def duckdb_batches(
    plan: CohortPlan, force: InForce, table: FactsTable, *, threads: int = 1, verdicts: bool = True
) -> Iterator["pyarrow.RecordBatch"]:
    """Codes and answers in the order of the rows, in blocks; a Parquet file is read by DuckDB itself."""
    with connected(threads) as connection:
        source = source_of(connection, table)
        query = Query(plan, force, table.names, DUCKDB).codes(source, verdicts=verdicts)
        reader: Any = connection.sql(query).to_arrow_reader(BLOCK)
        yield from reader


def connected(threads: int) -> "duckdb.DuckDBPyConnection":
    """A database in memory that reaches for nothing else."""
    import duckdb

    return duckdb.connect(":memory:", config={**_SETTINGS, "threads": str(threads)})


def source_of(connection: "duckdb.DuckDBPyConnection", table: FactsTable) -> str:
    """What stands after FROM for a table."""
    if table.is_in_memory or table.path is None:
        connection.register(_TABLE, table.data)
        return DUCKDB.quoted(_TABLE)
    return parquet_source(table.path)


def parquet_source(path: Path) -> str:
    """A Parquet file, read as it is."""
    return f"read_parquet({DUCKDB.text(str(path))})"
