"""The derived facts: value, what it rests on, and what others claim.

Facts that rest on the same entries share a row; facts that were entered as they stand need none.
"""

from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import FactResult
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, NOTE, SMALL

_WIDTHS: Final = (None, 262.0)
_BASIS: Final = replace(FINE, color=GRAY)


def fact_table(context: Context) -> list[Flowable]:
    """Rows for facts with a basis, one paragraph for those as entered, one for those not known."""
    words = context.words
    groups: dict[tuple[object, ...], list[FactResult]] = {}
    plain, silent = [], []
    for fact in context.result.facts.values():
        if fact.basis or fact.claim or fact.flags:
            groups.setdefault((tuple(fact.basis), fact.claim, tuple(fact.flags)), []).append(fact)
        elif context.is_unknown(fact):
            silent.append(fact.label)
        else:
            plain.append(fact)
    flowables: list[Flowable] = []
    if groups:
        head = columns(f"{words('column-fact')} · {words('column-value')}", words("column-basis"))
        rows = [
            Row(((paragraph(_values(context, facts), SMALL),), _basis_cell(context, facts[0])), padding=1.1)
            for facts in groups.values()
        ]
        flowables.append(Grid(rows, _WIDTHS, head=head))
    if plain:
        line: Line = [Piece(words("facts-entered"), bold=True), *_values(context, plain)]
        flowables.append(paragraph(line, SMALL))
    if silent:
        text: Line = [Piece(words("facts-unknown"), bold=True), words.listed(silent)]
        flowables.append(paragraph(text, NOTE))
    return flowables


def _values(context: Context, facts: list[FactResult]) -> Line:
    line: Line = []
    for index, fact in enumerate(facts):
        lead = context.words("item-separator") if index else ""
        line.append(f"{lead}{fact.label}{context.words('colon')}")
        line.append(Piece(fact.display, bold=not context.is_unknown(fact)))
        if fact.as_of:
            line.append(Piece(f" {fact.as_of}", color=GRAY))
        for origin in ("overridden", "stated"):
            if fact.origin == origin:
                line.append(Piece(f" ({context.words(origin)})", color=GRAY))
    return line


def _basis_cell(context: Context, fact: FactResult) -> Cell:
    line: Line = [context.joined(fact.basis)] if fact.basis else []
    if fact.claim:
        line.extend((GAP if line else "", Piece(context.words("claim"), bold=True), fact.claim))
    if fact.flags:
        line.append((GAP if line else "") + context.words("flags") + ", ".join(fact.flags))
    return (paragraph(line or "–", _BASIS),)
