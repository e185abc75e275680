"""A text goes into the editor and comes out as it was; places are counted as the core and Qt do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from cardecide.authoring import from_utf16, to_utf16
from cardecide_ui.rules_page.diff.diff_rows import diff_rows
from cardecide_ui.rules_page.editor.plain_document import PlainDocument, differing
from cardecide_ui.rules_page.editor.positions import Positions

_SIGNS = st.text(alphabet="ab\n \u00a0é中𝒳😀#:", max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "a: 1",
        "no\u00a0break: \u202f1\n",
        "zh: 年龄≥18 岁\ntr: Yaş en az 18 İ ı ş\n",
        "astral: 𝒳 😀\n",
        "a: 1\r\nb: 2\r\n",
        "mixed: 1\r\nb: 2\n",
        "\ttab and trailing \n\n\n",
        "line\u2028separator\n",
    ],
)
def test_what_goes_in_comes_out(qapp: QApplication, text: str) -> None:
    document = PlainDocument(text)
    if text.count("\r\n") not in (0, text.count("\n")):
        text = text.replace("\r\n", "\n")  # mixed ends cannot be told apart once the lines are split
    assert document.file_text == text
    assert not document.isModified()


def test_replacing_is_one_step_to_undo(qapp: QApplication) -> None:
    document = PlainDocument("one 𝒳 two\nthree\n")
    document.replace_text("one 𝒳 2\nthree\n")
    assert document.text == "one 𝒳 2\nthree\n"
    document.undo()
    assert document.text == "one 𝒳 two\nthree\n"
    assert not document.isModified()


def test_several_replacements_count_from_the_text_before(qapp: QApplication) -> None:
    document = PlainDocument("a😀b😀c")
    document.apply([(0, 1, "xx"), (2, 3, ""), (4, 5, "y")])
    assert document.text == "xx😀😀y"
    document.undo()
    assert document.text == "a😀b😀c"


@settings(max_examples=150, deadline=None)
@given(_SIGNS)
def test_places_are_counted_as_the_core_does(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        assert positions.to_position(offset) == to_utf16(text, offset)
        assert positions.to_offset(to_utf16(text, offset)) == offset
    for position in range(to_utf16(text, len(text)) + 1):
        assert positions.to_offset(position) == from_utf16(text, position)


@settings(max_examples=200, deadline=None)
@given(_SIGNS, _SIGNS)
def test_what_differs_is_all_that_differs(old: str, new: str) -> None:
    start, old_end, new_end = differing(old, new)
    assert old[:start] == new[:start]
    assert old[old_end:] == new[new_end:]
    assert old[:start] + new[start:new_end] + old[old_end:] == new


@settings(max_examples=150, deadline=None)
@given(_SIGNS, _SIGNS)
def test_two_texts_can_be_read_off_their_rows(old: str, new: str) -> None:
    rows = diff_rows(old, new, around=-1)
    assert "\n".join(row.old for row in rows if row.old_number) == old
    assert "\n".join(row.new for row in rows if row.new_number) == new
    assert [row.old_number for row in rows if row.old_number] == list(range(1, old.count("\n") + 2))
    assert all(row.old == row.new for row in rows if row.kind == "equal")
    assert all(row.old != row.new for row in rows if row.kind == "changed")


def test_equal_lines_far_from_a_change_are_skipped_and_counted() -> None:
    old = "\n".join(str(number) for number in range(100))
    rows = diff_rows(old, old.replace("\n50\n", "\nfifty\n"))
    assert [row.kind for row in rows] == ["skipped", *["equal"] * 3, "changed", *["equal"] * 3, "skipped"]
    assert (rows[0].count, rows[-1].count) == (47, 46)
    assert (rows[4].old, rows[4].new, rows[4].old_number) == ("50", "fifty", 51)
    assert diff_rows(old, old) == [rows[0].__class__("skipped", count=100)]
