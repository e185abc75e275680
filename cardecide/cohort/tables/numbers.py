"""Numbers as tables hold them: ``9.8``, ``9,8``, ``<0.3``, ``98 g/L``. Grouping is refused, never guessed."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from cardecide.language.message import Message, message

Decimal = Literal["point", "comma"]

_CELL: Final = re.compile(
    r"(?P<sign><=|>=|<|>|≤|≥)?\s*(?P<number>[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?)\s*(?P<unit>\D.*)?",
    re.DOTALL,
)
_SIGNS: Final = {"≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text with a decimal point, its bound sign, and the unit beside it in the cell, if any."""

    text: str
    sign: str = ""
    unit: str = ""


class CellError(ValueError):
    """A cell that cannot be read; ``said`` tells why."""

    def __init__(self, said: Message) -> None:
        self.said = said
        super().__init__(said.id)


def read_number(cell: str, decimal: Decimal | None) -> Number:
    """The number of a cell. ``decimal`` is the column's decimal mark; None: a point, and no comma.

    Raises CellError for anything else.
    """
    match = _CELL.fullmatch(cell.strip().replace("\u00a0", " ").replace("−", "-"))
    if match is None:
        raise CellError(message("cohort.cell.number"))
    number = match.group("number")
    marks = [sign for sign in number if sign in ".,"]
    if len(marks) > 1:
        raise CellError(message("cohort.cell.grouping"))
    if "," in marks and decimal is None:
        raise CellError(message("cohort.cell.comma"))
    if ("," in marks and decimal == "point") or ("." in marks and decimal == "comma"):
        raise CellError(message("cohort.cell.other-mark"))
    sign = match.group("sign") or ""
    unit = (match.group("unit") or "").strip()
    return Number(number.replace(",", "."), _SIGNS.get(sign, sign), unit)


def read_whole(cell: str) -> str:
    """A whole number, or two with a hyphen between them; ``4.0`` is 4. Raises CellError for anything else."""
    text = cell.strip()
    if match := re.fullmatch(r"(\d{1,4})(?:[.,]0+)?", text):
        return str(int(match.group(1)))
    if match := re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", text):
        return f"{int(match.group(1))}-{int(match.group(2))}"
    raise CellError(message("cohort.cell.whole"))


def decimal_mark(cells: list[str]) -> tuple[Decimal | None, bool]:
    """The decimal mark that a column's cells show, and whether it has to be asked for.

    ``9,8`` shows a comma; ``1,500`` may be one and a half or fifteen hundred.
    """
    matches = (_CELL.fullmatch(cell.strip()) for cell in cells)
    numbers = [match.group("number") for match in matches if match is not None]
    commas = [number for number in numbers if "," in number]
    points = [number for number in numbers if "." in number]
    if not commas:
        return ("point" if points else None), False
    if points:
        return None, True
    grouped = all(re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", number) for number in commas)
    return (None, True) if grouped else ("comma", False)
