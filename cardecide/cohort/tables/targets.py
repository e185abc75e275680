"""What a column may mean: the identifier, a field of the case, a laboratory value, a genetic test, a fact.

The fields are read off the case models and the catalogue, so that a mapping can never offer what a case
cannot hold. A target is written ``patient.weight``, ``labs.hemoglobin``, ``labs.alt.upper_limit``,
``cytogenetics.del(17p)``, ``condition.stroke`` or ``fact.prior_lines``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cardecide.case.abnormalities import abnormalities
from cardecide.case.base import YesNo
from cardecide.case.choices import LesionKind, TestResult
from cardecide.case.conditions import conditions
from cardecide.case.lab_tests import lab_tests
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount
from cardecide.facts.catalogue import catalogue

Kind = Literal["text", "yes_no", "choice", "number", "whole", "date", "members"]
IGNORED: Final = "ignored"
ID: Final = "id"

_SECTIONS: Final = (
    *("patient", "disease", "extramedullary", "neurology", "infection", "comorbidity"),
    *("prior_transplant", "logistics"),
)
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "patient.age": ("years", "months"),
    "patient.weight": ("kg", "lb", "g"),
    "patient.height": ("cm", "m", "in"),
    "disease.bcma_expression.percent": ("%",),
    "comorbidity.lvef": ("%",),
    "comorbidity.oxygen_saturation": ("%",),
    "comorbidity.life_expectancy": ("weeks", "months", "days", "years"),
    "comorbidity.corticosteroid_7_days": ("mg", "g"),
    "logistics.vein_to_vein": ("days", "weeks", "months"),
}
# An age is in years wherever people write one, in a case file too.
_BARE: Final = frozenset({"patient.age"})
_NOT_OFFERED: Final = frozenset({"infection.details"})


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column may mean. ``values`` are the words of a choice, ``units`` the units offered."""

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    needs_unit: bool = False

    @property
    def group(self) -> str:
        """Where it belongs: ``patient``, ``labs``, ``fact``, …; empty for the identifier."""
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def detail(self) -> str:
        """The rest of the name."""
        return self.name.partition(".")[2]


@cache
def targets() -> Mapping[str, Target]:
    """Every target by name, in the order in which they are offered."""
    found = [Target(ID, "text"), Target(IGNORED, "text"), Target("decision_date", "date")]
    for section in _SECTIONS:
        found += _fields(section, Case.model_fields[section].annotation)
    found.append(Target("extramedullary.kind", "choice", ("none", *_kinds_of_lesion())))
    found += _labs()
    results = tuple(one.value for one in TestResult)
    found += [Target(f"cytogenetics.{name}", "choice", results) for name in abnormalities()]
    found += [Target(f"condition.{name}", "yes_no", ("yes", "no", "unknown")) for name in conditions()]
    found += _facts()
    return MappingProxyType({one.name: one for one in found})


def _kinds_of_lesion() -> list[str]:
    return [one.value for one in LesionKind]


def _labs() -> Iterator[Target]:
    for test in lab_tests().values():
        yield Target(f"labs.{test.name}", "number", (), test.units, test.needs_unit)
        yield Target(f"labs.{test.name}.date", "date")
        if test.needs_upper_limit:
            yield Target(f"labs.{test.name}.upper_limit", "number", (), test.units, test.needs_unit)


def _facts() -> Iterator[Target]:
    kinds: dict[str, Kind] = {
        "yes_no": "yes_no",
        "count": "whole",
        "quantity": "number",
        "choice": "choice",
        "members": "members",
        "date": "date",
    }
    for fact in catalogue().values():
        units = (fact.unit,) if fact.unit else ()
        needs = fact.kind == "quantity" and fact.unit != "1"
        yield Target(f"fact.{fact.name}", kinds[fact.kind], fact.values, units, needs)


def _fields(path: str, annotation: Any) -> Iterator[Target]:
    model = next((part for part in _parts(annotation) if _is_model(part)), None)
    if model is None:
        return
    for name, info in model.model_fields.items():
        full = f"{path}.{name}"
        if full in _NOT_OFFERED or get_origin(info.annotation) is tuple:
            continue
        parts = tuple(_parts(info.annotation))
        if any(_is_model(part) and part is not Amount for part in parts):
            yield from _fields(full, info.annotation)
        elif (target := _target(full, parts)) is not None:
            yield target


def _target(name: str, parts: tuple[Any, ...]) -> Target | None:
    if name in _UNITS:
        return Target(name, "number", (), _UNITS[name], needs_unit=name not in _BARE)
    words = tuple(word for part in parts if get_origin(part) is Literal for word in get_args(part))
    if words:
        return Target(name, "choice", words)
    for part in parts:
        if part is YesNo:
            return Target(name, "yes_no", ("yes", "no", "unknown"))
        if isinstance(part, type) and issubclass(part, StrEnum):
            return Target(name, "choice", tuple(one.value for one in part))
        if part is PartialDate:
            return Target(name, "date")
        if part is int:
            return Target(name, "whole")
        if part is str:
            return Target(name, "text")
    return None


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:
    """The plain types inside an annotation: unions, tuples and annotated types taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation is not type(None):
        yield annotation
