"""How long ago something was: days, weeks, calendar months, years.

A partial date is an interval of days, so a time since it is an interval too. Nothing that a case holds lies
after the day it is looked at, so an interval that reaches beyond that day is cut there.
"""

import calendar
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from cardecide.case.partial_date import PartialDate
from cardecide.facts.spans import rounded
from cardecide.facts.value import Span


def months_back(day: date, months: int) -> date:
    """The same day of the month ``months`` earlier, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(event: date, reference: date) -> Decimal:
    """Whole calendar months counted back from ``reference``, plus the remaining days as parts of 31.

    Six calendar months to the day are exactly 6, so that "within 6 months" includes that day and not the day
    before it. 0 where the event is not before the reference.
    """
    if event >= reference:
        return Decimal(0)
    whole = (reference.year - event.year) * 12 + reference.month - event.month
    if months_back(reference, whole) < event:
        whole -= 1
    remaining = (months_back(reference, whole) - event).days
    return rounded(Decimal(whole) + Decimal(remaining) / 31)


def days_between(event: date, reference: date) -> Decimal:
    """Days from ``event`` to ``reference``; 0 where the event is not before it."""
    return Decimal(max(0, (reference - event).days))


def days_since(event: PartialDate, reference: PartialDate) -> Span:
    """Days from an event to the reference day."""
    return _since(event, reference, days_between)


def weeks_since(event: PartialDate, reference: PartialDate) -> Span:
    """Days over seven from an event to the reference day."""
    return _since(event, reference, lambda one, other: rounded(days_between(one, other) / 7))


def months_since(event: PartialDate, reference: PartialDate) -> Span:
    """Calendar months from an event to the reference day."""
    return _since(event, reference, months_between)


def years_since(event: PartialDate, reference: PartialDate) -> Span:
    """Calendar months over twelve from an event to the reference day."""
    return _since(event, reference, lambda one, other: rounded(months_between(one, other) / 12))


def _since(event: PartialDate, reference: PartialDate, measure: Callable[[date, date], Decimal]) -> Span:
    return Span(measure(event.last, reference.first), measure(event.first, reference.last))


def completed_years(born: date, on: date) -> int:
    """Age in completed years; someone born on 29 February completes a year on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
