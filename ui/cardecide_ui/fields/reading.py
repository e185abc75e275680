"""From typed text to a value of the case, or to what is wrong with it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cardecide.case import units
from cardecide.case.quantity import Amount, plain
from cardecide.case.treatment import DrugGiven
from cardecide.language.message import Message, message
from cardecide_ui.fields.date_text import DateTextError, read_date
from cardecide_ui.fields.number_text import NumberTextError, read_number, split_unit
from cardecide_ui.fields.record import FieldRecord, Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means: a value for the case (None: nothing entered), or a problem."""

    value: Any = None
    problem: Message | None = None


def read_text(
    record: FieldRecord, text: str, *, unit: str = "", words: dict[str, str] | None = None
) -> Reading:
    """Read the text of a line field.

    ``unit`` is the one chosen beside the field; a unit typed in the text wins. ``words`` maps the words shown
    for ``record.words`` (in any language) to their values.
    """
    text = text.strip()
    if not text:
        return Reading(problem=message("window.problem.required") if record.required else None)
    try:
        match record.kind:
            case Kind.COUNT | Kind.NUMBER:
                return _read_count(record, text)
            case Kind.AMOUNT:
                return _read_amount(record, text, unit)
            case Kind.SIZE:
                return Reading(text if text[-1:].isalpha() else f"{text} mm")
            case Kind.DATE:
                word = (words or {}).get(text.casefold())
                return Reading(word or read_date(text))
            case _:
                return Reading(text)
    except (NumberTextError, DateTextError) as error:
        return Reading(problem=message(f"window.problem.{error.args[0]}"))


def read_drugs(names: list[str], before: tuple[DrugGiven, ...]) -> tuple[Any, ...]:
    """The drugs under the names typed; one that was there before keeps its own dose, dates and reason."""
    known: dict[str, DrugGiven] = {}
    for drug in before:
        known.setdefault(drug.entered.casefold(), drug)
        known.setdefault((drug.drug or drug.entered).casefold(), drug)
    return tuple(known.get(name.casefold(), name) for name in names)


def implausible(record: FieldRecord, value: Any) -> bool:
    """Whether a value is possible but so unusual that the form asks."""
    number = canonical(record, value)
    return bool(record.plausible and number is not None and not _within(number, record.plausible))


def canonical(record: FieldRecord, value: Any) -> Decimal | None:
    """The number of a value in the field's canonical unit; None where there is none."""
    if isinstance(value, Amount):
        unit = value.unit or record.unit
        return value.value if unit == record.unit else units.convert(value.value, unit, record.unit)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    return None


def _read_count(record: FieldRecord, text: str) -> Reading:
    number = read_number(text)
    if record.kind is Kind.COUNT and number != number.to_integral_value():
        return Reading(problem=message("window.problem.whole"))
    if not _within(number, record.allowed):
        return Reading(problem=_bounds_problem(record))
    return Reading(int(number) if record.kind is Kind.COUNT else number)


def _read_amount(record: FieldRecord, text: str, unit: str) -> Reading:
    number_text, typed_unit = split_unit(text)
    number = read_number(number_text)
    entered_unit = typed_unit or unit or record.unit
    try:
        amount = units.convert(number, entered_unit, record.unit)
    except units.UnitError:
        return Reading(problem=message("window.problem.unit", unit=entered_unit, expected=record.unit))
    if not _within(amount, record.allowed):
        return Reading(problem=_bounds_problem(record))
    return Reading({"value": number, "unit": entered_unit})


def _bounds_problem(record: FieldRecord) -> Message:
    low, high = record.allowed
    if low is None or high is None:
        return message("window.problem.not_allowed")
    return message("window.problem.bounds", low=plain(low), high=plain(high))


def _within(number: Decimal, bounds: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = bounds
    return (low is None or number >= low) and (high is None or number <= high)
