"""Tables made of a few rows."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cardecide.cohort.tables.opening import open_table
from cardecide.cohort.tables.table import Table

MakeTable = Callable[..., Table]


@pytest.fixture
def table_of(tmp_path: Path) -> MakeTable:
    """Makes a table of columns given by name; names that are no identifiers come as a mapping."""

    def make(columns: dict[str, Sequence[str]]) -> Table:
        path = tmp_path / "t.csv"
        rows = [list(columns), *zip(*columns.values(), strict=True)]
        path.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
        return open_table(path)

    return make
