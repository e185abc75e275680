"""From the cells of one column to values for a case. Each different text is read once."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cardecide.case.drug_names import resolve_drug
from cardecide.case.units import UnitError, normalize
from cardecide.cohort.tables.dates import read_date
from cardecide.cohort.tables.mapping import ColumnMeaning, unit_fits
from cardecide.cohort.tables.numbers import CellError, read_number, read_whole
from cardecide.cohort.tables.table import BROKEN, FORMULA
from cardecide.cohort.tables.targets import ID, Target
from cardecide.cohort.tables.words import (
    UNKNOWN,
    empty_numbers,
    none_words,
    same_spelling,
    unknown_words,
    word_key,
)
from cardecide.facts.catalogue import catalogue
from cardecide.facts.given_values import read_given
from cardecide.language.message import Message, message
from cardecide.reading.problem import InputError

_BETWEEN: Final = re.compile(r"\s*[;,+/|、，；]\s*")
_SPREADSHEET_ERRORS: Final = frozenset({"#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!"})


@dataclass(frozen=True, slots=True)
class Lab:
    """A laboratory value as a case takes it: ``value`` may carry a bound sign."""

    value: str
    unit: str


Entered = Any
"""What goes into the case: a text, a ``Lab``, members present or absent; None: not known."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """What the different texts of a column stand for, and why some of them cannot be read.

    ``own_units`` counts, by unit, the texts that carry a unit of their own.
    """

    values: Mapping[str, Entered]
    faults: Mapping[str, Message]
    own_units: Mapping[str, int]


def read_cells(cells: Iterable[str], column: ColumnMeaning, target: Target) -> ReadColumn:
    """Read the different texts of one column. A blank is unknown, never no."""
    words = {word_key(word): value for word, value in column.words.items()}
    values: dict[str, Entered] = {}
    faults: dict[str, Message] = {}
    units: dict[str, int] = {}
    read = _READERS[target.kind]
    for cell in cells:
        try:
            values[cell] = found = _read(cell, words, column, target, read)
            if target.group == "fact" and found is not None:
                _check_claim(found, target)
        except CellError as error:
            faults[cell] = error.said
            continue
        if isinstance(found, Lab) and found.unit and found.unit != column.unit:
            units[found.unit] = units.get(found.unit, 0) + 1
    return ReadColumn(values, faults, units)


def claim_of(value: Entered) -> Any:
    """What a case states where a column holds a fact."""
    return f"{value.value} {value.unit}".strip() if isinstance(value, Lab) else value


def _check_claim(value: Entered, target: Target) -> None:
    """Raise CellError where the value cannot be one of the fact's."""
    try:
        read_given(catalogue()[target.detail], claim_of(value), "")
    except InputError as error:
        expected = error.problems[0].expected
        said = (
            message("cohort.cell.does-not-fit", expected=expected)
            if expected
            else message("cohort.cell.not-this")
        )
        raise CellError(said) from None


_Reader = Callable[[str, Mapping[str, str], ColumnMeaning, Target], Entered]


def _read(
    cell: str, words: Mapping[str, str], column: ColumnMeaning, target: Target, read: _Reader
) -> Entered:
    if cell.startswith(FORMULA):
        raise CellError(message("cohort.cell.formula"))
    if cell.startswith(BROKEN) or cell.casefold() in _SPREADSHEET_ERRORS:
        raise CellError(message("cohort.cell.error"))
    text = cell.strip()
    key = word_key(text)
    if not text or words.get(key) == UNKNOWN:
        return None
    own = key in words or same_spelling(text, target.values) is not None
    if target.name != ID and not own and key in unknown_words():
        return None
    return read(text, words, column, target)


def _text(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    return text


def _word(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    value = words.get(word_key(text)) or same_spelling(text, target.values)
    if value is None and target.kind == "yes_no":
        value = same_spelling(text, ("yes", "no"))
    if value is None:
        raise CellError(message("cohort.cell.word"))
    return None if value == UNKNOWN else value


def _number(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    if text in empty_numbers():
        return None
    number = read_number(text, column.decimal)
    unit = number.unit or column.unit
    if number.unit and not unit_fits(target, number.unit):
        raise CellError(message("cohort.cell.unit", unit=number.unit, expected=" / ".join(target.units)))
    if not unit and target.needs_unit:
        raise CellError(message("cohort.cell.no-unit", expected=" / ".join(target.units)))
    if unit:
        try:
            unit = normalize(unit)
        except UnitError:
            raise CellError(
                message("cohort.cell.unit", unit=unit, expected=" / ".join(target.units))
            ) from None
    if number.sign and target.group not in ("labs", "fact"):
        raise CellError(message("cohort.cell.bound"))
    return Lab(f"{number.sign}{number.text}", unit)


def _whole(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    if text in empty_numbers():
        return None
    whole = read_whole(text)
    if "-" in whole and target.group != "fact":
        raise CellError(message("cohort.cell.whole"))
    return whole if "-" in whole else int(whole)


def _date(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    return None if text in empty_numbers() else read_date(text, column.dates)


def _members(text: str, words: Mapping[str, str], column: ColumnMeaning, target: Target) -> Entered:
    if word_key(text) in none_words():
        return {"absent": list(target.values)}
    return {"present": [_member(part, target) for part in _BETWEEN.split(text) if part.strip()]}


def _member(word: str, target: Target) -> str:
    found = same_spelling(word, target.values)
    if found is not None:
        return found
    drugs = resolve_drug(word)
    if len(drugs) > 1:
        raise CellError(message("cohort.cell.ambiguous", word=word, drugs=", ".join(drugs)))
    if drugs and drugs[0] in target.values:
        return drugs[0]
    raise CellError(message("cohort.cell.member", word=word))


_READERS: Final[Mapping[str, _Reader]] = {
    "text": _text,
    "yes_no": _word,
    "choice": _word,
    "number": _number,
    "whole": _whole,
    "date": _date,
    "members": _members,
}
