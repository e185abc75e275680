"""What ends the report: notes, references, and exactly which rules made it."""

from reportlab.platypus import Flowable

from cardecide.report.context import Context
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.references import grade
from cardecide.report.styles import NOTE, SMALL


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
    grades = [f"{grade(words, name)} {count}" for name, count in rules.grades.items()]
    lines: list[Line] = [
        [
            Piece(words("rules-version"), bold=True),
            rules.version,
        ],
        [Piece("sha256 ", bold=True), rules.sha256],
    ]
    if grades:
        lines.append([Piece(words("rules-grades"), bold=True), context.joined(grades)])
    if rules.modified:
        lines.append([Piece(words("rules-modified"), bold=True), words.listed(rules.modified)])
    else:
        lines.append([words("rules-unmodified")])
    if rules.packs:
        packs = ", ".join(f"{pack} {version[:12]}" for pack, version in rules.packs.items())
        lines.append([Piece(words("rules-packs"), bold=True), packs])
    return [paragraph(line, NOTE) for line in lines]
