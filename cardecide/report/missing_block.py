"""What is missing: the questions in the order of how many statuses each would settle."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import Missing
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns, section
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import BODY, FINE, GRAY, NOTE, SMALL

_NAMED: Final = 4


def missing_block(context: Context, most: int) -> list[Flowable]:
    """The first questions under their heading, for page one."""
    missing, words = context.result.missing, context.words
    heading = section(words("missing"))[1:]
    if not missing:
        return [*heading, paragraph(words("missing-none"), BODY)]
    return [*heading, _table(context, missing[:most], max(len(missing) - most, 0))]


def first_questions(context: Context, most: int) -> list[Flowable]:
    """At most so many questions, and how many more there are."""
    missing = context.result.missing
    if not missing:
        return [paragraph(context.words("missing-none"), BODY)]
    more = max(len(missing) - most, 0)
    return [_table(context, missing[:most], more, told="more-in-full")]


def all_questions(context: Context) -> list[Flowable]:
    """Every question that could settle or bring nearer a status, in columns."""
    parts: list[Flowable] = []
    for rank, one in enumerate(context.result.missing, start=1):
        text: Line = [Piece(f"{rank} ", bold=True, color=GRAY), one.question, GAP]
        told = _settled(context, one, most=1)
        text.extend(Piece(part, color=GRAY) if isinstance(part, str) else part for part in told)
        parts.append(paragraph(text, FINE))
    return [ColumnFlow(parts)] if parts else []


def open_questions(context: Context) -> list[Flowable]:
    """Questions about facts that settle no status by themselves, in columns."""
    asked = {one.question for one in context.result.missing}
    concerned: dict[str, list[str]] = {}
    for need in context.result.questions:
        if need.question not in asked:
            concerned.setdefault(need.question, []).append(context.fact_label(need.fact))
    parts = [
        paragraph([question, GAP, Piece(_distinct(context, labels), color=GRAY)], FINE)
        for question, labels in concerned.items()
    ]
    return [ColumnFlow(parts)] if parts else []


def _table(context: Context, missing: Sequence[Missing], more: int, *, told: str = "missing-more") -> Grid:
    """Questions with their rank and what each settles, and how many ``more`` there are."""
    words = context.words
    rows = [
        Row(
            (
                (paragraph(str(rank), SMALL),),
                (paragraph(one.question, BODY),),
                (paragraph(_settled(context, one), SMALL),),
            ),
            padding=1.2,
        )
        for rank, one in enumerate(missing, start=1)
    ]
    if more:
        rows.append(Row(((paragraph(words(told, n=more), NOTE),),), (3,), padding=1.2))
    head = columns("", words("missing-question"), words("missing-settles"))
    return Grid(rows, (16, None, 236), head=head, space_after=3)


def _distinct(context: Context, labels: Sequence[str]) -> str:
    return context.words.listed(dict.fromkeys(labels))


def _settled(context: Context, one: Missing, *, most: int = _NAMED) -> Line:
    text: Line = [context.packs(one.settles, most=most)] if one.settles else []
    if one.helps:
        lead = context.words("item-separator") if one.settles else ""
        text.append(
            Piece(lead + context.words("missing-helps") + context.packs(one.helps, most=most), color=GRAY)
        )
    return text or ["–"]
