"""Reads the value that someone gives for a fact, in a claim or an override, by the kind of the fact."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic_core import ValidationError

from cardecide.case.base import YesNo, YesNoField
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount, AmountField
from cardecide.case.units import UnitError, convert
from cardecide.facts.catalogue import FactDefinition, Kind, catalogue
from cardecide.facts.spans import rounded
from cardecide.facts.truths import entered
from cardecide.facts.value import Days, Members, Options, Span, Truth, Value
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

_YES_NO: TypeAdapter[YesNo] = TypeAdapter(YesNoField)
_AMOUNT: TypeAdapter[Amount] = TypeAdapter(AmountField)
_SIGNS = ("<=", ">=", "<", ">")


NOTHING: Final[Mapping[Kind, Value]] = {
    "yes_no": Truth.UNKNOWN,
    "count": Span(),
    "quantity": Span(),
    "choice": Options(),
    "members": Members(),
    "date": Days(),
}
"""The value that says nothing, by the fact's kind."""


def definition_of(name: str, field: str) -> FactDefinition:
    """The fact called ``name``; raises InputError, naming the nearest fact, where there is none."""
    found = catalogue().get(name)
    if found is None:
        near = nearest(name, catalogue())
        raise InputError([_problem(f"'{name}' is not a fact", field, "a fact of the catalogue", near)])
    return found


def read_given(definition: FactDefinition, raw: Any, field: str) -> Value | None:
    """``raw`` as a value of ``definition``; None for ``unknown`` and for nothing.

    A count is a whole number or an interval ``4-5``; a quantity has its unit and may be a bound
    (``<0.3 g/dL``); a choice is one value or a list of those it may be; members are a list of those present,
    or a map of ``present`` and ``absent``. Raises InputError with a problem for each word that does not fit.
    """
    if raw is None or (isinstance(raw, str) and raw.strip().casefold() == "unknown"):
        return None
    match definition.kind:
        case "yes_no":
            return _yes_no(raw, field)
        case "count":
            return _count(definition, raw, field)
        case "quantity":
            return _quantity(definition, raw, field)
        case "choice":
            words = raw if isinstance(raw, list) else [raw]
            return Options(_words(definition, words, field))
        case "members":
            return _members(definition, raw, field)
        case "date":
            return _date(raw, field)


def _yes_no(raw: Any, field: str) -> Truth:
    try:
        return entered(_YES_NO.validate_python(raw))
    except ValidationError:
        raise InputError([_problem(f"'{raw}' is not an answer", field, "yes, no or unknown")]) from None


def _count(definition: FactDefinition, raw: Any, field: str) -> Span:
    ends = str(raw).split("-") if isinstance(raw, str) else [str(raw)]
    if isinstance(raw, bool) or len(ends) > 2 or not all(end.strip().isdecimal() for end in ends):
        raise InputError([_problem(f"'{raw}' is not a count", field, "a whole number such as 4, or 4-5")])
    span = Span(Decimal(ends[0].strip()), Decimal(ends[-1].strip()))
    return _plausible(definition, span, raw, field)


def _quantity(definition: FactDefinition, raw: Any, field: str) -> Span:
    text = raw.strip().replace("≤", "<=").replace("≥", ">=") if isinstance(raw, str) else raw
    sign = next((s for s in _SIGNS if isinstance(text, str) and text.startswith(s)), "")
    form = f"a number with its unit, such as 1 {definition.unit}" if definition.unit != "1" else "a number"
    try:
        amount = _AMOUNT.validate_python(text[len(sign) :].strip() if sign else text)
        number = rounded(convert(amount.value, amount.unit, definition.unit, definition.name))
    except ValidationError:
        raise InputError([_problem(f"'{raw}' is not an amount", field, form)]) from None
    except UnitError as error:
        wrong = str(error) if amount.unit else f"'{raw}' has no unit"
        raise InputError([_problem(wrong, field, form)]) from None
    if sign.startswith("<"):
        return _plausible(definition, Span(high=number, high_open=sign == "<"), raw, field)
    if sign.startswith(">"):
        return _plausible(definition, Span(low=number, low_open=sign == ">"), raw, field)
    return _plausible(definition, Span.exactly(number), raw, field)


def _plausible(definition: FactDefinition, span: Span, raw: Any, field: str) -> Span:
    if definition.plausible is not None:
        least, most = definition.plausible
        numbers = [number for number in (span.low, span.high) if number is not None]
        if any(not least <= number <= most for number in numbers):
            unit = f" {definition.unit}" if definition.unit not in ("", "1") else ""
            raise InputError([_problem(f"'{raw}' cannot be", field, f"{least} to {most}{unit}")])
    if span.low is not None and span.high is not None and span.low > span.high:
        raise InputError([_problem(f"'{raw}' runs backwards", field, "the smaller number first")])
    return span


def _members(definition: FactDefinition, raw: Any, field: str) -> Members:
    if isinstance(raw, dict) and raw and set(raw) <= {"present", "absent"}:
        present = _words(definition, raw.get("present") or [], field)
        absent = _words(definition, raw.get("absent") or [], field)
        if present & absent:
            both = ", ".join(sorted(present & absent))
            raise InputError([_problem(f"'{both}' is both present and absent", field, "one of the two")])
        return Members(present, absent)
    if isinstance(raw, (list, tuple)) and raw:
        return Members(_words(definition, raw, field))
    raise InputError([_problem(f"'{raw}' is not a list", field, "a list of names, or present and absent")])


def _words(definition: FactDefinition, raw: Any, field: str) -> frozenset[str]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise InputError([_problem(f"'{raw}' is not a list", field, "a list of names")])
    by_key = {value.casefold(): value for value in definition.values}
    problems = [
        _problem(
            f"'{word}' is no value of {definition.name}",
            field,
            ", ".join(definition.values[:12]),
            nearest(str(word), definition.values),
        )
        for word in raw
        if str(word).strip().casefold() not in by_key
    ]
    if problems:
        raise InputError(problems)
    return frozenset(by_key[str(word).strip().casefold()] for word in raw)


def _date(raw: Any, field: str) -> Days:
    try:
        day = PartialDate.parse(str(raw))
    except ValueError as error:
        raise InputError([_problem(str(error), field, "YYYY, YYYY-MM or YYYY-MM-DD")]) from None
    return Days(day.first, day.last)


def _problem(text: str, field: str, expected: str, near: str = "") -> Problem:
    return Problem(text, expected, near, field=field, code="given-value")
