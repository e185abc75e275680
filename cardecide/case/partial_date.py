"""Dates known to the day, the month or the year. A partial date is an interval, never a guess."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=4096)
def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date written ``2023``, ``2023-07`` or ``2023-07-31``.

    ``first`` and ``last`` are the two ends of the interval of days it may be; for a full date they are equal.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raise ValueError for anything else."""
        match = _FORM.fullmatch(text.strip())
        if not match:
            raise ValueError(f"'{text}' is not a date")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern always has a year
        if not 1900 <= year <= 2100:
            raise ValueError(f"the year {year} is not between 1900 and 2100")
        if month is not None:
            date(year, month, day or 1)  # raises ValueError for a day that does not exist
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The earliest day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or _days_in(self.year, month))

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the day."""
        return self.day is not None

    def days_until(self, other: "PartialDate") -> tuple[int, int]:
        """The smallest and largest number of days from this date to ``other`` (negative: before it)."""
        return (other.first - self.last).days, (other.last - self.first).days

    def day_before(self) -> "PartialDate":
        """The day before the earliest day it may be."""
        return PartialDate.of(self.first - timedelta(days=1))

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __gt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) > (other.first, other.last)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> "PartialDate":
            if isinstance(value, cls):
                return value
            if isinstance(value, date):
                return cls.of(value)
            if isinstance(value, (str, int)) and not isinstance(value, bool):
                try:
                    return cls.parse(str(value))
                except ValueError:
                    pass
            text = str(value)
            reason = "is a day that does not exist" if _FORM.fullmatch(text.strip()) else "is not a date"
            raise PydanticCustomError("partial_date", "'{given}' {reason}", {"given": text, "reason": reason})

        return core_schema.no_info_plain_validator_function(
            read,
            json_schema_input_schema=core_schema.str_schema(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )
