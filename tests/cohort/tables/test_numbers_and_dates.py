"""Numbers and dates of cells. What can be read in two ways is not read."""

import pytest

from cardecide.cohort.tables.dates import Order, order_of, read_date
from cardecide.cohort.tables.numbers import CellError, Decimal, decimal_mark, read_number, read_whole


@pytest.mark.parametrize(
    ("cell", "decimal", "text", "sign", "unit"),
    [
        ("9.8", None, "9.8", "", ""),
        ("9,8", "comma", "9.8", "", ""),
        ("98 g/L", None, "98", "", "g/L"),
        ("9.8g/dL", "point", "9.8", "", "g/dL"),
        ("< 0.3", None, "0.3", "<", ""),
        ("≥2000 mg/L", None, "2000", ">=", "mg/L"),
        ("−1.5", None, "-1.5", "", ""),
        ("1.2e3", None, "1.2e3", "", ""),
        ("1,500", "comma", "1.500", "", ""),
    ],
)
def test_numbers(cell: str, decimal: Decimal | None, text: str, sign: str, unit: str) -> None:
    number = read_number(cell, decimal)
    assert (number.text, number.sign, number.unit) == (text, sign, unit)


@pytest.mark.parametrize(
    ("cell", "decimal", "why"),
    [
        ("9,8", None, "comma"),
        ("9,8", "point", "other-mark"),
        ("9.8", "comma", "other-mark"),
        ("1,500.5", None, "grouping"),
        ("1.500.000", None, "grouping"),
        ("about 9", None, "number"),
        ("", None, "number"),
    ],
)
def test_numbers_that_are_not_read(cell: str, decimal: Decimal | None, why: str) -> None:
    with pytest.raises(CellError) as error:
        read_number(cell, decimal)
    assert error.value.said.id == f"cohort.cell.{why}"


@pytest.mark.parametrize(
    ("cells", "mark", "asked"),
    [
        (["9,8", "10,4"], "comma", False),
        (["9.8", "10"], "point", False),
        (["10", "11"], None, False),
        (["1,500", "2,000"], None, True),
        (["1,500", "9,8"], "comma", False),
        (["0,125"], "comma", False),
        (["9.8", "9,8"], None, True),
    ],
)
def test_the_decimal_mark_a_column_shows(cells: list[str], mark: Decimal | None, asked: bool) -> None:
    assert decimal_mark(cells) == (mark, asked)


@pytest.mark.parametrize(("cell", "whole"), [("4", "4"), ("4.0", "4"), ("4-5", "4-5"), ("04", "4")])
def test_whole_numbers(cell: str, whole: str) -> None:
    assert read_whole(cell) == whole


@pytest.mark.parametrize("cell", ["4.5", "2024-05-04", "four", "3+", "-1", ""])
def test_what_is_no_whole_number(cell: str) -> None:
    with pytest.raises(CellError):
        read_whole(cell)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2023", None, "2023"),
        ("2023-07", None, "2023-07"),
        ("2023/7/3", None, "2023-07-03"),
        ("20230703", None, "2023-07-03"),
        ("2023-07-03 00:00:00", None, "2023-07-03"),
        ("2023年7月3日", None, "2023-07-03"),
        ("07/2023", None, "2023-07"),
        ("25.04.2023", None, "2023-04-25"),
        ("04/25/2023", None, "2023-04-25"),
        ("04/04/2023", None, "2023-04-04"),
        ("03/04/2023", "day first", "2023-04-03"),
        ("03/04/2023", "month first", "2023-03-04"),
        ("15 Mar 2023", None, "2023-03-15"),
        ("15 Nisan 2023", None, "2023-04-15"),
        ("NİSAN 2023", None, "2023-04"),
        ("March 5, 2023", None, "2023-03-05"),
    ],
)
def test_dates(cell: str, order: Order | None, day: str) -> None:
    assert read_date(cell, order) == day


@pytest.mark.parametrize(
    ("cell", "order", "why"),
    [
        ("03/04/2023", None, "date-order"),
        ("25/04/2023", "month first", "date"),
        ("04/25/2023", "day first", "date"),
        ("03/04/23", None, "date"),
        ("30.02.2023", None, "date"),
        ("soon", None, "date"),
        ("45021", None, "date"),
    ],
)
def test_dates_that_are_not_read(cell: str, order: Order | None, why: str) -> None:
    with pytest.raises(CellError) as error:
        read_date(cell, order)
    assert error.value.said.id == f"cohort.cell.{why}"


@pytest.mark.parametrize(
    ("cells", "order", "asked"),
    [
        (["03/04/2023", "25/04/2023"], "day first", False),
        (["03/04/2023", "04/25/2023"], "month first", False),
        (["25/04/2023", "04/25/2023"], None, True),
        (["03/04/2023"], None, True),
        (["04/04/2023", "2023-05"], None, False),
        (["2023-05-01"], None, False),
    ],
)
def test_the_order_that_a_column_shows(cells: list[str], order: Order | None, asked: bool) -> None:
    assert order_of(cells) == (order, asked)
