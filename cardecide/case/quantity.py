"""Amounts with their unit, as entered: ``61 kg``, ``17x10 mm``, ``78 %``. Converting is in ``units``."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from cardecide.case.base import CaseModel

_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_MAX_EXPONENT = 30  # beyond it a number is a slip, and writing it out would fill the memory
_LARGEST_MM = 500
_AMOUNT = re.compile(rf"({_NUMBER})\s*(\S.*)?")
_SIZE = re.compile(rf"({_NUMBER}(?:\s*[xX×]\s*{_NUMBER}){{0,2}})\s*(mm|cm)")


def read_decimal(value: Any) -> Decimal:
    """A finite decimal number from a number or its text; a point is the decimal mark."""
    if isinstance(value, bool):
        raise PydanticCustomError("number", "'{given}' is not a number", {"given": str(value)})
    text = str(value).strip()
    if not re.fullmatch(_NUMBER, text):
        raise PydanticCustomError("number", "'{given}' is not a number", {"given": str(value)})
    number = Decimal(text)
    if not number.is_finite() or (number and abs(number.adjusted()) > _MAX_EXPONENT):
        raise PydanticCustomError("number", "'{given}' is not a number", {"given": str(value)})
    return number


def plain(number: Decimal) -> str:
    """The number without exponent and without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[Decimal, BeforeValidator(read_decimal), PlainSerializer(_written, return_type=int | float)]


class Amount(CaseModel):
    """A number with the unit it was entered in; an empty unit means that none was given."""

    value: Number
    unit: str = ""

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}".strip()


def _read_amount(value: Any) -> Any:
    if isinstance(value, (Amount, dict)):
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return {"value": value}
    if isinstance(value, str) and (match := _AMOUNT.fullmatch(value.strip())):
        return {"value": match.group(1), "unit": (match.group(2) or "").strip()}
    raise PydanticCustomError("amount", "'{given}' is not a number with its unit", {"given": str(value)})


AmountField = Annotated[Amount, BeforeValidator(_read_amount), PlainSerializer(str, return_type=str)]


class Size(CaseModel):
    """The diameters of a lesion in millimeters, largest first."""

    diameters_mm: tuple[Number, ...]

    @property
    def largest_mm(self) -> Decimal:
        """The largest diameter, in millimeters."""
        return self.diameters_mm[0]

    def __str__(self) -> str:
        return "x".join(plain(d) for d in self.diameters_mm) + " mm"


def _read_size(value: Any) -> Any:
    if isinstance(value, (Size, dict)):
        return value
    if isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        factor = Decimal(10) if match.group(2) == "cm" else Decimal(1)
        numbers = re.split(r"\s*[xX×]\s*", match.group(1))
        diameters = sorted((Decimal(n) * factor for n in numbers), reverse=True)
        if all(0 < d <= _LARGEST_MM for d in diameters):
            return {"diameters_mm": diameters}
    raise PydanticCustomError("size", "'{given}' is not a size such as 17x10 mm", {"given": str(value)})


SizeField = Annotated[Size, BeforeValidator(_read_size), PlainSerializer(str, return_type=str)]
