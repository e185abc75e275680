"""Holds, open questions and cautions of all products, each said once with the products it concerns."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import ProductResult, SafetyItem
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SMALL, STRONG

_WIDTHS: Final = (66.0, None, 92.0, 70.0)
_SYMBOLS: Final = {"hold": "■", "open": "?", "caution": "▲"}


def safety_table(context: Context) -> list[Flowable]:
    """The status of each product, then the items, holds first."""
    words = context.words
    products = [one for one in context.ranked_products if one.labels or one.safety.items]
    if not products:
        return []
    statuses = [_status_row(context, one) for one in products]
    found: dict[tuple[str, str], tuple[SafetyItem, list[str]]] = {}
    for product in products:
        for item in product.safety.items:
            found.setdefault((item.kind, item.text), (item, []))[1].append(product.id)
    items = sorted(found.values(), key=lambda one: list(_SYMBOLS).index(one[0].kind))
    rows = [_item_row(context, item, ids, len(products)) for item, ids in items]
    names = ("column-kind", "column-what", "column-products", "column-source")
    head = columns(*(words(name) for name in names)) if rows else None
    return [Grid(statuses, _WIDTHS, space_after=3), *([Grid(rows, _WIDTHS, head=head)] if rows else [])]


def _status_row(context: Context, product: ProductResult) -> Row:
    safety = product.safety
    chip = Chip(safety.status, context.words.status(safety.status))
    line: Line = [Piece(product.name, bold=True)]
    if safety.status == "clear" and not safety.items:
        line.append(Piece(f"{GAP}{context.words('no-safety-items')}", color=GRAY, bold=False))
    return Row(((chip,), (paragraph(line, STRONG),)), (1, 3), rule=None, padding=0.8)


def _item_row(context: Context, item: SafetyItem, products: list[str], of: int) -> Row:
    texts = [paragraph(item.text, SMALL)]
    if item.action:
        texts.append(paragraph(f"→ {item.action}", NOTE))
    if item.needs:
        needs = context.words.listed(dict.fromkeys(context.fact_label(need) for need in item.needs))
        texts.append(paragraph(f"{context.words('not-known')} {needs}", NOTE))
    kind = Piece(f"{_SYMBOLS[item.kind]} {context.words(item.kind)}", bold=True)
    source = context.references.mark_with_place(item.source) or "–"
    cells = (
        (paragraph([kind], SMALL),),
        tuple(texts),
        (paragraph(context.products(products, of=of), SMALL),),
        (paragraph(source, SMALL),),
    )
    return Row(cells, padding=1.2)
