"""The plan in Spark SQL: the same text on a cluster."""

from typing import TYPE_CHECKING, Any, Final

from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.in_force import InForce
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.sql_expression import SPARK
from cardecide.cohort.engines.sql_query import Query
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pyarrow

_VIEW: Final = "cardecide_facts"
_ORDER: Final = "row_number_in_table"


def spark_table(
    plan: CohortPlan, force: InForce, table: FactsTable, session: Any = None, *, verdicts: bool = True
) -> "pyarrow.Table":
    """Codes and answers in the order of the rows. Without ``session`` one is started on this machine.

    Raises InputError where Spark, or the Java that it needs, is not there.
    """
    import pyarrow as pa

    spark = started() if session is None else session
    numbered = table.data.append_column(_ORDER, pa.array(range(len(table)), pa.int64()))
    spark.createDataFrame(numbered).createOrReplaceTempView(_VIEW)
    try:
        query = Query(plan, force, numbered.column_names, SPARK, order=_ORDER)
        found: pa.Table = spark.sql(query.codes(SPARK.quoted(_VIEW), verdicts=verdicts)).toArrow()
    finally:
        spark.catalog.dropTempView(_VIEW)
    return found.sort_by(_ORDER)


def started(cores: int = 2) -> Any:
    """A Spark session on this machine that asks for nothing outside."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError([Problem("Spark is not installed", "the package pyspark, and Java 17")]) from None
    try:
        return (
            SparkSession.builder.master(f"local[{cores}]")
            .appName("cardecide")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", str(cores))
            .getOrCreate()
        )
    except PySparkException as error:
        raise InputError([Problem(f"Spark does not start: {error}", "Java 17 or newer")]) from None
