"""Opens a table by the ending of its name: CSV and other text tables, Excel workbooks, Parquet."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardecide.cohort.tables.delimited import NAMES, delimiter_of, read_rows
from cardecide.cohort.tables.encodings import Encoding, decode
from cardecide.cohort.tables.headers import column_names
from cardecide.cohort.tables.table import FORMULA, Table
from cardecide.language.message import Message, message
from cardecide.reading.problem import InputError, Problem

ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".parquet")
_LARGEST: Final = 4_000_000_000
_STARTS_A_FORMULA: Final = "="


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What the person says about the file; what is left out is found from the file itself."""

    encoding: Encoding | None = None
    delimiter: str = ""
    sheet: str = ""


def open_table(path: Path | str, how: HowToRead | None = None) -> Table:
    """The table of a file.

    Raises InputError where the file cannot be read, is of another kind, or leaves open how it is to be read.
    Rows whose cells cannot be told apart are in the table's ``broken``; they stop nothing.
    """
    file = Path(path)
    name, how = file.name, how or HowToRead()
    content = _content(file)
    digest = hashlib.sha256(content).hexdigest()
    match file.suffix.casefold():
        case ".csv" | ".tsv" | ".txt":
            return _delimited(content, name, digest, how)
        case ".xlsx":
            return _workbook(content, name, digest, how.sheet)
        case ".parquet":
            return _parquet(content, name, digest)
    raise InputError(
        [Problem("this is not a kind of table that can be read", ", ".join(ENDINGS), file=name, code="kind")]
    )


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            limit = f"{_LARGEST // 1_000_000_000} GB"
            what = f"the file is larger than {limit}"
            raise InputError([Problem(what, "a smaller file", file=str(file), code="too-large")])
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError([Problem("there is no such file", file=str(file), code="no-file")]) from None
    except IsADirectoryError:
        raise InputError([Problem("this is a folder", "a table", file=str(file), code="no-file")]) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError([Problem(f"the file cannot be read: {reason}", file=str(file))]) from None


def _delimited(content: bytes, name: str, digest: str, how: HowToRead) -> Table:
    import pandas

    decoded = decode(content, file=name, encoding=how.encoding)
    delimiter = how.delimiter or delimiter_of(decoded.text, file=name)
    rows = read_rows(decoded.text, delimiter, file=name)
    columns, duplicates, header_notes = column_names(rows.header)
    notes = [
        *decoded.notes,
        message("cohort.table.delimiter", sign=f"@cohort.sign:{NAMES.get(delimiter, 'own')}"),
    ]
    cells = list(zip(*rows.cells, strict=True)) if rows.cells else [()] * len(columns)
    texts = {place: [_taken(cell) for cell in column] for place, column in enumerate(cells)}
    frame = pandas.DataFrame(texts, dtype=object)
    frame.columns = pandas.Index(columns)
    notes += [*header_notes, *_blank(rows.blank)]
    return Table(name, columns, frame, rows.numbers, digest, tuple(rows.broken), tuple(notes), duplicates)


def _workbook(content: bytes, name: str, digest: str, wanted: str) -> Table:
    import pandas

    from cardecide.cohort.tables.spreadsheet import read_sheet

    sheet = read_sheet(content, file=name, sheet=wanted)
    columns, duplicates, notes = column_names(sheet.header)
    frame = pandas.DataFrame(sheet.cells, columns=pandas.Index(columns), dtype=object)
    said: list[Message] = [message("cohort.table.sheet", name=sheet.name), *notes, *_blank(sheet.blank)]
    return Table(name, columns, frame, sheet.numbers, digest, (), tuple(said), duplicates, sheet.name)


def _parquet(content: bytes, name: str, digest: str) -> Table:
    import pandas

    from cardecide.cohort.tables.columnar import read_parquet

    header, frame = read_parquet(content, file=name)
    columns, duplicates, notes = column_names(header)
    frame.columns = pandas.Index(columns)
    return Table(name, columns, frame, range(1, len(frame) + 1), digest, (), notes, duplicates)


def _blank(count: int) -> list[Message]:
    return [message("cohort.table.blank", count=count)] if count else []


def _taken(cell: str) -> str:
    """The cell without blanks around it; what a spreadsheet would take for a formula is marked as one."""
    text = cell.strip()
    return FORMULA + text if text.startswith(_STARTS_A_FORMULA) else text
