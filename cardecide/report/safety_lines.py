"""Holds, open questions and cautions on page one. What holds for every product is said once."""

from collections.abc import Sequence
from typing import Final

from cardecide.assessment.result import Alternative, ProductResult, SafetyItem
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.grid import Cell
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import BODY, GRAY, NOTE, Style

_MOST_ITEMS: Final = 4
"""Open questions and cautions named in one line; the following pages name all. Holds are never left out."""

_Said = frozenset[tuple[str, str]]


def shared_items(products: Sequence[ProductResult | Alternative]) -> list[SafetyItem]:
    """Open questions and cautions that every one of the products has; none where there is one product."""
    if len(products) < 2:
        return []
    everywhere = frozenset.intersection(*(_said(product.safety.items) for product in products))
    first = {(item.kind, item.text): item for item in products[0].safety.items if item.kind != "hold"}
    return [item for key, item in first.items() if key in everywhere]


def safety_chip(context: Context, product: ProductResult) -> Chip:
    """The product's safety status."""
    return Chip(product.safety.status, context.words.status(product.safety.status))


def safety_cell(context: Context, product: ProductResult, shared: Sequence[SafetyItem]) -> Cell:
    """The product's own items; those it shares with every product are named there."""
    common = _said(shared)
    own = [item for item in product.safety.items if (item.kind, item.text) not in common]
    lines = item_lines(context, own)
    if not lines and shared:
        return (paragraph(context.words("safety-shared"), NOTE),)
    if not lines and product.safety.status == "clear":
        return (paragraph(context.words("no-safety-items"), BODY),)
    return lines


def item_lines(context: Context, items: Sequence[SafetyItem], *, style: Style = BODY) -> Cell:
    """One paragraph for each kind of item, holds first."""
    by_kind = [(kind, [item for item in items if item.kind == kind]) for kind in ("hold", "open", "caution")]
    return tuple(paragraph(_line(context, kind, found), style) for kind, found in by_kind if found)


def _said(items: Sequence[SafetyItem]) -> _Said:
    return frozenset((item.kind, item.text) for item in items)


def _line(context: Context, kind: str, items: Sequence[SafetyItem]) -> Line:
    shown = items if kind == "hold" else items[:_MOST_ITEMS]
    words = context.words
    line: Line = [Piece(f"{words(kind)}{words('colon')}", bold=True)]
    for index, item in enumerate(shown):
        if index:
            line.append(" " if shown[index - 1].text.endswith(("?", "？")) else words("item-separator"))
        line.append(Piece(item.text.rstrip(".。"), bold=kind == "hold"))
        if item.action:
            line.append(Piece(f" → {item.action.rstrip('.。')}", color=GRAY))
        if item.source:
            line.append(f" {context.references.mark(item.source)}")
    if len(items) > len(shown):
        line.append(words("item-separator") + words("more", n=len(items) - len(shown)))
    return line
