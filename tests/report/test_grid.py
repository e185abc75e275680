"""Rows break between pages and inside a row that is too tall; headings stay with what they head."""

from reportlab.platypus import Flowable

from cardecide.report.grid import Grid, Row
from cardecide.report.paragraph import paragraph
from cardecide.report.styles import BODY

WIDTH = 200.0
LINE = BODY.leading


class Block(Flowable):
    """A thing of a fixed height that cannot be broken."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.height


def row(height: float, *, keep: bool = False) -> Row:
    """A row of exactly that height."""
    return Row(((Block(height),),), padding=0, keep=keep)


def heights(parts: list[Flowable]) -> list[float]:
    return [part.wrap(WIDTH, 1e6)[1] for part in parts]


def test_rows_that_fit_are_not_broken() -> None:
    grid = Grid([row(10), row(20)], (None,))
    assert grid.wrap(WIDTH, 100) == (WIDTH, 30)
    assert grid.split(WIDTH, 30) == [grid]


def test_a_break_falls_between_rows() -> None:
    assert heights(Grid([row(10), row(20), row(30)], (None,)).split(WIDTH, 59.9)) == [30, 30]
    assert heights(Grid([row(10), row(20), row(30)], (None,)).split(WIDTH, 60)) == [60]


def test_the_column_heads_are_repeated() -> None:
    grid = Grid([row(10), row(20)], (None,), head=row(5))
    assert heights(grid.split(WIDTH, 20)) == [15, 25]


def test_a_title_is_not_repeated() -> None:
    grid = Grid([row(10), row(20)], (None,), head=row(5), title=[row(7)])
    assert heights(grid.split(WIDTH, 25)) == [22, 25]


def test_a_title_never_stands_alone() -> None:
    grid = Grid([row(10)], (None,), head=row(5), title=[row(7)])
    assert grid.split(WIDTH, 15) == []


def test_kept_rows_go_together() -> None:
    grid = Grid([row(10), row(10, keep=True), row(10)], (None,))
    assert heights(grid.split(WIDTH, 25)) == [10, 20]


def test_a_first_row_that_does_not_fit_waits_for_the_next_page() -> None:
    assert Grid([row(100)], (None,)).split(WIDTH, 60) == []


def test_a_tall_row_is_broken_inside_and_loses_nothing() -> None:
    text = paragraph("word " * 800, BODY)
    grid = Grid([Row(((text,), (paragraph("side", BODY),)), padding=0)], (None, 50))
    _, whole = grid.wrap(WIDTH, 1e6)
    first, rest = grid.split(WIDTH, 300)
    assert first.wrap(WIDTH, 1e6)[1] <= 300
    assert first.wrap(WIDTH, 1e6)[1] + rest.wrap(WIDTH, 1e6)[1] == whole


def test_a_span_takes_the_width_of_its_columns() -> None:
    wide, narrow = paragraph("x" * 30, BODY), paragraph("x" * 30, BODY)
    Grid([Row(((wide,),), (2,)), Row(((narrow,), ()))], (60, None)).wrap(WIDTH, 1e6)
    assert wide.height == LINE
    assert narrow.height > LINE


def test_headings_too_tall_for_any_page_are_broken_apart() -> None:
    grid = Grid([row(50)], (None,), head=row(5), title=[row(160), row(160), row(160)])
    assert heights(grid.split(WIDTH, 400)) == [320, 215]


def test_a_break_above_the_column_heads_leaves_them_once() -> None:
    grid = Grid([row(50), row(60)], (None,), head=row(5), title=[row(160), row(160), row(160)])
    _, rest = grid.split(WIDTH, 400)
    assert heights(rest.split(WIDTH, 230)) == [215, 65]


def test_no_short_row_stands_alone_on_either_page() -> None:
    grid = Grid([row(10) for _ in range(5)], (None,), head=row(5))
    parts = grid.split(WIDTH, 46)
    assert heights(parts) == [35, 25]
    # What is left of the page would hold the heads and one row; they go on to the next page all the same.
    assert parts[1].split(WIDTH, 17) == []
    assert Grid([row(10) for _ in range(5)], (None,), head=row(5)).split(WIDTH, 15) == []
    assert heights(Grid([row(10) for _ in range(5)], (None,), head=row(5)).split(WIDTH, 25)) == [25, 35]


def test_a_small_table_is_not_parted() -> None:
    rows = [row(10) for _ in range(5)]
    assert Grid(rows, (None,), together=60).split(WIDTH, 30) == []
    assert heights(Grid(rows, (None,), together=49).split(WIDTH, 30)) == [30, 20]
    assert Grid(rows, (None,), together=60).kept_height(WIDTH) == 50
    assert Grid(rows, (None,), together=49).kept_height(WIDTH) == 0
