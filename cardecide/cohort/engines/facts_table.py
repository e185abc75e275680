"""Facts of many patients in columns: what every engine reads.

The columns are Arrow's: a bit for yes, a bit for known, eight bytes for a number. Unknown is null and nothing
else; a number that is NaN is made null on the way in, because some engines take NaN for larger than anything.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.columns import FactsNeeded
from cardecide.cohort.row_groups import rows_agree
from cardecide.facts.fact import Fact
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pyarrow

BLOCK: Final = 524_288
"""Rows of a block: its planes stay in the cache, and it is worth the calls of numpy."""

_ROW_GROUP: Final = 2 * BLOCK


class FactsTable:
    """Rows are patients; see ``docs/cohort.md`` for the columns.

    ``path`` is the file that holds the same columns, where there is one. A Parquet file is not read before
    someone asks for ``data``: the engines read it block by block.
    """

    def __init__(self, data: "pyarrow.Table | None" = None, path: Path | None = None) -> None:
        """Either the columns themselves or a Parquet file of them."""
        self._data = data
        self.path = path

    def __len__(self) -> int:
        return int(self._parquet().metadata.num_rows if self._data is None else self._data.num_rows)

    @property
    def data(self) -> "pyarrow.Table":
        """All columns."""
        if self._data is None:
            with self._reading():
                self._data = self._parquet().read()
        return self._data

    @property
    def is_in_memory(self) -> bool:
        """Whether the columns are here, or mapped, and need not be read."""
        return self._data is not None

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self._parquet().schema_arrow.names if self._data is None else self._data.column_names)

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

        try:
            if path.suffix == ".parquet":
                found = cls(path=path)
                if not rows_agree(found._parquet().metadata):
                    raise ValueError
                return found
            with pa.memory_map(str(path)) as source:
                data = pa.ipc.open_file(source).read_all()
            _check(data)
            return cls(data, path)
        except OSError as error:
            what = (error.strerror or "it cannot be read").lower()
            raise InputError([Problem(what, "a facts table", file=str(path))]) from None
        except (pa.ArrowException, ValueError):  # names of columns that are no text, among others
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

    @property
    def is_mapped(self) -> bool:
        """Whether the columns are those of an Arrow file."""
        return self._data is not None and self.path is not None

    def batches(
        self, names: Sequence[str] | None = None, start: int = 0, rows: int | None = None
    ) -> Iterator["pyarrow.RecordBatch"]:
        """The rows in blocks of BLOCK, the last one shorter; of these columns only, where they are named.

        ``start`` and ``rows`` are a part of the rows of columns that are in memory. Nothing is copied where
        the columns lie in such blocks already, as they do in an Arrow file that ``write`` wrote.
        """
        wanted = self.names if names is None else [name for name in self.names if name in set(names)]
        if self._data is None:
            with self._reading():
                batches = self._parquet().iter_batches(BLOCK, columns=wanted)
                plain = _plain(self._parquet().schema_arrow.empty_table().select(wanted).schema)
                read = 0
                for batch in even(map(plain, batches)):
                    read += batch.num_rows
                    yield batch
                if read != len(self):
                    raise ValueError
            return
        end = len(self) if rows is None else start + rows
        data = self._data.select(wanted)
        plain = _plain(data.schema)
        for first in range(start, end, BLOCK):
            part = data.slice(first, min(BLOCK, end - first))
            found = part.to_batches()
            yield from map(plain, found if len(found) == 1 else part.combine_chunks().to_batches())

    def column(self, name: str) -> "pyarrow.ChunkedArray | None":
        """A column; None where there is none, which means unknown in every row."""
        if name not in self.names:
            return None
        if self._data is not None:
            return self._data.column(name)
        with self._reading():
            return self._parquet().read([name]).column(name)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Raises InputError where the file turns out to be damaged while it is read."""
        import pyarrow as pa

        try:
            yield
        except (pa.ArrowException, OSError, ValueError):
            problem = Problem("the facts table is damaged", "a table written anew", file=str(self.path))
            raise InputError([problem]) from None

    def _parquet(self) -> Any:
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.path)

    def fingerprint(self) -> str:
        """A hash of the columns and everything in them."""
        mark = hashlib.sha256(str(self.data.schema.remove_metadata()).encode())
        for column in self.data.columns:
            for chunk in column.chunks:
                for buffer in chunk.buffers():
                    mark.update(b"-" if buffer is None else memoryview(buffer))
                mark.update(f"{chunk.offset}:{len(chunk)}".encode())
        return mark.hexdigest()


def _check(data: "pyarrow.Table") -> None:
    """Raises ArrowInvalid where a column is shorter than it claims, or a text lies outside of its column.

    Texts are looked at one by one, numbers only for their count: what an Arrow file says is mapped, and a
    text elsewhere in memory would end the program.
    """
    import pyarrow as pa

    data.validate()
    for column in data.columns:
        if not pa.types.is_primitive(column.type):
            column.validate(full=True)


def _plain(schema: "pyarrow.Schema") -> Callable[["pyarrow.RecordBatch"], "pyarrow.RecordBatch"]:
    """What makes every number of such a batch a double."""
    import pyarrow as pa

    places = [
        place
        for place, field in enumerate(schema)
        if (pa.types.is_integer(field.type) or pa.types.is_floating(field.type))
        and field.type != pa.float64()
    ]

    def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
        for place in places:
            batch = batch.set_column(place, schema.field(place).name, batch.column(place).cast(pa.float64()))
        return batch

    return plain


def even(batches: Iterable["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    """The same rows in blocks of BLOCK."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        if not waiting and batch.num_rows == BLOCK:
            yield batch
            continue
        waiting.append(batch)
        while sum(one.num_rows for one in waiting) >= BLOCK:
            table = pa.Table.from_batches(waiting).combine_chunks()
            yield from table.slice(0, BLOCK).to_batches()
            waiting = table.slice(BLOCK).to_batches()
    if waiting:
        yield from pa.Table.from_batches(waiting).combine_chunks().to_batches()
