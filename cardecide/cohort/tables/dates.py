"""Dates as tables hold them. Where day and month can be exchanged, the column says which comes first."""

import re
from typing import Final, Literal

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.tables.numbers import CellError
from cardecide.language.message import message

Order = Literal["day first", "month first"]

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?: 00:00(?::00)?)?")
_WORDS = re.compile(r"(?:(\d{1,2})\.?[\s-]+)?([^\W\d_]+)\.?,?[\s-]+(\d{4})")
_WORD_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS: Final = (
    ("january", "ocak"),
    ("february", "şubat"),
    ("march", "mart"),
    ("april", "nisan"),
    ("may", "mayıs"),
    ("june", "haziran"),
    ("july", "temmuz"),
    ("august", "ağustos"),
    ("september", "eylül"),
    ("october", "ekim"),
    ("november", "kasım"),
    ("december", "aralık"),
)


def read_date(cell: str, order: Order | None) -> str:
    """The date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. Raises CellError where the cell is not one date.

    ``03/04/2023`` needs ``order``; ``25/04/2023`` does not, but is refused where the order says otherwise.
    """
    year, month, day = _parts(" ".join(cell.split()), order)
    try:
        parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
        return str(PartialDate.parse("-".join(parts)))
    except ValueError:
        raise CellError(message("cohort.cell.date")) from None


def order_of(cells: list[str]) -> tuple[Order | None, bool]:
    """The order of day and month that a column's cells show, and whether it has to be asked for."""
    pairs = [
        (int(match.group(1)), int(match.group(3)))
        for cell in cells
        if (match := _NUMERIC.fullmatch(" ".join(cell.split()))) is not None
    ]
    unequal = [pair for pair in pairs if pair[0] != pair[1]]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first and month_first:
        return None, True
    if day_first or month_first:
        return ("day first" if day_first else "month first"), False
    return None, bool(unequal)


def doubtful_date(cells: list[str]) -> str:
    """A date of the column in which day and month can be exchanged; empty where there is none."""
    for cell in cells:
        match = _NUMERIC.fullmatch(" ".join(cell.split()))
        if match is not None and match.group(1) != match.group(3):
            return cell
    return ""


def _parts(text: str, order: Order | None) -> tuple[int, int | None, int | None]:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _CHINESE.fullmatch(text):
        year, month, day = match.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match.group(2)), int(match.group(1)), None
    if match := _NUMERIC.fullmatch(text):
        return _numeric(int(match.group(1)), int(match.group(3)), int(match.group(4)), order)
    if match := _WORDS.fullmatch(text):
        return int(match.group(3)), _month(match.group(2)), int(match.group(1)) if match.group(1) else None
    if match := _WORD_FIRST.fullmatch(text):
        return int(match.group(3)), _month(match.group(1)), int(match.group(2))
    raise CellError(message("cohort.cell.date"))


def _numeric(first: int, second: int, year: int, order: Order | None) -> tuple[int, int, int]:
    if order is None and first != second and first <= 12 and second <= 12:
        raise CellError(message("cohort.cell.date-order"))
    if order == "day first" or (order is None and first > 12):
        return year, second, first
    return year, first, second


def _month(word: str) -> int:
    # Turkish İ folds to two characters; taking the dot off first lets "NİSAN" find "nisan".
    folded = word.replace("İ", "i").casefold()
    for number, names in enumerate(_MONTHS, start=1):
        if len(folded) >= 3 and any(name.startswith(folded) or folded == name[:3] + "t" for name in names):
            return number
    raise CellError(message("cohort.cell.date"))
