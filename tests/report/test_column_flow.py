"""Short texts in columns: nothing lost, nothing twice, in order, and never longer than the room."""

from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from cardecide.report.column_flow import ColumnFlow
from cardecide.report.paragraph import Paragraph, paragraph
from cardecide.report.styles import BODY

WIDTH = 200.0
LINE = BODY.leading


class Block(Flowable):
    """A thing of a fixed height with a name; it cannot be broken."""

    def __init__(self, name: int, height: float, *, heading: bool = False) -> None:
        super().__init__()
        self.name, self.height = name, height
        self.keepWithNext = int(heading)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.height


def columns(flow: ColumnFlow) -> list[list[int]]:
    """The names in each column."""
    return [[part.name for part in column if isinstance(part, Block)] for column in flow._filled]


def flow(*heights: float) -> ColumnFlow:
    return ColumnFlow([Block(n, height) for n, height in enumerate(heights)], gap=0, gutter=0)


def test_columns_are_about_equally_long_and_read_downward() -> None:
    made = flow(10, 10, 10, 10)
    assert made.wrap(WIDTH, 1000) == (WIDTH, 20)
    assert columns(made) == [[0, 1], [2, 3]]


def test_the_rest_goes_to_the_next_page() -> None:
    first, rest = flow(10, 10, 10, 10, 10, 10).split(WIDTH, 20)
    assert isinstance(first, ColumnFlow)
    assert isinstance(rest, ColumnFlow)
    assert columns(first) == [[0, 1], [2, 3]]
    rest.wrap(WIDTH, 1000)
    assert columns(rest) == [[4], [5]]


def test_nothing_is_begun_where_nothing_fits() -> None:
    assert flow(30, 30).split(WIDTH, 20) == []


def test_a_heading_does_not_end_a_column() -> None:
    parts = [Block(0, 10), Block(1, 8, heading=True), Block(2, 10), Block(3, 10)]
    first, rest = ColumnFlow(parts, gap=0, gutter=0).split(WIDTH, 19)
    assert isinstance(first, ColumnFlow)
    assert isinstance(rest, ColumnFlow)
    assert columns(first) == [[0], [1, 2]]


def test_a_text_longer_than_a_page_is_broken_and_printed_whole() -> None:
    words = [f"word{n:04}" for n in range(900)]
    parts: list[Flowable] = [ColumnFlow([paragraph(" ".join(words), BODY)])]
    lines: list[str] = []
    for _ in range(100):
        split = parts.pop().split(WIDTH, 18 * LINE)
        assert split
        first = split[0]
        assert isinstance(first, ColumnFlow)
        assert first.wrap(WIDTH, 1e6)[1] <= 18 * LINE
        for column in first._filled:
            for part in column:
                assert isinstance(part, Paragraph)
                lines.extend("".join(run.text for run in line.runs) for line in part._ready)
        if len(split) == 1:
            break
        parts.append(split[1])
    assert " ".join(lines).split() == words


@given(
    heights=st.lists(st.floats(1, 90), min_size=1, max_size=40),
    room=st.floats(90, 300),
    count=st.integers(1, 4),
)
def test_every_part_is_placed_once_and_in_order(heights: list[float], room: float, count: int) -> None:
    rest: list[Flowable] = [
        ColumnFlow([Block(n, h) for n, h in enumerate(heights)], columns=count, gap=0, gutter=4)
    ]
    placed: list[int] = []
    while rest:
        first, *rest = rest[0].split(WIDTH, room)
        assert isinstance(first, ColumnFlow)
        _, height = first.wrap(WIDTH, 1e6)
        assert height <= room + 1e-3
        placed.extend(name for column in columns(first) for name in column)
    assert placed == list(range(len(heights)))


def test_a_heading_takes_a_short_text_with_it_whole() -> None:
    parts = [Block(0, 30), Block(1, 8, heading=True), Block(2, 50), Block(3, 10)]
    first, rest = ColumnFlow(parts, gap=0, gutter=0, columns=1).split(WIDTH, 70)
    assert isinstance(first, ColumnFlow)
    assert isinstance(rest, ColumnFlow)
    assert columns(first) == [[0]]
    rest.wrap(WIDTH, 1000)
    assert columns(rest) == [[1, 2, 3]]


def test_the_foot_of_a_page_tears_no_text_apart() -> None:
    text = paragraph("word " * 200, BODY)
    text.wrap(WIDTH, 1000)
    assert text.height > 180
    flowing = ColumnFlow([text], gap=0, gutter=0, columns=1)
    assert flowing.split(WIDTH, 159) == []
    assert len(flowing.split(WIDTH, 161)) == 2
