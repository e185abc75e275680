"""Days along an axis from 0 to 1, and days for what was entered without a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MOST_TICKS: Final = 8
_NO_DATE_STEP: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """From the first to the last day shown."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> "TimeScale":
        """The scale that holds all these days; there must be one at least."""
        ordered = sorted(days)
        return cls(ordered[0], ordered[-1])

    def at(self, day: date) -> float:
        """Where a day lies."""
        length = (self.last - self.first).days
        return (day - self.first).days / length if length else 0.0

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The beginnings of years, as many as can be read."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = max(1, -(-len(years) // _MOST_TICKS))
        return tuple((self.at(date(year, 1, 1)), str(year)) for year in years if not year % step)


def spread(days: Sequence[date | None], last: date) -> list[date]:
    """The days in order, those not known put evenly between their known neighbors.

    What is not known at the beginning comes before the first known day, at the end it reaches to ``last``.
    A day earlier than the one before it is left as it is: treatments may overlap.
    """
    known = [index for index, day in enumerate(days) if day is not None]
    if not known:
        return [last - _NO_DATE_STEP * (len(days) - index) for index in range(len(days))]
    found: list[date] = []
    for index, day in enumerate(days):
        if day is not None:
            found.append(day)
            continue
        before = max((k for k in known if k < index), default=None)
        after = min((k for k in known if k > index), default=None)
        found.append(_between(days, index, before, after, last))
    return found


def _between(
    days: Sequence[date | None], index: int, before: int | None, after: int | None, last: date
) -> date:
    earlier = days[before] if before is not None else None
    later = days[after] if after is not None else None
    if earlier is None and later is not None and after is not None:
        return later - _NO_DATE_STEP * (after - index)
    if earlier is None or before is None:
        return last
    if later is None:
        later, after = max(last, earlier), len(days) - 1
    assert after is not None  # noqa: S101 - a later day has its index
    share = (index - before) / (after - before)
    return earlier + (later - earlier) * share
