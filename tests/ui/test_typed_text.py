"""Numbers and dates as people type them."""

from decimal import Decimal

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.language.printed_units import printed_unit
from cardecide_ui.fields.date_text import DateTextError, read_date, show_date
from cardecide_ui.fields.number_text import NumberTextError, read_number, split_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("0,950", "0.950"),
        ("1.500", "1.500"),
        ("1500", "1500"),
        (".5", "0.5"),
        ("-3", "-3"),
        (" 12 ", "12"),
    ],
)
def test_one_mark_is_the_decimal_mark(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,500", "12,345", "1.500.000", "1,500.5", "1 500", "1'500", "1.500,5"])
def test_grouping_is_refused(text: str) -> None:
    with pytest.raises(NumberTextError, match="grouping"):
        read_number(text)


@pytest.mark.parametrize("text", ["", "x", "1.", "1e3", "--1", "NaN", "1.2.3", "inf"])
def test_other_text_is_no_number(text: str) -> None:
    with pytest.raises(NumberTextError, match="number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("950 /µL", ("950", "/µL")),
        ("0.95x10^9/L", ("0.95", "x10^9/L")),
        ("71umol/L", ("71", "umol/L")),
        ("12", ("12", "")),
        ("58 %", ("58", "%")),
    ],
)
def test_a_unit_may_follow_the_number(text: str, parts: tuple[str, str]) -> None:
    assert split_unit(text) == parts


def test_units_for_the_eye() -> None:
    assert printed_unit("10^9/L") == "× 10⁹/L"
    assert printed_unit("umol/L") == "µmol/L"
    assert printed_unit("1") == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", PartialDate(2023)),
        ("3/2023", PartialDate(2023, 3)),
        ("03.2023", PartialDate(2023, 3)),
        ("2023-03", PartialDate(2023, 3)),
        ("Mar 2023", PartialDate(2023, 3)),
        ("MARCH 2023", PartialDate(2023, 3)),
        ("Sept 2023", PartialDate(2023, 9)),
        ("15 Mar 2023", PartialDate(2023, 3, 15)),
        ("March 15, 2023", PartialDate(2023, 3, 15)),
        ("15.03.2023", PartialDate(2023, 3, 15)),
        ("15/3/2023", PartialDate(2023, 3, 15)),
        ("3/15/2023", PartialDate(2023, 3, 15)),
        ("4/4/2023", PartialDate(2023, 4, 4)),
        ("2023-03-15", PartialDate(2023, 3, 15)),
        ("15 Ağu 2023", PartialDate(2023, 8, 15)),
        ("nisan 2023", PartialDate(2023, 4)),
        ("NİSAN 2023", PartialDate(2023, 4)),
        ("2023年3月", PartialDate(2023, 3)),
        ("2023年3月15日", PartialDate(2023, 3, 15)),
    ],
)
def test_dates_are_typed_naturally(text: str, date: PartialDate) -> None:
    assert read_date(text) == date


def test_day_and_month_are_never_guessed() -> None:
    with pytest.raises(DateTextError, match="order"):
        read_date("3/4/2023")


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Feb 2023", "13/2023", "2023-00", "99", "2023-02-30", "15 Foo 2023"]
)
def test_other_text_is_no_date(text: str) -> None:
    with pytest.raises(DateTextError, match="date"):
        read_date(text)


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("month", range(1, 13))
def test_what_is_shown_can_be_read_again(language: str, month: int) -> None:
    for date in (PartialDate(2023), PartialDate(2023, month), PartialDate(2023, month, 28)):
        assert read_date(show_date(date, language)) == date  # type: ignore[arg-type]


def test_the_month_is_a_word() -> None:
    assert show_date(PartialDate(2023, 3, 15), "en") == "15 Mar 2023"
    assert show_date(PartialDate(2023, 3), "tr") == "Mar 2023"
    assert show_date(PartialDate(2023, 3, 15), "zh") == "2023年3月15日"
