"""Published outcomes of subgroups to which the patient belongs, or may belong."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import EvidenceRow
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, NOTE, SMALL

_WIDTHS: Final = (None, 52.0, 24.0, 268.0, 26.0)


def evidence_table(context: Context) -> list[Flowable]:
    """Rows for outcomes that apply; those that may apply are gathered in one paragraph."""
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
        _row(context, row, context.products(ids, of=every)) for row, ids in found.values() if _does(row)
    ]
    possible = [(row, ids) for row, ids in found.values() if not _does(row)]
    rows = list(applying)
    if possible:
        rows.append(Row(((_gathered(context, possible, every),),), (5,), padding=1.5))
    names = ("column-evidence", "column-products", "column-n", "column-outcomes", "column-source")
    head = columns(*(words(name) for name in names)) if applying else None
    return [paragraph(words("evidence-note"), NOTE), Grid(rows, _WIDTHS, head=head)]


def _does(row: EvidenceRow) -> bool:
    return row.applies == "yes"


def _row(context: Context, row: EvidenceRow, products: str) -> Row:
    outcomes: Line = []
    for index, (name, value) in enumerate(row.outcomes.items()):
        outcomes.extend((Piece((GAP if index else "") + f"{name} ", color=GRAY), Piece(value, bold=True)))
    text = [paragraph(row.text, SMALL)]
    if row.population != row.text:
        text.append(paragraph(row.population, NOTE))
    cells = (
        tuple(text),
        (paragraph(products, SMALL),),
        (paragraph(str(row.n) if row.n is not None else "–", SMALL),),
        (paragraph(outcomes or "–", SMALL),),
        (paragraph(context.references.mark(row.source) or "–", SMALL),),
    )
    return Row(cells, padding=1.2)


def _gathered(context: Context, rows: list[tuple[EvidenceRow, list[str]]], every: int) -> Flowable:
    words = context.words
    line: Line = [Piece(f"? {words('applies-unknown')} ({len(rows)}){words('colon')}", bold=True)]
    for index, (row, ids) in enumerate(rows):
        size = f", n = {row.n}" if row.n is not None else ""
        lead = words("item-separator") if index else ""
        line.append(Piece(f"{lead}{row.text.rstrip('.。')} ({context.products(ids, of=every)}{size})"))
        line.append(words("colon") + words.listed(f"{k} {v}" for k, v in row.outcomes.items()))
        line.append(f" {context.references.mark(row.source)}")
    return paragraph(line, FINE)
