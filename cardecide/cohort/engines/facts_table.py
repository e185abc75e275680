"""Facts of many patients in columns: what every engine reads.

The columns are Arrow's: a bit for yes, a bit for known, eight bytes for a number. Unknown is null and nothing
else; a number that is NaN is made null on the way in, because some engines take NaN for larger than anything.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.columns import FactsNeeded
from cardecide.facts.fact import Fact
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pyarrow

BLOCK: Final = 131_072
"""Rows of a block: a column of a block fits the second cache, and a block is worth a call of numpy."""

_ROW_GROUP: Final = 8 * BLOCK


class FactsTable:
    """Rows are patients; see ``docs/cohort.md`` for the columns.

    ``path`` is the file that holds the same columns, where there is one; engines that read files themselves
    use it.
    """

    def __init__(self, data: "pyarrow.Table", path: Path | None = None) -> None:
        self.data = data
        self.path = path

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
        from cardecide.cohort.engines.gathering import gathered

        return cls(gathered(sheets, needed, patients, days))

    @classmethod
    def from_columns(cls, columns: Mapping[str, Any], needed: FactsNeeded) -> "FactsTable":
        """Columns by name (numpy arrays, pandas Series or Arrow arrays); a column left out is unknown.

        Raises InputError for columns of another name, type or length.
        """
        from cardecide.cohort.engines.intake import taken_in

        return cls(taken_in(columns, needed))

    @classmethod
    def read(cls, path: Path) -> "FactsTable":
        """An Arrow file, which is mapped into memory and not read, or a Parquet file.

        Raises InputError where it is neither or holds no rows of facts.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            if path.suffix == ".parquet":
                return cls(pq.read_table(path), path)
            with pa.memory_map(str(path)) as source:
                return cls(pa.ipc.open_file(source).read_all(), path)
        except OSError as error:
            what = (error.strerror or "it cannot be read").lower()
            raise InputError([Problem(what, "a facts table", file=str(path))]) from None
        except pa.ArrowInvalid:
            raise InputError(
                [Problem("this is not a facts table", "an Arrow or Parquet file", file=str(path))]
            ) from None

    def write(self, path: Path) -> None:
        """Write ``.arrow`` or ``.parquet``, whole or not at all. Raises InputError where it cannot be."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        partial = path.with_name(f".{uuid4().hex}.part")
        try:
            if path.suffix == ".parquet":
                pq.write_table(self.data, partial, row_group_size=_ROW_GROUP, compression="zstd")
            else:
                with pa.OSFile(str(partial), "wb") as sink, pa.ipc.new_file(sink, self.data.schema) as writer:
                    for batch in self.batches():
                        writer.write_batch(batch)
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            reason = (error.strerror or "unknown reason").lower()
            raise InputError([Problem(f"it cannot be written: {reason}", file=str(path))]) from None

    def batches(self) -> Iterator["pyarrow.RecordBatch"]:
        """The rows in blocks of BLOCK, the last one shorter; no copy where the table lies in such blocks."""
        data = self.data if _lies_in_blocks(self.data) else self.data.combine_chunks()
        for start in range(0, len(self), BLOCK):
            part = data.slice(start, BLOCK).combine_chunks()
            yield from part.to_batches()

    def column(self, name: str) -> "pyarrow.ChunkedArray | None":
        """A column; None where there is none, which means unknown in every row."""
        return self.data.column(name) if name in self.data.column_names else None

    def fingerprint(self) -> str:
        """A hash of the columns and everything in them."""
        mark = hashlib.sha256(str(self.data.schema.remove_metadata()).encode())
        for column in self.data.columns:
            for chunk in column.chunks:
                for buffer in chunk.buffers():
                    mark.update(b"-" if buffer is None else memoryview(buffer))
                mark.update(f"{chunk.offset}:{len(chunk)}".encode())
        return mark.hexdigest()


def _lies_in_blocks(data: "pyarrow.Table") -> bool:
    """Whether no block begins or ends inside a chunk of a column."""
    if not data.num_columns or data.num_rows <= BLOCK:
        return True
    return all(len(chunk) == BLOCK for column in data.columns for chunk in column.chunks[:-1])
