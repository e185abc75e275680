"""A whole pasted history: a table where the lines have columns, else a letter line by line."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cardecide.case.choices import Phase
from cardecide_ui.fields.number_text import NumberTextError, read_number
from cardecide_ui.pasting.line_reading import date_or_none, read_line, reason_of
from cardecide_ui.pasting.named_treatment import named_treatment
from cardecide_ui.pasting.words import ONGOING, PHASES, PROGRESSION, RESPONSES, column_of

_MOST_LINES = 500
_LONGEST_LINE = 2000  # characters


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line as pasted: the fields of a treatment that were read, and the text that was not.

    A row without a known regimen or drug is no treatment by itself; a person may still take it.
    """

    text: str
    fields: dict[str, Any]
    unread: str

    @property
    def is_treatment(self) -> bool:
        """Whether a regimen, a transplant or drugs were recognized."""
        return bool(self.fields.keys() & {"regimen", "drugs"})

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to enter: with no known name the text itself is taken as the regimen."""
        return bool(self.fields) or self.is_treatment

    def entry(self) -> dict[str, Any]:
        """The treatment to enter; what was not read is kept as its note."""
        fields = dict(self.fields)
        if not self.is_treatment and self.unread:
            return {"regimen": self.unread, **fields}
        return {**fields, "note": self.unread} if self.unread else fields


def read_pasted(text: str) -> tuple[PastedRow, ...]:
    """The rows of ``text``, blank lines left out; more than 500 lines are not read."""
    lines = [line[:_LONGEST_LINE] for line in text.splitlines() if line.strip()][:_MOST_LINES]
    if sum("\t" in line for line in lines) * 2 > len(lines):
        return _table(lines)
    return tuple(_letter_line(line) for line in lines)


def _letter_line(line: str) -> PastedRow:
    reading = read_line(line)
    return PastedRow(line.strip(), reading.fields, reading.rest)


def _table(lines: list[str]) -> tuple[PastedRow, ...]:
    rows = list(csv.reader(lines, delimiter="\t"))
    columns = [column_of(cell) for cell in rows[0]]
    named = sum(bool(column) for column in columns)
    if named < 2:
        return tuple(_letter_line(" | ".join(row)) for row in rows)
    return tuple(_table_row(row, columns) for row in rows[1:])


def _table_row(cells: list[str], columns: list[str]) -> PastedRow:
    fields: dict[str, Any] = {}
    unread = []
    for place, cell in enumerate(cells):
        text = cell.strip()
        column = columns[place] if place < len(columns) else ""
        if not text:
            continue
        read = _CELLS[column](text) if column else {}
        if read:
            # What a column says of its own field outweighs what a name implies.
            fields = {**read, **fields} if column == "regimen" else {**fields, **read}
        else:
            unread.append(text)
    return PastedRow(" | ".join(cell.strip() for cell in cells), fields, "; ".join(unread))


def _date_cell(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        if field == "stop" and text.casefold() in ONGOING:
            return {"stop": "ongoing"}
        if field == "progression" and text.casefold() in ("yes", "是", "evet", *PROGRESSION):
            return {"progression": "yes"}
        if field == "progression" and text.casefold() in ("no", "否", "无", "hayır"):
            return {"progression": "no"}
        day = date_or_none(text)
        return {field: day} if day is not None else {}

    return read


def _cycles(text: str) -> dict[str, Any]:
    try:
        number = read_number(text)
    except NumberTextError:
        return {}
    return {"cycles": number} if 0 <= number <= 200 else {}


def _response(text: str) -> dict[str, Any]:
    response = RESPONSES.get(text.casefold())
    return {"best_response": response} if response else {}


def _reason(text: str) -> dict[str, Any]:
    reason = reason_of(text)
    return {"reason_stopped": reason} if reason else {}


def _phase(text: str) -> dict[str, Any]:
    folded = text.casefold()
    words: dict[str, Phase] = {word: phase for phase, listed in PHASES.items() for word in listed}
    words |= {phase.value: phase for phase in Phase if phase is not Phase.UNKNOWN}
    found = words.get(folded) or words.get(folded.replace(" ", "_"))
    return {"phase": found} if found else {}


def _drugs(text: str) -> dict[str, Any]:
    found = named_treatment(text)
    return {"drugs": found["drugs"]} if found.get("drugs") else {}


_CELLS: dict[str, Callable[[str], dict[str, Any]]] = {
    "regimen": named_treatment,
    "drugs": _drugs,
    "phase": _phase,
    "start": _date_cell("start"),
    "stop": _date_cell("stop"),
    "progression": _date_cell("progression"),
    "cycles": _cycles,
    "best_response": _response,
    "reason_stopped": _reason,
}
