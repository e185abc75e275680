"""Text tables: every row is either read or set aside with its number."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.cohort.tables.delimited import delimiter_of, read_rows
from cardecide.language.messages import say
from cardecide.reading.problem import InputError


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (("id", "Hb", "note"), ("1", "9", "x"), ("2", "8", "y")))
    assert delimiter_of(text, file="t") == sign


def test_decimal_commas_do_not_make_a_comma_table() -> None:
    assert delimiter_of("id;Hb;Plt\n1;9,8;120\n2;10,4;88\n", file="t") == ";"


def test_two_signs_that_do_equally_well_are_asked_about() -> None:
    with pytest.raises(InputError, match="comma and semicolon"):
        delimiter_of("a,b;c\n1,2;3\n", file="t")


def test_rows_carry_the_number_of_their_line() -> None:
    rows = read_rows('id,note\n1,"two\nlines"\n\n2,x\n', ",", file="t")
    assert rows.numbers == [2, 5]
    assert rows.cells == [["1", "two\nlines"], ["2", "x"]]
    assert rows.blank == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("3,only two", "2 cells where the table has 3"),
        ("3,a,b,c", "4 cells where the table has 3"),
        ('3,"open,b', "not closed"),
        ('3,"a"b,c', "not closed"),
        ("3,\x00,c", "control characters"),
        ("3,\udcfc,c", "bytes"),
    ],
)
def test_a_broken_row_is_set_aside_and_takes_no_other_with_it(line: str, reason: str) -> None:
    rows = read_rows(f"id,x,y\n1,a,b\n{line}\n4,c,d\n5,e,f\n", ",", file="t")
    assert [cells[0] for cells in rows.cells] == ["1", "4", "5"]
    assert rows.numbers == [2, 4, 5]
    (broken,) = rows.broken
    assert broken.row == 3
    assert reason in say(broken.problems[0].said, "en")


def test_two_stray_marks_do_not_join_into_one_row_of_the_right_width() -> None:
    rows = read_rows('a,b,c\n1,"x,3\n2,"y,4\n5,z,6\n', ",", file="t")
    assert [cells[0] for cells in rows.cells] == ["5"]
    assert [one.row for one in rows.broken] == [2, 3]


def test_a_mark_that_closes_lines_later_swallows_no_good_row() -> None:
    rows = read_rows('a,b\n1,"x\n2,y\n3,z",\n4,w\n', ",", file="t")
    assert [cells[0] for cells in rows.cells] == ["2", "4"]
    assert [one.row for one in rows.broken] == [2, 4]


def test_what_stood_in_a_broken_row_is_kept() -> None:
    rows = read_rows("a,b\n1,caf\udce9,x\n", ",", file="t")
    assert rows.broken[0].cells == ("1", "caf[0xE9]", "x")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(InputError, match="empty"):
        read_rows("\n\n", ",", file="t")


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
_CELLS = st.one_of(_CELL, _CELL.map(lambda text: f'{text}"\n,;{text}'))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=8))
def test_a_table_that_was_written_is_read_back_whole(written: list[tuple[str, str, str]]) -> None:
    output = io.StringIO(newline="")
    csv.writer(output).writerows([("a", "b", "c"), *written])
    rows = read_rows(output.getvalue(), ",", file="t")
    kept = [list(row) for row in written if any(cell.strip() for cell in row)]
    assert rows.cells == kept
    assert not rows.broken


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('ab1,"\n'), max_size=60))
def test_no_line_of_any_text_is_lost(text: str) -> None:
    rows = read_rows("x,y\n" + text, ",", file="t")
    lines = [line for line in ("x,y\n" + text).split("\n")[1:] if line.strip(' ,"')]
    seen = len(rows.cells) + len(rows.broken)
    joined = sum(cell.count("\n") for row in rows.cells for cell in row)
    assert seen + joined + rows.blank >= len(lines)
