"""What to prepare or to think of before the infusion, and for which products."""

from reportlab.platypus import Flowable

from cardecide.assessment.result import Preparation
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import NOTE, SMALL


def preparation_table(context: Context) -> list[Flowable]:
    """A row for each item that applies; those that may apply are gathered in one paragraph."""
    words, items = context.words, context.result.preparation
    rows = [_row(context, item) for item in items if item.applies == "yes"]
    head = columns(words("column-preparation"), words("column-products"), words("column-source"))
    possible = [item for item in items if item.applies != "yes"]
    if possible:
        line: Line = [Piece(f"? {words('applies-unknown')} ({len(possible)}){words('colon')}", bold=True)]
        for index, item in enumerate(possible):
            line.append((words("item-separator") if index else "") + item.text.rstrip(".。"))
            line.append(f" {context.references.mark(item.source)}")
        rows.append(Row(((paragraph(line, SMALL),),), (3,), padding=1.5))
    return [Grid(rows, (None, 110, 66), head=head)] if rows else []


def _row(context: Context, item: Preparation) -> Row:
    text = [paragraph(item.text, SMALL)]
    if item.action:
        text.append(paragraph(f"→ {item.action}", NOTE))
    products = paragraph(context.words.listed(item.products) or "–", SMALL)
    source = paragraph(context.references.mark_with_place(item.source) or "–", SMALL)
    return Row((tuple(text), (products,), (source,)), padding=1.5)
