"""Amounts that are checked as they are entered: the unit must fit and the value must be possible."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from cardecide.case.lab_tests import LabTest
from cardecide.case.quantity import Amount, AmountField, Number, plain
from cardecide.case.units import UnitError, convert, normalize


def unit_error(unit: str, accepted: tuple[str, ...], of: str, *, field: str = "") -> PydanticCustomError:
    """The error for a unit that is missing or does not fit; ``accepted`` are the units to offer."""
    message = "{of} needs a unit" if not unit.strip() else "the unit '{unit}' does not fit {of}"
    parts = {"unit": unit, "of": of, "expected": _either(accepted), "field": field}
    return PydanticCustomError("unit", message, parts)


def implausible(given: str, low: str, high: str, of: str, *, field: str = "") -> PydanticCustomError:
    """The error for a value that cannot be a measurement."""
    parts = {"given": given, "of": of, "expected": f"{low} to {high}", "field": field}
    return PydanticCustomError("implausible", "{given} is not plausible for {of}", parts)


def _either(words: tuple[str, ...]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def measured(
    of: str, units: tuple[str, ...], low: str, high: str, *, bare: str = ""
) -> Callable[[Amount], Amount]:
    """A check that the amount has one of ``units`` and lies in ``low`` to ``high`` of the first of them.

    ``bare`` is the unit of a number without one; where it is empty, a number without a unit is an error.
    """

    def check(amount: Amount) -> Amount:
        try:
            unit = normalize(amount.unit.strip() or bare)
            value = convert(amount.value, unit, units[0])
        except UnitError:
            raise unit_error(amount.unit, units, of) from None
        if not Decimal(low) <= value <= Decimal(high):
            raise implausible(str(amount), f"{low} {units[0]}", f"{high} {units[0]}", of)
        return amount.model_copy(update={"unit": unit})

    return check


def check_lab(test: LabTest, value: Decimal, unit: str, *, field: str) -> str:
    """The canonical spelling of a laboratory value's unit, once the unit fits and the value is possible.

    Raises PydanticCustomError otherwise; ``field`` is the field it names.
    """
    label = test.label["en"]
    if not unit.strip() and test.needs_unit:
        raise unit_error(unit, test.units, label, field="")
    try:
        spelled = normalize(unit)
        converted = convert(value, spelled, test.unit, test.name)
    except UnitError:
        raise unit_error(unit, test.units, label, field="unit") from None
    if not test.low <= converted <= test.high:
        low, high = (_range_end(end, spelled, test) for end in (test.low, test.high))
        given = f"{plain(value)} {spelled}".strip()
        raise implausible(given, low, high, label, field=field)
    return spelled


def _range_end(value: Decimal, unit: str, test: LabTest) -> str:
    shown = convert(value, test.unit, unit, test.name)
    return f"{plain(Decimal(f'{shown:.4g}'))} {unit}".strip()


Share = Annotated[AmountField, AfterValidator(measured("a share", ("%",), "0", "100"))]
# An age is in years wherever people write one; it is the only amount whose unit may be left out.
Age = Annotated[
    AmountField, AfterValidator(measured("the age", ("years", "months"), "0", "120", bare="years"))
]
Weight = Annotated[AmountField, AfterValidator(measured("the weight", ("kg", "lb", "g"), "20", "350"))]
Height = Annotated[AmountField, AfterValidator(measured("the height", ("cm", "m", "in"), "80", "250"))]
Duration = Annotated[
    AmountField, AfterValidator(measured("a time", ("weeks", "days", "months", "years"), "0", "5200"))
]
Dose = Annotated[AmountField, AfterValidator(measured("a dose", ("mg", "g"), "0", "20000"))]
Temperature = Annotated[Number, Field(ge=30, le=45)]
"""Body temperature in degrees Celsius."""
