"""Published outcomes of subgroups to which the patient belongs, or may belong."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import EvidenceRow
from cardecide.language.outcome_words import outcome_name, outcome_value
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.listing import listed_under
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, NOTE

_MOST_POSSIBLE: Final = 40
"""Outcomes that may apply, beyond which they are only counted: they hang on too much that is not known."""


def evidence_table(context: Context) -> list[Flowable]:
    """Outcomes that apply, in columns; and those that may apply, one on a line."""
    words, products = context.words, context.ranked_products
    found: dict[tuple[str, ...], tuple[EvidenceRow, list[str]]] = {}
    for product in products:
        for row in product.evidence:
            source = row.source.cite if row.source else ""
            key = (row.applies, row.text, row.population, source, str(row.n), str(row.outcomes))
            found.setdefault(key, (row, []))[1].append(product.id)
    if not found:
        return []
    every = len(products)
    applying = [
        paragraph(_told(context, row, context.products(ids, of=every)), FINE)
        for row, ids in found.values()
        if _does(row)
    ]
    possible = [(row, ids) for row, ids in found.values() if not _does(row)]
    flowables: list[Flowable] = [paragraph(words("evidence-note"), NOTE)]
    if applying:
        flowables.append(ColumnFlow(applying, gap=2.2))
    if len(possible) > _MOST_POSSIBLE:
        flowables.append(paragraph(words("evidence-open", n=len(possible)), NOTE))
    elif possible:
        told = [_told(context, row, context.products(ids, of=every), strong=False) for row, ids in possible]
        flowables.extend(listed_under(f"? {words('applies-unknown')} ({len(possible)})", told))
    return flowables


def _does(row: EvidenceRow) -> bool:
    return row.applies == "yes"


def _told(context: Context, row: EvidenceRow, products: str, *, strong: bool = True) -> Line:
    """The population with its size, then each outcome with its value."""
    line: Line = [Piece(f"{row.text.rstrip('.。')} ", bold=strong)]
    size = f", n = {row.n}" if row.n is not None else ""
    line.append(Piece(f"({products}{size}) ", color=GRAY))
    if row.population != row.text:
        line.append(Piece(f"{row.population} ", color=GRAY))
    words = context.words
    for index, (name, value) in enumerate(row.outcomes.items()):
        lead = words("item-separator") if index else ""
        said = outcome_name(name, words.language), outcome_value(value, words.language)
        line.extend((Piece(f"{lead}{said[0]} ", color=GRAY), said[1]))
    line.append(f" {context.references.mark(row.source)}".rstrip())
    return line
