"""What the columns of a table mean: the mapping that a person confirms once and keeps as a file."""

from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cardecide.case.dumper import dump_yaml
from cardecide.case.units import UnitError, fits, normalize
from cardecide.cohort.tables.dates import Order
from cardecide.cohort.tables.encodings import ENCODINGS, Encoding
from cardecide.cohort.tables.numbers import Decimal
from cardecide.cohort.tables.targets import ID, IGNORED, Target, targets
from cardecide.reading.document import Document, read_document
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

FORMAT: Final = "cardecide-mapping/1"
Words = dict[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True)


class ColumnMeaning(_Strict):
    """What one column means. ``words`` says what its words stand for, ``dates`` which part comes first.

    ``unit`` is that of numbers without one of their own; ``upper_limit`` the laboratory's, in that unit.
    """

    target: str = Field(alias="is")
    unit: str = ""
    words: Words = Field(default_factory=dict)
    dates: Order | None = None
    decimal: Decimal | None = None
    upper_limit: str = ""


class Mapping(_Strict):
    """The meaning of every column of a table; a column that is not listed is left out.

    ``unreadable`` says what becomes of a row with a cell that cannot be read: it is set aside, or the cell
    counts as unknown.
    """

    format: Literal["cardecide-mapping/1"] = FORMAT
    table: str = ""
    sheet: str = ""
    encoding: Encoding | None = None
    delimiter: str = ""
    unreadable: Literal["set aside", "unknown"] = "set aside"
    columns: dict[str, ColumnMeaning]


def meaning(target: str, **details: Any) -> ColumnMeaning:
    """A column's meaning by the name of its target."""
    return ColumnMeaning.model_validate({"is": target, **details})


def read_mapping(path: Path | str) -> Mapping:
    """The mapping of a file. Raises InputError with every problem of it."""
    file = str(path)
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError([Problem("there is no such file", file=file, code="no-file")]) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError([Problem(f"the file cannot be read: {reason}", file=file)]) from None
    return read_mapping_text(content, file=file)


def read_mapping_text(text: str | bytes, *, file: str = "mapping") -> Mapping:
    """The mapping of a text; ``file`` is its name in problems. Raises InputError with every problem."""
    document = read_document(text, file=file)
    data = document.value
    if not isinstance(data, dict):
        raise InputError([document.problem((), "this is no mapping", "'key: value' pairs")])
    problems: list[Problem] = []
    mapping = None
    try:
        mapping = Mapping.model_validate(_texts(data))
    except ValidationError as error:
        problems += [_problem(detail, document) for detail in error.errors(include_url=False)]
    if mapping is not None:
        problems += _check(mapping, document)
    if mapping is None or problems:
        raise InputError(problems)
    return mapping


def dump_mapping(mapping: Mapping) -> str:
    """The mapping as YAML; reading it gives an equal mapping."""
    plain = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    columns = {name: {"is": one["is"], **one} for name, one in plain.pop("columns", {}).items()}
    return dump_yaml({"format": FORMAT, **plain, "columns": columns})


def _texts(data: Map[str, Any]) -> dict[str, Any]:
    """Words and column names as texts: ``1: yes`` and ``yes: yes`` are words too."""
    columns = data.get("columns")
    if not isinstance(columns, dict):
        return dict(data)
    return {**data, "columns": {str(name): _column(one) for name, one in columns.items()}}


def _column(given: Any) -> Any:
    if isinstance(given, str):
        return {"is": given}
    if isinstance(given, dict) and isinstance(given.get("words"), dict):
        return {**given, "words": {_word(key): _word(value) for key, value in given["words"].items()}}
    return given


def _word(value: Any) -> str:
    if value is None:
        return "unknown"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _problem(detail: Any, document: Document) -> Problem:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "extra_forbidden":
        model: type[BaseModel] = Mapping if len(path) == 1 else ColumnMeaning
        keys = [field.alias or name for name, field in model.model_fields.items()]
        expected = f"one of {', '.join(keys)}"
        near = nearest(str(path[-1]), keys)
        return document.problem(
            path, f"unknown key '{path[-1]}'", expected, near, code="unknown-key", key=True
        )
    if detail["type"] == "missing":
        return document.problem(path, f"'{path[-1]}' is missing", code="missing")
    expected = str(detail.get("ctx", {}).get("expected", ""))
    if path[-1:] == ("encoding",):
        expected = " or ".join(ENCODINGS)
    return document.problem(path, f"'{path[-1]}' does not fit here", expected, code="mapping")


def _check(mapping: Mapping, document: Document) -> list[Problem]:
    found: list[Problem] = []
    taken: dict[str, str] = {}
    for name, column in mapping.columns.items():
        path = ("columns", name)
        target = targets().get(column.target)
        if target is None:
            offered = nearest(column.target, targets())
            what = f"'{column.target}' is nothing that a column can mean"
            found.append(document.problem((*path, "is"), what, "", offered, code="target"))
            continue
        if column.target in taken and column.target != IGNORED:
            what = f"'{name}' and '{taken[column.target]}' are both '{column.target}'"
            found.append(document.problem(path, what, "one column for each meaning", code="twice"))
        taken[column.target] = name
        found += [
            document.problem((*path, key), what, expected, near, code="mapping")
            for key, what, expected, near in problems_of_meaning(target, column)
        ]
    return found


def problems_of_meaning(target: Target, column: ColumnMeaning) -> list[tuple[str, str, str, str]]:
    """What in a meaning does not fit its target: the key, what is wrong, what would fit, the nearest."""
    found: list[tuple[str, str, str, str]] = []
    if column.unit and not unit_fits(target, column.unit):
        found.append(("unit", f"'{column.unit}' does not fit {target.name}", " or ".join(target.units), ""))
    if target.kind in ("yes_no", "choice"):
        values = (
            {*target.values, "yes", "no", "unknown"}
            if target.kind == "yes_no"
            else {*target.values, "unknown"}
        )
        for word, value in column.words.items():
            if value not in values:
                what = f"'{word}' cannot stand for '{value}'"
                found.append(("words", what, f"one of {', '.join(sorted(values))}", nearest(value, values)))
    elif column.words and target.name != IGNORED and any(v != "unknown" for v in column.words.values()):
        found.append(("words", f"the words of {target.name} can only stand for unknown", "unknown", ""))
    return found


def unit_fits(target: Target, unit: str) -> bool:
    """Whether numbers of the target may be in this unit."""
    if not target.units:
        return False
    analyte = target.detail.removesuffix(".upper_limit")
    return any(fits(unit, one, analyte) for one in target.units) and (
        target.group in ("labs", "fact") or _is_offered(unit, target)
    )


def _is_offered(unit: str, target: Target) -> bool:
    try:
        return normalize(unit) in target.units
    except UnitError:
        return False


def id_column(mapping: Mapping) -> str:
    """The column that names the patients; empty where there is none."""
    return next((name for name, one in mapping.columns.items() if one.target == ID), "")
