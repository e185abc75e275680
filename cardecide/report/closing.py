"""What ends the report: notes, references, and exactly which rules made it."""

from collections import Counter
from typing import Final

from reportlab.platypus import Flowable

from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.references import grade
from cardecide.report.styles import GRAY, NOTE, SMALL, Style

_PACK: Final = Style(5.6, 6.9)
_COLUMNS: Final = 4


def notes(context: Context) -> list[Flowable]:
    """Entries set aside, remarks of the assessment, and the note of the case."""
    result, words = context.result, context.words
    flowables: list[Flowable] = []
    if result.set_aside:
        text: Line = [Piece(words("set-aside"), bold=True), context.joined(result.set_aside)]
        flowables.append(paragraph(text, SMALL))
    flowables.extend(paragraph(note, SMALL) for note in result.notes)
    if context.case.note:
        flowables.append(paragraph([Piece(words("case-note"), bold=True), context.case.note], SMALL))
    return flowables


def references(context: Context) -> list[Flowable]:
    """The numbered sources; to be built after everything that cites them."""
    return context.references.table(context.words)


def rules_used(context: Context) -> list[Flowable]:
    """Version, full hash, sources by grade, packs with their versions, and what was changed locally."""
    rules, words = context.result.rules, context.words
    grades: Counter[str] = Counter()
    for name, count in rules.grades.items():
        grades[grade(words, name)] += count
    lines: list[Line] = [
        [
            Piece(words("rules-version"), bold=True),
            rules.version,
        ],
        [Piece("sha256 ", bold=True), rules.sha256],
    ]
    if grades:
        told = (f"{name} ({count})" for name, count in grades.items())
        lines.append([Piece(words("rules-grades"), bold=True), context.joined(told)])
    if rules.modified:
        lines.append([Piece(words("rules-modified"), bold=True), words.listed(rules.modified)])
    else:
        lines.append([words("rules-unmodified")])
    flowables: list[Flowable] = [paragraph(line, NOTE) for line in lines]
    if rules.packs:
        heading = paragraph([Piece(words("rules-packs"), bold=True)], NOTE)
        packs = [paragraph(_pack(context, pack), _PACK) for pack in rules.packs]
        flowables.extend((heading, ColumnFlow(packs, columns=_COLUMNS, gap=0)))
    return flowables


def _pack(context: Context, pack: str) -> Line:
    """A pack with its revision and the beginning of its hash."""
    rules = context.result.rules
    revision = rules.revisions.get(pack)
    told = context.words("pack-revision", n=revision) if revision is not None else ""
    return [pack, Piece(f" {told} {rules.packs[pack][:12]}".replace("  ", " "), color=GRAY)]
