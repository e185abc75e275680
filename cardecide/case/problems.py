"""From a validation error to problems in plain words, each at its place in the file."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cardecide.case.model import Case
from cardecide.reading.document import Document, Path
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import Problem

# Filled in by the models themselves; no one writes them into a file.
_INTERNAL = frozenset({"entered", "candidates", "diameters_mm"})
_DATE = "a date such as 2023, 2023-07 or 2023-07-31"
_EXPECTED = {
    "partial_date": _DATE,
    "yes_no": "yes, no or unknown",
    "amount": "a number with its unit, such as 61 kg",
    "number": "a number with a point as decimal mark, such as 2.1",
    "size": "a size such as 17x10 mm",
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "'key: value' pairs",
    "bool_type": "true or false",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a shorter text",
}
_WORDS = re.compile(r"'([^']*)'")
_SHOWN = 40


def problems_of(error: ValidationError, document: Document) -> list[Problem]:
    """One problem for each place that failed; alternatives of one value are told together."""
    by_place: dict[tuple[Path, str], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        path = place_of(detail, document.value)
        kind = detail["type"] if detail["type"] in ("extra_forbidden", "missing") else ""
        by_place.setdefault((path, kind), []).append(detail)
    return [_problem(path, details, document) for (path, _), details in by_place.items()]


def place_of(detail: ErrorDetails, data: Any) -> Path:
    """The path of an error inside the file's own data: without the names of union members and validators."""
    field = detail.get("ctx", {}).get("field", "")
    path: Path = ()
    for part in (*detail["loc"], *([field] if field else ())):
        if part in _INTERNAL:
            continue
        inside = (isinstance(data, Mapping) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if not inside:
            break
        data = data[part]
        path = (*path, part)
    return path


def _problem(path: Path, details: list[ErrorDetails], document: Document) -> Problem:
    first = details[0]
    kind = first["type"]
    if kind == "extra_forbidden":
        keys = keys_at(path[:-1])
        close = nearest(str(path[-1]), keys)
        valid = f"one of {', '.join(keys)}"
        message = f"unknown key '{path[-1]}'"
        return document.problem(path, message, valid, close, code="unknown-key", key=True)
    if kind == "missing":
        names = " and ".join(f"'{d['loc'][-1]}'" for d in details)
        verb = "is" if len(details) == 1 else "are"
        return document.problem(path, f"{names} {verb} missing", code="missing")
    words = [word for detail in details for word in _choices(detail)]
    expected = [text for text in dict.fromkeys(map(_expected, details)) if text]
    if words:
        expected.append("one of " + ", ".join(words) if len(words) > 1 else f"'{words[0]}'")
    offered = first.get("ctx", {}).get("nearest", "")
    close = offered or (nearest(str(first["input"]), words) if isinstance(first["input"], str) else "")
    key = "[key]" in first["loc"]
    message = _message(first, path)
    return document.problem(path, message, " or ".join(expected), close, code=_code(kind), key=key)


def _choices(detail: ErrorDetails) -> list[str]:
    if detail["type"] in ("enum", "literal_error"):
        return _WORDS.findall(detail["ctx"]["expected"])
    return []


def _expected(detail: ErrorDetails) -> str:
    kind, parts = detail["type"], detail.get("ctx", {})
    if kind in ("unit", "implausible"):
        return str(parts["expected"])
    if kind.startswith("int_"):
        return "a whole number"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{'at least' if 'ge' in parts else 'at most'} {parts.get('ge', parts.get('le'))}"
    if kind in ("model_type", "model_attributes_type"):
        return "'key: value' pairs"
    return _EXPECTED.get(kind, "")


def _message(detail: ErrorDetails, path: Path) -> str:
    kind, given = detail["type"], detail["input"]
    if kind in ("partial_date", "yes_no", "amount", "number", "size", "unknown_name", "unit", "implausible"):
        if isinstance(given, (dict, list)) and kind not in ("unit", "implausible", "unknown_name"):
            return _group(given, path)
        return detail["msg"]
    if isinstance(given, (dict, list)):
        return _group(given, path)
    if given is None or given == "":
        return f"'{_name(path)}' is empty"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"'{_name(path)}' is {given}"
    shown = str(given)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return f"'{shown}' does not fit '{_name(path)}'"


def _group(given: Any, path: Path) -> str:
    return f"'{_name(path)}' holds a {'list' if isinstance(given, list) else 'group of keys'}"


def _name(path: Path) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), "the file"))


def _code(kind: str) -> str:
    if kind in ("enum", "literal_error"):
        return "unknown-word"
    return "date" if kind == "partial_date" else kind.replace("_", "-")


def keys_at(path: Path) -> list[str]:
    """The keys that may stand in the group at ``path`` of a case file, in their usual order."""
    model: Any = Case
    for part in path:
        model = _inside(model, part)
    return _keys(model) if isinstance(model, type) and issubclass(model, BaseModel) else []


@cache
def _keys(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name not in _INTERNAL]


def _inside(model: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return model
    if isinstance(model, type) and issubclass(model, BaseModel) and part in model.model_fields:
        return _model_in(model.model_fields[part].annotation)
    return None


def _model_in(annotation: Any) -> Any:
    """The model that a field holds, alone, in a list or as one of several choices."""
    if get_origin(annotation) in (Annotated, tuple, Union, UnionType):
        found: Iterable[Any] = map(_model_in, get_args(annotation))
        return next((model for model in found if model is not None), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return None
