"""What may be given instead of or after CAR-T: whether its labels permit it here; never ranked."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cardecide.assessment.result import Alternative, SafetyItem
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.criteria_tables import in_short, merged
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.label_lines import label_lines
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.safety_lines import item_lines, shared_items
from cardecide.report.styles import GRAY, NOTE, SMALL

_WIDTHS = (92.0, 78.0, None)


def alternatives_table(context: Context) -> list[Flowable]:
    """A row for each status of each alternative, and its safety items where it may be given."""
    words, result = context.words, context.result
    rows: list[Row] = []
    shared = shared_items([one for one in result.alternatives if _may_be_given(one) and one.safety.items])
    for one in result.alternatives:
        rows.extend(_rows(context, one, shared))
    if shared:
        heading = paragraph([Piece(words("every-alternative"), bold=True)], SMALL)
        rows.append(Row(((heading,), item_lines(context, shared, style=SMALL)), (2, 1), padding=1.0))
    flowables: list[Flowable] = [paragraph(words("alternatives-note"), NOTE)] if rows else []
    if rows:
        flowables.append(Grid(rows, _WIDTHS, space_after=3))
    gaps = [
        f"{one.name} ({words.listed(one.jurisdictions)})"
        for one in result.no_data
        if not context.is_cell_product(one.product)
    ]
    gaps += [f"{one.name} ({words.listed(one.no_data)})" for one in result.alternatives if one.no_data]
    if gaps:
        line: Line = [Piece(f"{words('no-data')}{words('colon')}", bold=True), context.joined(gaps)]
        line.append(Piece(f" {words('no-label-data')}", color=GRAY))
        flowables.append(paragraph(line, SMALL))
    return flowables


def alternative_criteria(context: Context) -> list[Flowable]:
    """The criteria of the alternatives' labels, for the appendix."""
    flowables: list[Flowable] = []
    for one in context.result.alternatives:
        standings = merged(one.labels)
        if standings:
            flowables.extend(in_short(context, [one.name], standings))
    return flowables


def _may_be_given(one: Alternative) -> bool:
    return any(label.status in ("on_label", "undetermined") for label in one.labels)


def _rows(context: Context, one: Alternative, shared: Sequence[SafetyItem]) -> list[Row]:
    rows = []
    for index, (_, chip, text) in enumerate(label_lines(context, one, name_places=True, quiet=True)):
        name: Cell = (paragraph([Piece(one.name, bold=True)], SMALL),) if not index else ()
        rows.append(Row((name, (chip,), (text,)), padding=1.0))
    own = [item for item in one.safety.items if all(item.text != other.text for other in shared)]
    if _may_be_given(one) and own:
        chip = Chip(one.safety.status, context.words.status(one.safety.status))
        rows.append(Row(((), (chip,), item_lines(context, own, style=SMALL)), rule=None, padding=1.0))
    return rows
