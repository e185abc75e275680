"""From a case to the plain data of its file: canonical order, only what is known, numbers as entered."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from cardecide.case.drug_names import resolve_drug
from cardecide.case.findings import Lab
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount, Size
from cardecide.case.treatment import DrugGiven

Plain = dict[str, Any] | list[Any] | str | int | float | Decimal | bool | None
"""Plain data. Numbers are Decimal as entered; ``float`` occurs only as the value of an override."""


def plain_case(case: Case) -> dict[str, Any]:
    """What the file of this case holds: fields in the order of the models, those left unknown left out."""
    return {"format": case.format, "id": case.id, **_fields(case, skip=("format", "id"))}


def _fields(model: BaseModel, *, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that differ from their default, which always means unknown."""
    found = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        default = field.get_default(call_default_factory=True)
        if name not in skip and (field.is_required() or value != default):
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Amount):
        return f"{value.value:f} {value.unit}".strip()
    if isinstance(value, PartialDate):
        return str(value) if value.month else value.year
    if isinstance(value, Size):
        return str(value)
    if isinstance(value, DrugGiven):
        return _drug(value)
    if isinstance(value, Lab):
        return _lab(value)
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    known: Plain = value
    return known


def _drug(drug: DrugGiven) -> Plain:
    """As entered, so that the chart's own word stays; by its generic name where that was chosen since."""
    settled = drug.drug is not None and resolve_drug(drug.entered) != (drug.drug,)
    name = drug.drug if settled and drug.drug else drug.entered
    rest = _fields(drug, skip=("entered", "drug", "candidates"))
    return {"drug": name, **rest} if rest else name


def _lab(lab: Lab) -> Plain:
    found = _fields(lab, skip=("comparator",))
    if lab.comparator:
        found["value"] = f"{lab.comparator}{lab.value:f}"
    return found
