"""Reads one sheet of an Excel workbook as texts. A formula is marked, never computed.

openpyxl is used directly rather than through pandas, which hands over only what the formulas gave when the
file was last saved and does not say which cells were formulas.
"""

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from cardecide.cohort.tables.table import BROKEN, FORMULA
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

_LARGEST: Final = 2_000_000_000  # bytes that a workbook may unpack to
_RATIO: Final = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet; ``numbers`` are the rows as Excel counts them."""

    name: str
    header: list[str]
    cells: list[list[str]]
    numbers: list[int]
    others: tuple[str, ...] = ()
    blank: int = 0


def read_sheet(content: bytes, *, file: str, sheet: str = "") -> Sheet:
    """The sheet of that name, or the only one that holds anything.

    Raises InputError where the file is no workbook, or where there are several sheets and none was named.
    """
    import openpyxl

    _check_size(content, file)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception:  # noqa: BLE001 - a damaged workbook fails in the library in any way
        raise _refused(file, "the file is no Excel workbook", ".xlsx", "not-a-workbook") from None
    try:
        name = _chosen(book, sheet, file)
        rows = list(_rows(book[name]))
        others = tuple(one for one in book.sheetnames if one != name)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - as above: its sheets are read only now
        raise _refused(file, "the workbook is damaged", ".xlsx", "not-a-workbook") from None
    finally:
        book.close()
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise _refused(file, f"the sheet '{name}' is empty", "a first row that names the columns", "empty")
    width = max(_last(cells) for _, cells in filled)
    header = [text.lstrip(FORMULA + BROKEN) for text in _wide(filled[0][1], width)]
    first, last = filled[0][0], filled[-1][0]
    blank = sum(first < number < last and not any(cells) for number, cells in rows)
    cells = [_wide(cells, width) for _, cells in filled[1:]]
    return Sheet(name, header, cells, [number for number, _ in filled[1:]], others, blank)


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The names of a workbook's sheets; none where it is no workbook."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        return ()
    try:
        return tuple(book.sheetnames)
    finally:
        book.close()


def _check_size(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except Exception:  # noqa: BLE001 - a damaged archive fails in the library in any way
        raise _refused(file, "the file is no Excel workbook", ".xlsx", "not-a-workbook") from None
    if size > _LARGEST or size > _RATIO * len(content) + 10_000_000:
        raise _refused(file, "the workbook unpacks to more than a table", "a smaller file", "too-large")


def _chosen(book: Any, sheet: str, file: str) -> str:
    names = list(book.sheetnames)
    if sheet:
        if sheet not in names:
            problem = Problem(
                f"there is no sheet '{sheet}'", f"one of {', '.join(names)}", nearest(sheet, names), file=file
            )
            raise InputError([problem])
        return sheet
    tables = [one for one in names if hasattr(book[one], "iter_rows")]
    seen = [one for one in tables if book[one].sheet_state == "visible" and _holds_rows(book[one])]
    if len(seen) != 1:
        what = f"the workbook has {len(seen)} sheets with rows" if seen else "no sheet holds any rows"
        expected = f"--sheet with one of {', '.join(seen or names)}"
        raise _refused(file, what, expected, "sheet")
    return str(seen[0])


def _holds_rows(sheet: Any) -> bool:
    filled = 0
    for row in sheet.iter_rows(values_only=True):
        filled += any(value is not None for value in row)
        if filled == 2:
            return True
    return False


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """The cell as text. A date is written in the order of ISO 8601, which leaves no doubt about it."""
    value = cell.value
    if value is None:
        return ""
    kind = cell.data_type
    if kind == "f":
        return FORMULA + str(getattr(value, "text", value))
    if kind == "e":
        return BROKEN + str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        percent = "%" in str(getattr(cell, "number_format", ""))
        # Fifteen digits are what Excel keeps and shows: 0.3, not 0.30000000000000004.
        text = f"{value * 100 if percent else value:.15g}"
        return f"{text} %" if percent else text
    return str(value).strip()


def _last(cells: list[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _wide(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _refused(file: str, what: str, expected: str, code: str) -> InputError:
    return InputError([Problem(what, expected, file=file, code=code)])
