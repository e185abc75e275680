"""Writes tables as CSV, XLSX or Parquet, whole or not at all. No cell of them is a formula."""

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, Literal, get_args
from uuid import uuid4

from cardecide.cohort.screening.workbook import ROWS_OF_A_SHEET, TooManyRowsError, write_workbook
from cardecide.cohort.tables.safe_text import harmless
from cardecide.reading.problem import InputError, Problem

Format = Literal["csv", "xlsx", "parquet"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_CHUNK: Final = 50_000

Rows = Iterable[Sequence[str | int]]


def write_table(path: Path, columns: Sequence[str], rows: Rows, *, sheet: str = "table") -> None:
    """Write rows as the ending of ``path`` says.

    Raises InputError where the file cannot be written or holds more rows than its format can.
    """
    writers: dict[str, Callable[[BinaryIO], None]] = {
        ".csv": lambda stream: _csv(stream, columns, rows),
        ".xlsx": lambda stream: _xlsx(stream, columns, rows, sheet, path),
        ".parquet": lambda stream: _parquet(stream, columns, rows),
    }
    write = writers.get(path.suffix.casefold())
    if write is None:
        expected = " or ".join(writers)
        raise InputError([Problem("this is no kind of table that can be written", expected, file=str(path))])
    write_atomically(path, write)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises InputError where it cannot be written."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    write_atomically(path, write)


def write_atomically(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Let ``write`` fill a new file, and put it in the place of the old one when it is complete."""
    partial = path.with_name(f".cardecide-{uuid4().hex}.part")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        reason = (error.strerror or "unknown reason").lower()
        expected = "a path in an existing folder with free space, where you may write"
        raise InputError(
            [Problem(f"the file cannot be written: {reason}", expected, file=str(path), code="not-written")]
        ) from None
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _csv(stream: BinaryIO, columns: Sequence[str], rows: Rows) -> None:
    import io

    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    text.write("\ufeff")  # Excel needs it to read the file as UTF-8
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _xlsx(stream: BinaryIO, columns: Sequence[str], rows: Rows, sheet: str, path: Path) -> None:
    head = [[_cell(name) for name in columns]]
    try:
        write_workbook(stream, sheet, chain(head, ([_cell(value) for value in row] for row in rows)))
    except TooManyRowsError:
        what = f"a sheet holds {ROWS_OF_A_SHEET} rows and there are more"
        problem = Problem(what, ".csv or .parquet", file=str(path), code="too-many-rows")
        raise InputError([problem]) from None


def _parquet(stream: BinaryIO, columns: Sequence[str], rows: Rows) -> None:
    import pyarrow
    import pyarrow.parquet

    waiting = iter(rows)
    writer = None
    while True:
        chunk = list(islice(waiting, _CHUNK))
        if writer is not None and not chunk:
            break
        cells = list(zip(*chunk, strict=True)) if chunk else [()] * len(columns)
        kinds = [
            pyarrow.int64() if column and all(isinstance(one, int) for one in column) else pyarrow.string()
            for column in cells
        ]
        schema = writer.schema if writer is not None else pyarrow.schema(zip(columns, kinds, strict=True))
        arrays = [pyarrow.array(column, schema.field(place).type) for place, column in enumerate(cells)]
        if writer is None:
            writer = pyarrow.parquet.ParquetWriter(stream, schema)
        writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
        if not chunk:
            break
    writer.close()


def _cell(value: str | int) -> str | int:
    return value if isinstance(value, int) else harmless(value)
