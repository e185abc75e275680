"""What to prepare or to think of before the infusion, and for which products."""

from reportlab.platypus import Flowable

from cardecide.assessment.result import Preparation
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.listing import listed_under
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SECTION, SMALL, Style


def preparation_table(context: Context) -> list[Flowable]:
    """A row for each item that applies; those that may apply are gathered in one paragraph."""
    words, items = context.words, context.result.preparation
    rows = [_row(context, item) for item in items if item.applies == "yes"]
    head = columns(words("column-preparation"), words("column-products"), words("column-source"))
    flowables: list[Flowable] = [Grid(rows, (None, 110, 66), head=head)] if rows else []
    possible = [item for item in items if item.applies != "yes"]
    if possible:
        told: list[Line] = [
            [item.text.rstrip(".。"), f" {context.references.mark(item.source)}"] for item in possible
        ]
        flowables.extend(listed_under(f"? {words('applies-unknown')} ({len(possible)})", told))
    return flowables


def preparation_in_short(
    context: Context, most: int, *, heading: Style = SECTION, more: str = "more-in-full"
) -> list[Flowable]:
    """What applies, in running text under its heading, at most so many; what may apply is counted."""
    words, items = context.words, context.result.preparation
    applying = [item for item in items if item.applies == "yes"]
    line: Line = []
    for index, item in enumerate(applying[:most]):
        line.append((words("item-separator") if index else "") + item.text.rstrip(".。"))
        if item.action:
            line.append(Piece(f" → {item.action.rstrip('.。')}", color=GRAY))
        line.append(f" {context.references.mark(item.source)}".rstrip())
    rest, possible = max(len(applying) - most, 0), len(items) - len(applying)
    told = [words("more-apply", n=rest)] if rest else []
    told += [words("may-apply", n=possible)] if possible else []
    if told:
        lead = words("item-separator") if line else ""
        line.append(Piece(f"{lead}{words.listed(told)}{words(more)}", color=GRAY))
    return [paragraph(words("preparation"), heading), paragraph(line, SMALL)] if line else []


def _row(context: Context, item: Preparation) -> Row:
    text = [paragraph(item.text, SMALL)]
    if item.action:
        text.append(paragraph(f"→ {item.action}", NOTE))
    products = paragraph(context.words.listed(map(context.product_name, item.products)) or "–", SMALL)
    source = paragraph(context.references.mark_with_place(item.source) or "–", SMALL)
    return Row((tuple(text), (products,), (source,)), padding=1.5)
