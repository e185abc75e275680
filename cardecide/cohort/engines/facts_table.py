"""Facts of many patients in columns: what every engine reads.

The columns are Arrow's: a bit for yes, a bit for known, eight bytes for a number. Unknown is null and nothing
else; a number that is NaN is made null on the way in, because some engines take NaN for larger than anything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.columns import FactsNeeded
from cardecide.facts.fact import Fact

if TYPE_CHECKING:
    import pyarrow


class FactsTable:
    """Rows are patients; see ``docs/cohort.md`` for the columns."""

    def __init__(self, data: "pyarrow.Table") -> None:
        """Take columns as they are, NaN made null. Raises InputError for a column of a wrong type."""
        self.data = data

    def __len__(self) -> int:
        return int(self.data.num_rows)

    @classmethod
    def from_facts(
        cls,
        sheets: Iterable[Mapping[str, Fact]],
        needed: FactsNeeded,
        *,
        patients: Sequence[str] | None = None,
        days: Sequence[PartialDate | None] | None = None,
    ) -> "FactsTable":
        """The derived facts of many patients; only the needed ones are kept."""
        raise NotImplementedError

    @classmethod
    def from_columns(cls, columns: Mapping[str, object], needed: FactsNeeded) -> "FactsTable":
        """Columns by name (numpy arrays, pandas Series or Arrow arrays); a column left out is unknown."""
        raise NotImplementedError

    @classmethod
    def read(cls, path: Path) -> "FactsTable":
        """An Arrow file (mapped into memory, not read) or a Parquet file."""
        raise NotImplementedError

    def write(self, path: Path) -> None:
        """Write ``.arrow`` or ``.parquet``, whole or not at all."""
        raise NotImplementedError

    def batches(self) -> Iterator["pyarrow.RecordBatch"]:
        """The rows in blocks of 131,072."""
        raise NotImplementedError
