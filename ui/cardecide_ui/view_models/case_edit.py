"""Changing one place of an immutable case. Every change gives a new case, validated by its own models."""

from typing import Any, TypeVar

from pydantic import BaseModel

from cardecide.case.model import Case
from cardecide_ui.view_models.paths import Step, split_path

_M = TypeVar("_M", bound=BaseModel)


def get_path(case: Case, path: str) -> Any:
    """The value at ``path``; None where a part of the way does not exist."""
    value: Any = case
    for step in split_path(path):
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = getattr(value, step, None)
    return value


def was_answered(case: Case, path: str) -> bool:
    """Whether the field was ever given an answer, be it unknown."""
    steps = split_path(path)
    parent = case if len(steps) == 1 else get_path(case, path[: path.rindex(".")])
    if isinstance(parent, BaseModel):
        return str(steps[-1]) in parent.model_fields_set
    return isinstance(parent, dict) and steps[-1] in parent


def set_path(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at ``path``; None forgets the field.

    Raises pydantic.ValidationError where the value does not fit, KeyError where the path does not exist.
    """
    return _set_in_model(case, split_path(path), value)


def insert_entry(case: Case, list_path: str, entry: Any) -> Case:
    """The case with ``entry`` at the end of a list."""
    return set_path(case, list_path, (*get_path(case, list_path), entry))


def remove_entry(case: Case, list_path: str, index: int) -> Case:
    """The case without one entry of a list."""
    entries = list(get_path(case, list_path))
    del entries[index]
    return set_path(case, list_path, tuple(entries))


def move_entry(case: Case, list_path: str, index: int, to: int) -> Case:
    """The case with two entries of a list in each other's place."""
    entries = list(get_path(case, list_path))
    entries[index], entries[to] = entries[to], entries[index]
    return set_path(case, list_path, tuple(entries))


def _set_in_model(model: _M, steps: tuple[Step, ...], value: Any) -> _M:
    name = str(steps[0])
    if name not in type(model).model_fields:
        raise KeyError(name)
    if len(steps) == 1:
        # Only what was answered is validated again, so that an untouched field stays unanswered.
        given = {field: getattr(model, field) for field in model.model_fields_set}
        given.pop(name, None)
        if value is not None:
            given[name] = value
        return type(model).model_validate(given)
    changed = _set_in_value(getattr(model, name), _model_of(model, name), steps[1:], value)
    return model.model_copy(update={name: changed})


def _set_in_value(current: Any, empty: type[BaseModel] | None, steps: tuple[Step, ...], value: Any) -> Any:
    step = steps[0]
    if current is None and empty is not None:
        current = empty()
    if isinstance(current, BaseModel):
        return _set_in_model(current, steps, value)
    if isinstance(current, dict):
        rest = {key: kept for key, kept in current.items() if key != step}
        return rest if value is None else {**rest, step: value}
    if isinstance(current, tuple) and isinstance(step, int) and step < len(current):
        if len(steps) == 1:
            return (*current[:step], value, *current[step + 1 :])
        changed = _set_in_value(current[step], None, steps[1:], value)
        return (*current[:step], changed, *current[step + 1 :])
    raise KeyError(str(step))


def _model_of(model: BaseModel, name: str) -> type[BaseModel] | None:
    annotation = type(model).model_fields[name].annotation
    for part in getattr(annotation, "__args__", (annotation,)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None
