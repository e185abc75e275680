"""What is missing: the questions in the order of how many statuses each would settle."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.joined_questions import JoinedQuestion
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns, section
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import BODY, FINE, GRAY, NOTE, SMALL

_NAMED: Final = 4


def missing_block(context: Context, most: int) -> list[Flowable]:
    """The first questions under their heading, for page one."""
    missing, words = context.asked, context.words
    heading = section(words("missing"))[1:]
    if not missing:
        return [*heading, _nothing_missing(context)]
    return [*heading, _table(context, missing[:most], max(len(missing) - most, 0))]


def first_questions(context: Context, most: int) -> list[Flowable]:
    """At most so many questions, and how many more there are."""
    missing = context.asked
    if not missing:
        return [_nothing_missing(context)]
    more = max(len(missing) - most, 0)
    return [_table(context, missing[:most], more, told="missing-in-full")]


def _nothing_missing(context: Context) -> Flowable:
    """No answer changes a status; questions that are open all the same are counted."""
    still = len({need.fact for need in context.result.questions} | set(_open_facts(context)))
    told = context.words("missing-none-but", n=still) if still else context.words("missing-none")
    return paragraph(told, BODY)


def _open_facts(context: Context) -> Iterator[str]:
    """The facts that trials and safety still ask for."""
    for product in context.result.products:
        for item in product.safety.items:
            yield from item.needs
        for trial in product.trials:
            for one in trial.criteria:
                yield from one.needs if one.verdict == "unknown" else ()


def all_questions(context: Context) -> list[Flowable]:
    """Every question that could settle or bring nearer a status, in columns."""
    parts: list[Flowable] = []
    for rank, one in enumerate(context.asked, start=1):
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
        paragraph(
            [context.words.sentence(question), GAP, Piece(_distinct(context, labels), color=GRAY)], FINE
        )
        for question, labels in concerned.items()
    ]
    return [ColumnFlow(parts)] if parts else []


def _table(
    context: Context, missing: Sequence[JoinedQuestion], more: int, *, told: str = "missing-more"
) -> Grid:
    """Questions in brief with their rank and what each settles, and how many ``more`` there are."""
    words = context.words
    settling = any(one.settles for one in missing)
    rows = [
        Row(
            (
                (paragraph(str(rank), SMALL),),
                (paragraph(one.brief, BODY),),
                (paragraph(_settled(context, one, helps=settling), SMALL),),
            ),
            padding=1.2,
        )
        for rank, one in enumerate(missing, start=1)
    ]
    if more:
        rows.append(Row(((paragraph(words(told, n=more), NOTE),),), (3,), padding=1.2))
    head = columns("", words("missing-question"), words("missing-settles" if settling else "missing-helping"))
    return Grid(rows, (16, None, 236), head=head, space_after=3)


def _distinct(context: Context, labels: Sequence[str]) -> str:
    return context.words.listed(dict.fromkeys(labels))


def _settled(context: Context, one: JoinedQuestion, *, most: int = _NAMED, helps: bool = True) -> Line:
    """What an answer settles and what it brings nearer; ``helps`` says whether the second is named so."""
    text: Line = [context.packs(one.settles, most=most)] if one.settles else []
    if one.helps:
        lead = context.words("item-separator") if one.settles else ""
        helped = context.packs(one.helps, most=most)
        text.append(Piece(f"{lead}{context.words('missing-helps') if helps else ''}{helped}", color=GRAY))
    return text or ["–"]
