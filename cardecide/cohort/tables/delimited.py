"""Reads text tables (CSV, TSV). A broken row is set aside with its number; it never takes others with it."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardecide.cohort.tables.table import RowProblem, SetAside
from cardecide.language.message import Message, message
from cardecide.reading.problem import InputError, Problem

DELIMITERS: Final = (",", ";", "\t", "|")
NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LINES_OF_A_ROW: Final = 60  # a cell with more line breaks is a quotation mark that was never closed
_TRIED: Final = 50
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Rows:
    """The rows of a text table: the header, and cells by row; ``numbers`` are lines of the file."""

    header: list[str]
    cells: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    broken: list[SetAside] = field(default_factory=list)
    blank: int = 0


def delimiter_of(text: str, *, file: str) -> str:
    """The sign between the cells: the one that gives the first rows the same number of cells, above one.

    A table of one column has none, and a comma is taken. Raises InputError where two signs do equally well.
    """
    lines = _lines(text[:400_000])[:_TRIED]
    scores = {sign: _evenness(lines, sign) for sign in DELIMITERS}
    best = max(scores.values())
    if best == 0:
        return ","
    likely = [sign for sign, score in scores.items() if score == best]
    if len(likely) > 1:
        names = " and ".join(NAMES[sign] for sign in likely)
        problem = Problem(
            f"the sign between the cells cannot be told: {names} do equally well",
            "--delimiter with the sign",
            file=file,
            code="delimiter",
        )
        raise InputError([problem])
    return likely[0]


def read_rows(text: str, delimiter: str, *, file: str) -> Rows:
    """The rows of a text table. Raises InputError where there is no header."""
    header: list[str] | None = None
    found: Rows | None = None
    records = _records(_lines(text), delimiter, lambda: len(header or ()))
    for number, cells, raw, fault in records:
        if found is None or header is None:
            if fault is None and not any(cell.strip() for cell in cells):
                continue
            if fault is not None:
                what = "the first row, which names the columns, cannot be read"
                raise InputError([Problem(what, file=file, line=number, column=1, code="header")])
            header = list(_printable(cells))
            found = Rows(header)
            continue
        if fault is None and not any(cell.strip() for cell in cells):
            found.blank += 1
            continue
        fault = fault or _fault_of(cells, len(header))
        if fault is not None:
            shown = tuple(cells) if cells else (raw,)
            found.broken.append(SetAside(number, _printable(shown), (RowProblem(number, "", fault),)))
            continue
        found.cells.append(cells)
        found.numbers.append(number)
    if found is None:
        what = "a first row that names the columns"
        raise InputError([Problem("the table is empty", what, file=file, code="empty")])
    return found


def _fault_of(cells: Sequence[str], width: int) -> Message | None:
    if len(cells) != width:
        return message("cohort.row.cells", found=len(cells), expected=width)
    if any(_SURROGATE.search(cell) for cell in cells):
        return message("cohort.row.bytes")
    if any(_CONTROL.search(cell) for cell in cells):
        return message("cohort.row.control")
    return None


def _printable(cells: Sequence[str]) -> tuple[str, ...]:
    """Bytes that are no text, written as ``[0xE9]``, so that the row can be written out again."""

    def byte(match: re.Match[str]) -> str:
        return f"[0x{ord(match.group()) & 0xFF:02X}]"

    def control(match: re.Match[str]) -> str:
        return f"[0x{ord(match.group()):02X}]"

    return tuple(_CONTROL.sub(control, _SURROGATE.sub(byte, cell)) for cell in cells)


def _lines(text: str) -> list[str]:
    """The lines with their ends. Only LF, CR LF and CR end one: other separators may stand in a cell."""
    return [line for line in _LINE.findall(text) if line]


class _Feed:
    """Hands lines to the parser of one record, and stops where a record grows beyond reason."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.next = 0
        self.begun = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.lines):
            raise StopIteration
        if self.next - self.begun >= _LINES_OF_A_ROW:
            raise csv.Error("too many lines")
        self.next += 1
        return self.lines[self.next - 1]


def _records(
    lines: Sequence[str], delimiter: str, width: Callable[[], int] = lambda: 0
) -> Iterator[tuple[int, list[str], str, Message | None]]:
    """Every record with the number of its first line. Where quotation marks do not match, the line alone is
    given up and reading goes on with the next: what a stray mark would have swallowed stays readable. So it
    is with a record of several lines that has not the width of the table.
    """
    feed = _Feed(lines)
    while feed.next < len(lines):
        start = feed.begun = feed.next
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if width() and feed.next - start > 1 and len(cells) != width():
                    raise csv.Error("a mark that closes by chance")
                yield start + 1, cells, "", None
                start = feed.begun = feed.next
        except csv.Error:
            feed.next = start + 1
            yield start + 1, [], lines[start].rstrip("\r\n"), message("cohort.row.quotes")


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """The share of rows with the commonest number of cells, if that is above one, and a little for more."""
    records = _records(lines, delimiter)
    widths = Counter(len(cells) for _, cells, _, fault in records if fault is None and cells)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return 0.0 if width < 2 else round(count / sum(widths.values()), 2) + width / 10_000
