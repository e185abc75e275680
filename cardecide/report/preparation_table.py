"""What to prepare or to think of before the infusion, and for which products."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cardecide.assessment.result import Preparation
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.listing import listed_under
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SECTION, SMALL, Style


def preparation_table(context: Context) -> list[Flowable]:
    """A row for each task that applies; what to keep in mind and what may apply are lists below."""
    words, items = context.words, context.result.preparation
    rows = [_row(context, item) for item in items if item.applies == "yes" and not item.background]
    head = columns(words("column-preparation"), words("column-products"), words("column-source"))
    flowables: list[Flowable] = [Grid(rows, (None, 110, 66), head=head)] if rows else []
    known = [item for item in items if item.applies == "yes" and item.background]
    possible = [item for item in items if item.applies != "yes" and not item.background]
    perhaps = [item for item in items if item.applies != "yes" and item.background]
    if known:
        flowables.extend(listed_under(words("keep-in-mind"), _told(context, known)))
    if possible:
        heading = f"? {words('applies-unknown')} ({len(possible)})"
        flowables.extend(listed_under(heading, _told(context, possible)))
    if perhaps:
        heading = f"? {words('keep-in-mind')}, {words('applies-unknown')} ({len(perhaps)})"
        flowables.extend(listed_under(heading, _told(context, perhaps)))
    return flowables


def preparation_in_short(
    context: Context, most: int, *, heading: Style = SECTION, more: str = "more-in-full"
) -> list[Flowable]:
    """The tasks that apply, in running text under a heading, at most so many; those that may are counted."""
    words, items = context.words, [item for item in context.result.preparation if not item.background]
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


def _told(context: Context, items: Sequence[Preparation]) -> list[Line]:
    return [[item.text.rstrip(".。"), f" {context.references.mark(item.source)}"] for item in items]


def _row(context: Context, item: Preparation) -> Row:
    text = [paragraph(item.text, SMALL)]
    if item.action:
        text.append(paragraph(f"→ {item.action}", NOTE))
    products = paragraph(context.words.listed(map(context.product_name, item.products)) or "–", SMALL)
    source = paragraph(context.references.mark_with_place(item.source) or "–", SMALL)
    return Row((tuple(text), (products,), (source,)), padding=1.5)
