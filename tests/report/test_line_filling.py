"""Lines hold all the text in order, none is wider than its room, and they end only where a line may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from cardecide.report.line_filling import Flow, SetLine
from cardecide.report.paragraph import Piece, paragraph
from cardecide.report.stretches import stretches
from cardecide.report.styles import BODY, GRAY, INK

SIZE = 8.0

PIECES = st.lists(
    st.tuples(st.text(alphabet="ab i W.,(）中文龘，（》é0 \u00a0", max_size=40), st.booleans()), max_size=6
)


def flow(*pieces: tuple[str, bool]) -> Flow:
    """One line of text with pieces in two weights."""
    made = Flow()
    for text, bold in pieces:
        for stretch in stretches(text, bold=bold):
            made.add(stretch, GRAY if bold else INK, bold)
    made.close()
    return made


def shown(lines: list[SetLine]) -> list[str]:
    """The text of each line."""
    return ["".join(run.text for run in line.runs) for line in lines]


def measured(line: SetLine) -> float:
    """The width of a line as the fonts themselves tell it."""
    return sum(float(pdfmetrics.getFont(run.font).stringWidth(run.text, SIZE)) for run in line.runs)


@given(PIECES, st.floats(min_value=1, max_value=300))
def test_nothing_is_lost_and_no_line_is_wider_than_its_room(
    pieces: list[tuple[str, bool]], width: float
) -> None:
    made = flow(*pieces)
    lines = list(made.lines(SIZE, width))
    text = "".join(text for text, _ in pieces)
    assert "".join(shown(lines)).replace(" ", "") == text.replace(" ", "")
    for line, said in zip(lines, shown(lines), strict=True):
        assert measured(line) <= width + 1e-3 or len(said) == 1
        assert line.width == pytest.approx(measured(line), abs=1e-6)


@given(PIECES)
def test_in_a_wide_room_there_is_one_line_with_single_spaces(pieces: list[tuple[str, bool]]) -> None:
    (line,) = flow(*pieces).lines(SIZE, 1e6)
    expected = " ".join(part for part in "".join(text for text, _ in pieces).split(" ") if part)
    assert "".join(run.text for run in line.runs) == expected


@given(PIECES, st.floats(min_value=60, max_value=300))
def test_closing_marks_begin_no_line_and_opening_ones_end_none(
    pieces: list[tuple[str, bool]], width: float
) -> None:
    made = flow(*pieces)
    if max((a - b for a, b in zip(made.after, made.before, strict=True)), default=0) * SIZE > width:
        return
    said = shown(list(made.lines(SIZE, width)))
    whole = shown(list(made.lines(SIZE, 1e6)))[0]
    place = 0
    for line in said[:-1]:
        place += len(line)
        if whole[place] == " ":
            place += 1
            continue
        assert whole[place] not in "，）》.,"
        assert line[-1] not in "（("


def test_a_bold_space_is_as_wide_as_it_is_printed() -> None:
    words = [
        ("US: ", True),
        ("All is met. ", False),
        ("EU: No approval was known up to then; check. TR:", True),
    ]
    (line,) = flow(*words).lines(SIZE, 1e6)
    assert line.width == pytest.approx(measured(line), abs=1e-6)
    made = flow(*words)
    assert len(list(made.lines(SIZE, line.width))) == 1
    assert len(list(made.lines(SIZE, line.width - 0.1))) == 2


def test_a_piece_that_begins_without_a_space_continues_the_word_before() -> None:
    made = paragraph(["see [3", Piece("]", bold=True), Piece(", then", color=GRAY)], BODY)
    width, _ = made.wrap(26, 1000)
    said = shown(made._ready)
    assert said == ["see", "[3],", "then"]
    assert width == 26
