"""A table that never clips: rows of paragraphs that break between rows, and inside a row that is too tall.

reportlab's own table refuses a row taller than the page; a case may hold a note of any length.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from cardecide.report.paragraph import Paragraph
from cardecide.report.strokes import draw_rule, draw_tint
from cardecide.report.structure import structure_of
from cardecide.report.styles import RULE

Cell = tuple[Flowable, ...]

_TALL: Final = 170.0
"""Points from which a row may be broken inside; any shorter one fits on a fresh page."""

_KEPT_AT_MOST: Final = 450.0
"""Points up to which a heading is kept with what it heads."""

_WORTH_FILLING: Final = 40.0

SMALL_TABLE: Final = 180.0
"""Points up to which a table is better moved to the next page as a whole than parted."""

_ROWS_LEFT: Final = 3
"""Rows from which one may be given to the next page."""

_UNBOUNDED: Final = 1e7
_GUTTER: Final = 5.0


class FullHeight(Flowable):
    """A drawing that continues from row to row: it is told how far its row reaches beyond it, in points."""

    above = 0.0
    below = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of flowables, from the left. ``spans`` says how many columns each takes; one each by default.

    ``keep`` holds the row together with the next one, as a heading with what it heads.
    """

    cells: tuple[Cell, ...]
    spans: tuple[int, ...] = ()
    fill: Color | None = None
    rule: Color | None = RULE
    rule_width: float = 0.4
    padding: float = 2.0
    keep: bool = False


class Grid(Flowable):
    """Rows under column heads that are repeated on every page; widths in points, one None takes the rest.

    A table of at most ``together`` points is not parted.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float | None],
        *,
        head: Row | None = None,
        title: Sequence[Row] = (),
        space_after: float = 6.0,
        together: float = 0.0,
    ) -> None:
        super().__init__()
        self._title = [_kept(row) for row in title]
        self._head = _kept(head) if head else None
        self._body = list(rows)
        self._rows = [*self._title, *([self._head] if self._head else []), *self._body]
        self._widths = tuple(widths)
        self._head_place = len(title) if head else None
        self._space_after = space_after
        self._together = together
        self._columns: list[float] = []
        self._heights: list[float] = []
        self._measured: dict[int, float] = {}
        self.hAlign = "LEFT"

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        return self._space_after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        if self.width != width or not self._columns:
            taken = sum(w for w in self._widths if w is not None)
            self._columns = [width - taken if w is None else w for w in self._widths]
            self._heights = [self._row_height(row) for row in self._rows]
            self._measured = {id(row): h for row, h in zip(self._rows, self._heights, strict=True)}
            self.width = width
        self.height = sum(self._heights)
        return width, self.height

    def kept_height(self, width: float) -> float:
        """The height in points below which it moves to the next page as a whole; 0 where it may be parted."""
        _, height = self.wrap(width, _UNBOUNDED)
        return height if height <= self._together else 0.0

    def split(self, width: float, height: float) -> list[Flowable]:
        """This page's part and the rest, or nothing where it should begin on the next page."""
        self.wrap(width, height)
        count, used = self._fitting(height)
        if count == len(self._rows):
            return [self]
        left = height - used
        if self._heights[count] > _TALL and left > _WORTH_FILLING:
            parts = self._split_row(count, left)
            if parts:
                return [self._before(count, parts[0]), self._after(count + 1, parts[1])]
        kept = self._without_lone_row(count)
        while kept and self._rows[kept - 1].keep:
            kept -= 1
        if not kept and sum(self._heights[:count]) + min(self._heights[count], _TALL) > _KEPT_AT_MOST:
            # Headings too tall to go together to any page are broken like other rows.
            kept = count
        return [self._before(kept), self._after(kept)] if kept else []

    def _without_lone_row(self, count: int) -> int:
        """So many rows that no short one stands alone on either page, and a small table not on two."""
        if not count or self.height <= self._together:
            return 0
        heads = len(self._rows) - len(self._body)
        if len(self._body) <= _ROWS_LEFT or max(self._heights[count - 1 : count + 1]) >= _TALL:
            return count
        if self._head and count - heads == 1:
            return 0
        if len(self._rows) - count == 1:
            self._keep_with_next(count - 1)
            return count - 1
        return count

    def _keep_with_next(self, place: int) -> None:
        """Hold a row to the one after it: else it would find room on the page that it is to leave."""
        row = _kept(self._rows[place])
        self._rows[place] = self._body[place - len(self._rows) + len(self._body)] = row
        self._measured[id(row)] = self._heights[place]

    def draw(self) -> None:
        """Draw the rows from the top."""
        top = self.height
        structure = structure_of(self.canv)
        head = self._head_place if structure else None
        with ExitStack() as opened:
            for place, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
                if structure is None or head is None or place < head:
                    self._draw_row(self.canv, row, top, height)
                else:
                    if place == head:
                        opened.enter_context(structure.element("Table"))
                    with structure.element("TR"):
                        tag = "TH" if place == head else "TD"
                        self._draw_row(self.canv, row, top, height, partial(structure.element, tag))
                top -= height

    def _fitting(self, height: float) -> tuple[int, float]:
        used = 0.0
        for count, row_height in enumerate(self._heights):
            if used + row_height > height + 1e-6:
                return count, used
            used += row_height
        return len(self._rows), used

    def _before(self, index: int, begun: Row | None = None) -> "Grid":
        """The rows before ``index``, and the first part of the row that was broken."""
        rows = [*self._rows[:index], *([begun] if begun else [])]
        part = Grid(rows, self._widths, space_after=self._space_after)
        part._head_place = self._head_place
        return self._measured_alike(part)

    def _after(self, index: int, begun: Row | None = None) -> "Grid":
        """The rest of the row that was broken, and the rows from ``index``, under the column heads."""
        first = [begun] if begun else []
        title: list[Row] = []
        if index <= len(self._title):
            title = [*first, *self._title[index:]]
            body = self._body
        else:
            heads = len(self._rows) - len(self._body)
            body = [*first, *self._body[max(index - heads, 0) :]]
        # Column heads taller than a row would leave no page room for rows.
        short = self._head is not None and self._measured.get(id(self._head), 0.0) <= _TALL
        head = self._head if short or title else None
        rest = Grid(body, self._widths, head=head, title=title, space_after=self._space_after)
        return self._measured_alike(rest)

    def _measured_alike(self, part: "Grid") -> "Grid":
        """``part`` with the heights measured here: at the same width its rows need no second measuring."""
        part._columns, part.width = self._columns, self.width
        part._heights = [self._measured.get(id(row)) or part._row_height(row) for row in part._rows]
        part._measured = {id(row): h for row, h in zip(part._rows, part._heights, strict=True)}
        return part

    def _places(self, row: Row) -> list[tuple[float, float]]:
        """The left edge and the width of each cell's content."""
        places, column, left = [], 0, 0.0
        for span in row.spans or (1,) * len(row.cells):
            width = sum(self._columns[column : column + span])
            places.append((left, width - (_GUTTER if column + span < len(self._columns) else 0)))
            column, left = column + span, left + width
        return places

    def _row_height(self, row: Row) -> float:
        places = self._places(row)
        inset = _inset(row)
        tallest = max(
            (
                _cell_height(cell, width - 2 * inset)
                for cell, (_, width) in zip(row.cells, places, strict=True)
            ),
            default=0.0,
        )
        return tallest + 2 * row.padding

    def _split_row(self, index: int, height: float) -> tuple[Row, Row] | None:
        row = self._rows[index]
        inset = _inset(row)
        halves = [
            _split_cell(cell, width - 2 * inset, height - 2 * row.padding)
            for cell, (_, width) in zip(row.cells, self._places(row), strict=True)
        ]
        first, second = tuple(h[0] for h in halves), tuple(h[1] for h in halves)
        if not any(first) or not any(second):
            return None
        return replace(row, cells=first, keep=False), replace(row, cells=second, rule=None)

    def _draw_row(
        self,
        canvas: Canvas,
        row: Row,
        top: float,
        height: float,
        cell_of: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Draw one row; ``cell_of`` opens what each of its cells is in a tagged PDF."""
        if row.fill:
            draw_tint(canvas, top - height, self.width, height, row.fill)
        if row.rule:
            draw_rule(canvas, top, self.width, row.rule, row.rule_width)
        inset = _inset(row)
        for cell, (left, _) in zip(row.cells, self._places(row), strict=True):
            with cell_of():
                _draw_cell(canvas, cell, row.padding, left + inset, top, height)


def _draw_cell(canvas: Canvas, cell: Cell, padding: float, left: float, top: float, height: float) -> None:
    y = top - padding
    for flowable in cell:
        # Its height is that of the last wrap, which was at this width.
        y -= flowable.height
        if isinstance(flowable, FullHeight):
            flowable.above, flowable.below = padding, y - (top - height)
        if isinstance(flowable, Paragraph):
            # Straight onto the page: a graphics state of its own would double its bytes and time.
            flowable.draw_at(canvas, left, y)
        else:
            flowable.drawOn(canvas, left, y)


def _kept(row: Row) -> Row:
    return row if row.keep else replace(row, keep=True)


def _inset(row: Row) -> float:
    """Text on a tinted row keeps away from the tint's edge."""
    return 4.0 if row.fill else 0.0


def _cell_height(cell: Cell, width: float) -> float:
    return sum(flowable.wrap(width, _UNBOUNDED)[1] for flowable in cell)


def _split_cell(cell: Cell, width: float, height: float) -> tuple[Cell, Cell]:
    for index, flowable in enumerate(cell):
        _, taken = flowable.wrap(width, _UNBOUNDED)
        if taken > height:
            parts = flowable.split(width, height)
            if len(parts) == 2:
                return (*cell[:index], parts[0]), (parts[1], *cell[index + 1 :])
            return cell[:index], cell[index:]
        height -= taken
    return cell, ()
