"""Reads a Parquet file as texts, column by column."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from cardecide.cohort.row_groups import rows_agree
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pandas

_MOST_CELLS: Final = 400_000_000


def read_parquet(content: bytes, *, file: str) -> "tuple[list[str], pandas.DataFrame]":
    """The names of the columns and their cells as texts; nothing and not-a-number become empty.

    Raises InputError where the file is no Parquet file, or a column holds something other than plain values.
    """
    import pandas
    import pyarrow
    import pyarrow.parquet

    try:
        opened = pyarrow.parquet.ParquetFile(BytesIO(content))
        if opened.metadata.num_rows * opened.metadata.num_columns > _MOST_CELLS:
            problem = Problem(
                "the table is too large to be mapped row by row", "fewer rows", file=file, code="too-large"
            )
            raise InputError([problem])
        if not rows_agree(opened.metadata):
            raise ValueError
        table = opened.read()
    except (pyarrow.ArrowException, OSError, ValueError):
        problem = Problem("the file is no Parquet file", ".parquet", file=file, code="not-parquet")
        raise InputError([problem]) from None
    columns: dict[int, list[str]] = {}
    problems: list[Problem] = []
    for place, name in enumerate(table.column_names):
        try:
            columns[place] = _texts(table.column(place))
        except (pyarrow.ArrowException, TypeError, ValueError):
            kind = table.schema.field(place).type
            problems.append(
                Problem(f"the column '{name}' holds {kind}", "texts, numbers, dates or yes/no", file=file)
            )
    if problems:
        raise InputError(problems)
    return list(table.column_names), pandas.DataFrame(columns, dtype=object)


def _texts(column: Any) -> list[str]:
    import pyarrow
    import pyarrow.compute

    kind = column.type
    if pyarrow.types.is_nested(kind) or pyarrow.types.is_binary(kind):
        raise TypeError
    if pyarrow.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pyarrow.types.is_floating(kind):
        # A missing number is often stored as not-a-number, which compares as larger than any threshold.
        column = pyarrow.compute.if_else(pyarrow.compute.is_nan(column), None, column)
    if pyarrow.types.is_timestamp(kind):
        dates = column.cast(pyarrow.date32(), safe=False)
        if pyarrow.compute.all(pyarrow.compute.equal(dates.cast(kind), column)).as_py() is not False:
            column = dates
    texts = column.cast(pyarrow.string()).to_pylist()
    return ["" if text is None else " ".join(text.split()) if "\n" not in text else text for text in texts]
