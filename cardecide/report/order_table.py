"""How firm the order of the products is: under other weights, and under each policy side by side."""

from reportlab.platypus import Flowable

from cardecide.report.context import Context
from cardecide.report.grid import SMALL_TABLE, Cell, Grid, Row
from cardecide.report.headings import columns
from cardecide.report.label_lines import is_available
from cardecide.report.line import fitted
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.product_card import has_score
from cardecide.report.score_drawing import interval
from cardecide.report.styles import COLUMN, GRAY, NOTE, SMALL


def order_table(context: Context) -> list[Flowable]:
    """The text on stability with each reversal, then the policies with every product's interval."""
    result, words = context.result, context.words
    flowables: list[Flowable] = []
    if result.ranking and not any(has_score(one) and is_available(one) for one in result.products):
        return [paragraph(words("order-none"), SMALL)]
    if result.stability is not None:
        line: Line = [Piece(f"{words('stability')}{words('colon')}", bold=True), result.stability.text]
        for swap in result.stability.swaps:
            line.append(
                Piece(f" {swap.second} > {swap.first}: {swap.variations} ({swap.example})", color=GRAY)
            )
        flowables.append(paragraph(line, SMALL))
    if not result.policies:
        return flowables
    products = list(dict.fromkeys(place.product for one in result.policies for place in one.places))
    # At most six products side by side: more get a second table.
    for start in range(0, len(products), 6):
        flowables.append(_policies(context, products[start : start + 6]))
    return flowables


def _policies(context: Context, products: list[str]) -> Grid:
    words = context.words
    rows = []
    for policy in context.result.policies:
        name: Line = [Piece(policy.title, bold=policy.used)]
        if policy.used:
            name.append(Piece(f" ({words('policy-used')})", color=GRAY))
        cells: list[Cell] = [(paragraph(name, SMALL),)]
        places = {one.product: (number, one) for number, one in enumerate(policy.places, start=1)}
        for product in products:
            if product not in places:
                cells.append((paragraph("–", SMALL),))
                continue
            number, place = places[product]
            text: Line = [Piece(f"{number}. ", color=GRAY), Piece(interval(place.low, place.high), bold=True)]
            cells.append((paragraph(text, SMALL), paragraph(words.band(place.band), NOTE)))
        rows.append(Row(tuple(cells), padding=1.2))
    heads = (fitted(context.product_name(one), COLUMN.size, 66, bold=True) for one in products)
    head = columns(words("column-policy"), *heads)
    return Grid(rows, (None, *(74.0 for _ in products)), head=head, together=SMALL_TABLE)
