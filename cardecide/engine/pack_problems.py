"""Says what is wrong with the shape of a pack file, at the place where it is wrong."""

from collections.abc import Iterator
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cardecide.engine.lint_codes import LintCode
from cardecide.reading.document import Document
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import Problem

_SAID: Final = {
    "missing": "the key '{name}' is missing",
    "string_type": "a text is expected here",
    "list_type": "a list is expected here",
    "dict_type": "a map is expected here",
    "model_type": "a map is expected here",
    "int_type": "a whole number is expected here",
    "too_short": "this list is empty",
    "string_too_short": "this text is empty",
    "string_pattern_mismatch": "'{given}' is not an identifier",
    "literal_error": "'{given}' is not possible here",
}


def shape_problems(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each place, in the order of the file."""
    seen = set()
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        while path and not document.holds(path) and detail["type"] not in ("missing", "extra_forbidden"):
            path = path[:-1]  # drop the names that pydantic gives to the members of a union
        if path not in seen:
            seen.add(path)
            yield _problem(detail, path, document, model)


def _problem(
    detail: ErrorDetails, path: tuple[Any, ...], document: Document, model: type[BaseModel]
) -> Problem:
    kind = detail["type"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        keys = keys_at(model, path[:-1])
        near = nearest(name, keys)
        expected = "" if near else "one of " + ", ".join(keys)
        message = f"the key '{name}' does not belong here"
        return document.problem(path, message, expected, near, code=LintCode.UNKNOWN_KEY, key=True)
    given = detail.get("input")
    message = _SAID.get(kind, "{message}").format(name=name, given=given, message=detail["msg"])
    context = detail.get("ctx", {})
    expected, near = str(context.get("expected", "")), ""
    if kind == "literal_error":
        near = nearest(str(given), (word.strip(" '") for word in expected.replace(" or ", ",").split(",")))
    elif kind == "string_pattern_mismatch":
        expected = "small letters, digits, '.', '-' and '_', such as prior-lines"
    return document.problem(path, message, expected, near, code=LintCode.SYNTAX)


def keys_at(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that the map at ``path`` of a file of this model may have."""
    for part in path:
        if isinstance(part, int):
            continue
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = next(_models(field.annotation), None) if field else None
        if inner is not None:
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
