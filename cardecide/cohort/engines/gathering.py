"""From the derived facts of many patients to the columns of a facts table."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf, nextafter
from typing import TYPE_CHECKING, Any

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.columns import (
    FIRST_DAY,
    LAST_DAY,
    PATIENT,
    FactsNeeded,
    NeededFact,
    high_column,
    low_column,
    member_column,
)
from cardecide.facts.fact import Fact
from cardecide.facts.value import NEVER, Members, Options, Span, Truth, Value

if TYPE_CHECKING:
    import pyarrow

_BOOLEAN = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


def gathered(
    sheets: Iterable[Mapping[str, Fact]],
    needed: FactsNeeded,
    patients: Sequence[str] | None = None,
    days: Sequence[PartialDate | None] | None = None,
) -> "pyarrow.Table":
    """The needed facts of every sheet. A number has one column where it is exact for everyone, else two."""
    import pyarrow as pa

    values: dict[str, list[Value | None]] = {one.name: [] for one in needed.facts}
    rows = 0
    for sheet in sheets:
        rows += 1
        for name, column in values.items():
            fact = sheet.get(name)
            column.append(None if fact is None else fact.value)
    columns: dict[str, Any] = {}
    for one in needed.facts:
        columns |= _columns(one, values.pop(one.name))
    if days is not None:
        columns[FIRST_DAY] = pa.array([day and day.first for day in days], pa.date32())
        columns[LAST_DAY] = pa.array([day and day.last for day in days], pa.date32())
    if patients is not None or not columns:
        names = [""] * rows if patients is None else list(patients)
        columns[PATIENT] = pa.array(names, pa.string())
    return pa.table(columns)


def _columns(needed: NeededFact, values: Sequence[Value | None]) -> dict[str, Any]:
    import pyarrow as pa

    name = needed.name
    match needed.form:
        case "yes_no":
            return {name: pa.array([_BOOLEAN[_truth(value)] for value in values], pa.bool_())}
        case "number":
            return _numbers(name, [value if isinstance(value, Span) else Span() for value in values])
        case "member":
            return {
                member_column(name, member): pa.array(
                    [
                        _BOOLEAN[value.includes(member)] if isinstance(value, Members) else None
                        for value in values
                    ],
                    pa.bool_(),
                )
                for member in needed.members
            }
        case "option":
            return {
                member_column(name, option): pa.array(
                    [
                        option in value.possible
                        if isinstance(value, Options) and value.possible is not None
                        else None
                        for value in values
                    ],
                    pa.bool_(),
                )
                for option in needed.members
            }


def _truth(value: Value | None) -> Truth:
    return value if isinstance(value, Truth) else Truth.UNKNOWN


def _numbers(name: str, spans: Sequence[Span]) -> dict[str, Any]:
    import pyarrow as pa

    if all(span.is_exact or span in (_NOTHING, NEVER) for span in spans):
        exact = [inf if span == NEVER else _float(span.low) for span in spans]
        return {name: pa.array(exact, pa.float64())}
    return {
        low_column(name): pa.array([low_of(span) for span in spans], pa.float64()),
        high_column(name): pa.array([high_of(span) for span in spans], pa.float64()),
    }


_NOTHING = Span()


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def low_of(span: Span) -> float | None:
    """The lower bound as a number that belongs to the span: an open bound is moved by the least step.

    No threshold lies between, for a threshold has far fewer digits than the step.
    """
    low = _float(span.low)
    return nextafter(low, inf) if low is not None and span.low_open else low


def high_of(span: Span) -> float | None:
    """The upper bound as a number that belongs to the span; see ``low_of``."""
    high = _float(span.high)
    return nextafter(high, -inf) if high is not None and span.high_open else high
