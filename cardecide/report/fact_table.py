"""The derived facts: value, what it rests on, and what others claim.

Facts that rest on the same entries stand together; facts that were entered as they stand need none.
"""

from reportlab.platypus import Flowable

from cardecide.assessment.result import FactResult
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.listing import listed_under
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, SMALL


def fact_table(context: Context) -> list[Flowable]:
    """Columns of facts with a basis, one paragraph for those as entered, those not known by topic."""
    words = context.words
    groups: dict[tuple[object, ...], list[FactResult]] = {}
    plain: list[FactResult] = []
    silent: dict[str, list[str]] = {}
    for name, fact in context.result.facts.items():
        if context.is_unknown(fact) and not fact.claim:
            silent.setdefault(_topic(context, name), []).append(fact.label)
        elif fact.basis or fact.claim or fact.flags:
            groups.setdefault((tuple(fact.basis), fact.claim, tuple(fact.flags)), []).append(fact)
        else:
            plain.append(fact)
    flowables: list[Flowable] = []
    if groups:
        parts = [
            paragraph([*_values(context, facts), *_basis(context, facts[0])], FINE)
            for facts in groups.values()
        ]
        flowables.append(ColumnFlow(parts, gap=2.2))
    if plain:
        line: Line = [Piece(words("facts-entered"), bold=True), *_values(context, plain)]
        flowables.append(paragraph(line, SMALL))
    if silent:
        told: list[Line] = [
            [Piece(f"{topic}{words('colon')}", bold=True), Piece(words.listed(labels), color=GRAY)]
            for topic, labels in silent.items()
        ]
        flowables.extend(listed_under(words("facts-unknown"), told))
    return flowables


def _topic(context: Context, name: str) -> str:
    """What the fact is filed under; a name that is no fact of the catalogue is filed under itself."""
    known = catalogue().get(name)
    return say(message(f"facts.topic.{known.topic}"), context.words.language) if known else name


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


def _basis(context: Context, fact: FactResult) -> Line:
    """What the values rest on, set gray behind them."""
    line: Line = [GAP]
    if fact.basis:
        line.append(Piece(f"← {context.joined(fact.basis)}", color=GRAY))
    if fact.claim:
        line.extend((GAP, Piece(context.words("claim"), bold=True), Piece(fact.claim, color=GRAY)))
    if fact.flags:
        told = context.joined(map(context.words.flag, fact.flags))
        line.extend((GAP, Piece(context.words("flags"), bold=True), Piece(told, color=GRAY)))
    return line
