"""Calendar months, and times since events known to the day, the month or the year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import (
    completed_years,
    days_since,
    months_back,
    months_between,
    months_since,
    weeks_since,
    years_since,
)
from cardecide.facts.spans import rounded
from cardecide.facts.value import Span

SIX = Decimal(6)
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("event", "reference", "within_six"),
    [
        ("2026-05-20", "2026-11-20", True),  # the same day of the month, inclusive
        ("2026-05-19", "2026-11-20", False),  # one day outside
        ("2025-08-27", "2026-02-28", False),
        ("2025-08-28", "2026-02-28", True),
        ("2026-02-28", "2026-08-31", True),  # six months back from 31 August is the last of February
        ("2026-02-27", "2026-08-31", False),
        ("2024-02-29", "2024-08-29", True),
        ("2024-02-28", "2024-08-29", False),
        ("2026-11-20", "2026-11-20", True),
        ("2025-12-31", "2026-06-30", True),
    ],
)
def test_within_six_months_means_calendar_months_back_from_the_reference(
    event: str, reference: str, within_six: bool
) -> None:
    months = months_between(date.fromisoformat(event), date.fromisoformat(reference))
    assert (months <= SIX) is within_six


@given(DAYS, DAYS)
def test_months_agree_with_going_back_on_the_calendar(event: date, reference: date) -> None:
    """Within n months exactly where the event is not before the day n months back."""
    months = months_between(event, reference)
    for n in (0, 1, 6, 12, 36):
        assert (months <= n) == (event >= months_back(reference, n)), n


@given(DAYS, DAYS, DAYS)
def test_an_earlier_event_is_longer_ago(one: date, other: date, reference: date) -> None:
    earlier, later = sorted((one, other))
    assert months_between(earlier, reference) >= months_between(later, reference)
    assert months_between(reference, later) >= months_between(reference, earlier)


@pytest.mark.parametrize(
    ("event", "reference", "months", "days"),
    [
        ("2026-05-21", "2026-11-20", 5, 30),  # 20 June is five months back, 21 May 30 days before it
        ("2026-05-20", "2026-11-20", 6, 0),
        ("2026-05-19", "2026-11-20", 6, 1),
        ("2026-10-21", "2026-11-20", 0, 30),
        ("2026-11-20", "2026-11-20", 0, 0),
        ("2026-11-21", "2026-11-20", 0, 0),
        ("2024-12-31", "2026-11-20", 22, 20),  # 20 January 2025 is 22 months back
    ],
)
def test_whole_months_and_the_days_that_are_left(event: str, reference: str, months: int, days: int) -> None:
    found = months_between(date.fromisoformat(event), date.fromisoformat(reference))
    assert found == rounded(Decimal(months) + Decimal(days) / 31)


def test_the_remaining_days_are_parts_of_31() -> None:
    assert months_between(date(2026, 5, 20), date(2026, 11, 25)) == 6 + Decimal("0.161290323")
    assert months_between(date(2026, 11, 19), date(2026, 11, 20)) < Decimal("0.04")


def test_days_weeks_and_years() -> None:
    event, reference = PartialDate.parse("2024-11-20"), PartialDate.parse("2026-11-20")
    assert days_since(event, reference).low == days_since(event, reference).high == 730
    assert weeks_since(PartialDate.parse("2026-08-28"), reference).low == 12
    assert years_since(event, reference).low == 2
    assert years_since(PartialDate.parse("2024-11-19"), reference).low > 2  # type: ignore[operator]


def test_nothing_lies_after_the_reference() -> None:
    reference = PartialDate.parse("2026-11-10")
    span = days_since(PartialDate.parse("2026-11"), reference)
    assert span == Span(Decimal(0), Decimal(9))
    assert months_since(PartialDate.parse("2026-12"), reference).high == 0


@given(
    st.sampled_from(["2026", "2026-05", "2025-11", "2026-02", "2024-02-29", "2025"]),
    st.sampled_from(["2026-11-20", "2026-11", "2026-08-31", "2027"]),
    st.sampled_from([days_since, weeks_since, months_since, years_since]),
)
def test_a_partial_date_gives_the_span_of_all_its_days(event: str, reference: str, since: object) -> None:
    when, now = PartialDate.parse(event), PartialDate.parse(reference)
    assert callable(since)
    span = since(when, now)
    all_days = [
        since(PartialDate.of(one), PartialDate.of(other))
        for one in every_day(when)
        for other in (now.first, now.last)
    ]
    assert span.low == min(single.low for single in all_days)
    assert span.high == max(single.high for single in all_days)


def every_day(when: PartialDate) -> list[date]:
    return [when.first + timedelta(days=n) for n in range((when.last - when.first).days + 1)]


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("1966-11-20", "2026-11-20", 60),
        ("1966-11-21", "2026-11-20", 59),
        ("2000-02-29", "2026-02-28", 25),
        ("2000-02-29", "2026-03-01", 26),
    ],
)
def test_completed_years(born: str, on: str, years: int) -> None:
    assert completed_years(date.fromisoformat(born), date.fromisoformat(on)) == years


def test_the_days_left_over_are_parts_of_31() -> None:
    # From 20 April to 10 June: one month back is 10 May, 20 days more; April has 30 days.
    assert months_between(date(2026, 4, 20), date(2026, 6, 10)) == rounded(1 + Decimal(20) / 31)
