"""Published outcomes of subgroups to which the patient belongs, or may belong."""

from reportlab.platypus import Flowable

from cardecide.assessment.result import EvidenceRow
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, NOTE


def evidence_table(context: Context) -> list[Flowable]:
    """Outcomes that apply, in columns; those that may apply are gathered in one paragraph."""
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
    if possible:
        flowables.append(_gathered(context, possible, every))
    return flowables


def _does(row: EvidenceRow) -> bool:
    return row.applies == "yes"


def _told(context: Context, row: EvidenceRow, products: str) -> Line:
    """The population with its size, then each outcome with its value."""
    line: Line = [Piece(f"{row.text.rstrip('.。')} ", bold=True)]
    size = f", n = {row.n}" if row.n is not None else ""
    line.append(Piece(f"({products}{size}) ", color=GRAY))
    if row.population != row.text:
        line.append(Piece(f"{row.population} ", color=GRAY))
    for index, (name, value) in enumerate(row.outcomes.items()):
        lead = context.words("item-separator") if index else ""
        line.extend((Piece(f"{lead}{name} ", color=GRAY), value))
    line.append(f" {context.references.mark(row.source)}".rstrip())
    return line


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
