"""Field records read off the case models, so that the form can never offer what a case cannot hold."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cardecide.case.base import YesNo
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount, Size
from cardecide.case.treatment import DrugGiven
from cardecide_ui.fields.record import FieldRecord, Kind

_UNKNOWN = "unknown"
_SIMPLE: dict[type, Kind] = {
    PartialDate: Kind.DATE,
    Amount: Kind.AMOUNT,
    Size: Kind.SIZE,
    int: Kind.COUNT,
    Decimal: Kind.NUMBER,
    str: Kind.TEXT,
}


_OPPOSITES = (("yes", "no"), ("present", "absent"), ("positive", "negative"), ("detected", "not_detected"))


def case_field(
    path: str,
    *,
    unit: str = "",
    units: tuple[str, ...] = (),
    plausible: tuple[str, str] | None = None,
    allowed: tuple[str | None, str | None] | None = None,
    model: type[BaseModel] = Case,
) -> FieldRecord:
    """The record of a case field; with ``model``, of a field inside an entry of a list.

    ``plausible`` and ``allowed`` are written as decimal numbers in ``unit``. Raises KeyError for a path that
    the model does not have.
    """
    owner, info = _find(model, path.split("."))
    name = path.rsplit(".", maxsplit=1)[-1]
    parts = tuple(_parts(info.annotation))
    words = tuple(word for part in parts if get_origin(part) is Literal for word in get_args(part))
    kind, options, option_kind = _kind(parts, words, f"{owner.__name__.lower()}.{name}")
    low, high = allowed if allowed else (None, None)
    bounds = (Decimal(low), Decimal(high)) if low and high else _bounds(info)
    return FieldRecord(
        path=path,
        kind=kind,
        label=f"field.{owner.__name__.lower()}.{name}",
        options=options,
        option_kind=option_kind,
        words=words if kind is Kind.DATE else (),
        unit=unit,
        units=units,
        allowed=bounds,
        plausible=(Decimal(plausible[0]), Decimal(plausible[1])) if plausible else None,
        required=info.is_required(),
    )


def _kind(parts: tuple[Any, ...], words: tuple[str, ...], name: str) -> tuple[Kind, tuple[str, ...], str]:
    for part in parts:
        if part is YesNo:
            return Kind.YES_NO, (), "yes_no"
        if isinstance(part, type) and issubclass(part, StrEnum):
            values = tuple(v.value for v in part if v.value != _UNKNOWN)
            return Kind.CHOICE, no_before_yes(values), part.__name__.lower()
        if part is DrugGiven:
            return Kind.DRUGS, (), ""
        if part in _SIMPLE:
            return _SIMPLE[part], (), name
    if words:
        return Kind.CHOICE, no_before_yes(tuple(word for word in words if word != _UNKNOWN)), name
    raise KeyError(name)


def no_before_yes(values: tuple[str, ...]) -> tuple[str, ...]:
    """The choices with the one that says no before the one that says yes, as everywhere in the form.

    Were the order another from row to row, a click by habit would enter the opposite of what was found.
    """
    ordered = list(values)
    for yes, no in _OPPOSITES:
        if {yes, no} <= set(ordered):
            first, second = sorted((ordered.index(yes), ordered.index(no)))
            ordered[first], ordered[second] = no, yes
    return tuple(ordered)


def _find(model: type[BaseModel], steps: list[str]) -> tuple[type[BaseModel], FieldInfo]:
    info = model.model_fields[steps[0]]
    if len(steps) == 1:
        return model, info
    for part in _parts(info.annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return _find(part, steps[1:])
    raise KeyError(steps[0])


def _parts(annotation: Any) -> Iterator[Any]:
    """The plain types inside an annotation: unions, tuples and annotated types taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin in (Union, UnionType, tuple):
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation not in (type(None), Ellipsis):
        yield annotation


def _bounds(info: FieldInfo) -> tuple[Decimal | None, Decimal | None]:
    low: Decimal | None = None
    high: Decimal | None = None
    for constraint in _constraints(info):
        low = Decimal(constraint.ge) if getattr(constraint, "ge", None) is not None else low
        high = Decimal(constraint.le) if getattr(constraint, "le", None) is not None else high
    return low, high


def _constraints(info: FieldInfo) -> Iterator[Any]:
    yield from info.metadata
    stack: list[Any] = [info.annotation]
    while stack:
        annotation = stack.pop()
        if get_origin(annotation) is Annotated:
            inner, *metadata = get_args(annotation)
            stack.append(inner)
            for constraint in metadata:
                yield from getattr(constraint, "metadata", [constraint])
        elif get_origin(annotation) in (Union, UnionType):
            stack.extend(get_args(annotation))
