"""Takes columns that exist already: checks their names and types, and makes NaN null."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cardecide.cohort.engines.columns import (
    FIRST_DAY,
    LAST_DAY,
    PATIENT,
    FactsNeeded,
    high_column,
    low_column,
)
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pyarrow


def expected_types(needed: FactsNeeded) -> dict[str, "pyarrow.DataType"]:
    """Every column that a facts table for these facts may have, with its type."""
    import pyarrow as pa

    types: dict[str, pa.DataType] = {}
    for one in needed.facts:
        kind = pa.float64() if one.form == "number" else pa.bool_()
        types |= dict.fromkeys(one.columns, kind)
        if one.form == "number":
            types |= dict.fromkeys((low_column(one.name), high_column(one.name)), kind)
    return types | {FIRST_DAY: pa.date32(), LAST_DAY: pa.date32(), PATIENT: pa.string()}


def taken_in(columns: Mapping[str, Any], needed: FactsNeeded) -> "pyarrow.Table":
    """The columns as a table. Raises InputError with everything that is wrong with them."""
    import pyarrow as pa

    types = expected_types(needed)
    problems: list[Problem] = []
    found: dict[str, pa.Array] = {}
    for name, column in columns.items():
        if name not in types:
            near = nearest(name, types)
            problems.append(Problem(f"'{name}' is no column of these facts", "", near, field=name))
            continue
        try:
            found[name] = _array(column, types[name])
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
            problems.append(Problem(f"'{name}' cannot be read", f"a column of {types[name]}", field=name))
    lengths = {len(column) for column in found.values()}
    if len(lengths) > 1:
        problems.append(Problem("the columns are not of one length"))
    if problems:
        raise InputError(problems)
    return pa.table(found)


def _array(column: Any, kind: "pyarrow.DataType") -> Any:
    """The column in that type. ``from_pandas`` makes NaN and NaT null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(column, pa.Array | pa.ChunkedArray):
        array = column.cast(kind)
    else:
        array = pa.array(column, from_pandas=True)
        array = array if array.type == kind else array.cast(kind)
    if pa.types.is_floating(kind):
        not_a_number = pc.is_nan(array)
        if pc.any(not_a_number).as_py():
            array = pc.if_else(not_a_number, pa.scalar(None, kind), array)
    return array
