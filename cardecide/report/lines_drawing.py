"""The lines picture: which label permits after how many prior lines, with the patient's own column marked."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import LabelStatus, LinesPicture
from cardecide.report.chips import LOOKS
from cardecide.report.context import Context
from cardecide.report.fonts import text_width
from cardecide.report.grid import Cell, FullHeight, Grid, Row
from cardecide.report.headings import block
from cardecide.report.line import draw_line
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import COLUMN, GRAY, HEADING, INK, NOTE, SMALL

_COLUMN: Final = 25.0
_COLUMNS: Final = 225.0
_NAME: Final = 116.0


def lines_drawing(context: Context) -> list[Flowable]:
    """A row for each product and the jurisdictions that say the same, a column for each number of lines."""
    picture, words = context.result.lines_picture, context.words
    if picture is None or not picture.rows or not picture.lines:
        return []
    patient = _patient_columns(picture)
    head = Row(
        (
            (),
            (),
            *((LineNumber(n, n in patient),) for n in picture.lines),
            (paragraph(words("lines.first"), COLUMN),),
        ),
        rule=None,
        padding=0,
    )
    rows, never, named = [], [], ""
    for id_, places, statuses, first in _merged(picture):
        product = context.product_name(id_)
        if all(status == "not_approved" for status in statuses):
            never.append(f"{product} ({words.listed(places)})")
            continue
        cells: list[Cell] = [
            (StatusMark(status, number in patient),)
            for number, status in zip(picture.lines, statuses, strict=False)
        ]
        cells += [()] * (len(picture.lines) - len(cells))
        first_text = str(first) if first is not None else "–"
        rows.append(
            Row(
                (
                    (paragraph([Piece(product if product != named else "", bold=True)], SMALL),),
                    (paragraph(words.listed(places), SMALL),),
                    *cells,
                    (paragraph(first_text, SMALL),),
                ),
                padding=0.6,
            )
        )
        named = product
    column = min(_COLUMN, _COLUMNS / len(picture.lines))
    widths = (_NAME, 100.0, *(column for _ in picture.lines), None)
    title = block(((paragraph(words("lines.title"), HEADING),),), (len(widths),))
    flowables: list[Flowable] = [Grid(rows, widths, head=head, title=[title], space_after=1)] if rows else []
    legend: Line = []
    if rows:
        legend = [Piece(f"{LOOKS[one].symbol}\u00a0{words.status(one)}{GAP}") for one in _STATUSES]
        legend.append(Piece(words("lines.legend"), color=GRAY))
    counted = context.result.facts.get("prior_lines")
    if counted:
        legend.append(Piece(f" {counted.label}{words('colon')}{counted.display}.", bold=True, color=INK))
    flowables.append(paragraph(legend, NOTE))
    if never:
        flowables.append(paragraph([Piece(words("lines.never"), bold=True), context.joined(never)], NOTE))
    return flowables


_STATUSES: Final = ("on_label", "undetermined", "off_label")


def _patient_columns(picture: LinesPicture) -> frozenset[int]:
    if picture.low is None and picture.high is None:
        return frozenset()
    low = picture.low if picture.low is not None else min(picture.lines)
    high = picture.high if picture.high is not None else max(picture.lines)
    return frozenset(n for n in picture.lines if low <= n <= high)


def _merged(
    picture: LinesPicture,
) -> Sequence[tuple[str, list[str], list[LabelStatus], int | None]]:
    """Rows of one product with the same statuses share one."""
    groups: dict[tuple[str, tuple[str, ...]], tuple[str, list[str], list[LabelStatus], int | None]] = {}
    for row in picture.rows:
        key = (row.product, tuple(row.statuses))
        found = groups.setdefault(key, (row.product, [], list(row.statuses), row.first))
        if row.jurisdiction not in found[1]:
            found[1].append(row.jurisdiction)
    return list(groups.values())


class LineNumber(FullHeight):
    """The head of a column: a number of prior lines; the patient's own stands on a dark ground."""

    def __init__(self, number: int, patient: bool) -> None:
        super().__init__()
        self._number, self._patient = number, patient
        self.height = 10.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw the number."""
        canvas, text = self.canv, str(self._number)
        if self._patient:
            canvas.setFillColor(INK)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        x = (self.width - text_width(text, 7, bold=True)) / 2
        color = LOOKS["on_label"].text if self._patient else GRAY
        draw_line(canvas, x, 2.6, text, 7, bold=True, color=color)


class StatusMark(FullHeight):
    """A status as a small box with its symbol; the patient's columns have a dark edge on both sides."""

    def __init__(self, status: str, patient: bool) -> None:
        super().__init__()
        self._look, self._patient = LOOKS[status], patient
        self.height = 10.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw box, symbol and edges."""
        canvas, look = self.canv, self._look
        canvas.saveState()
        canvas.setFillColor(look.fill)
        canvas.setStrokeColor(look.frame)
        canvas.setLineWidth(0.6)
        if look.dashed:
            canvas.setDash(1.6, 1.2)
        canvas.rect(2, 1, self.width - 4, self.height - 2, stroke=1, fill=1)
        canvas.restoreState()
        x = (self.width - text_width(look.symbol, 6.8, bold=True)) / 2
        draw_line(canvas, x, 2.7, look.symbol, 6.8, bold=True, color=look.text)
        if self._patient:
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.9)
            for edge in (0.0, self.width):
                canvas.line(edge, -self.below, edge, self.height + self.above)
