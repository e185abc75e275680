"""The course so far, drawn: regimens in time, responses, progressions, and the lines they make."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.treatment_timeline import TimelineRow, TreatmentTimeline, treatment_timeline
from cardecide.case.partial_date import PartialDate
from cardecide.facts.as_of import as_of
from cardecide.language.labels import label_of
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import COLUMN, GRAY, NOTE, SMALL
from cardecide.report.timeline_marks import LineBracket, TimeAxis, TimeBar

_WIDTHS: Final = (32.0, 108.0, None, 40.0, 108.0)


def timeline_table(context: Context) -> list[Flowable]:
    """One drawn row for each treatment, in the order of time; nothing where none was entered."""
    shown = _shown(context)
    if not shown.rows:
        return []
    words = context.words
    ends = {index for line in shown.lines for index in (line.first, line.last)}
    head = Row(
        (
            (paragraph(words("timeline.line"), COLUMN),),
            (paragraph(words("timeline.treatment"), COLUMN),),
            (TimeAxis(shown.ticks),),
            (paragraph(words("timeline.response"), COLUMN),),
            (paragraph(words("timeline.refractory"), COLUMN),),
        ),
        rule=None,
        padding=1,
    )
    rows = [_row(context, shown, index, index in ends) for index in range(len(shown.rows))]
    return [Grid(rows, _WIDTHS, head=head, space_after=1), _legend(context)]


def _shown(context: Context) -> TreatmentTimeline:
    """The timeline of what was known on the day asked for."""
    try:
        on = PartialDate.parse(context.result.decision_date)
    except ValueError:
        return TreatmentTimeline()
    case = as_of(context.case, on)[0] if context.result.asked_date else context.case
    return treatment_timeline(case, on)


def _row(context: Context, shown: TreatmentTimeline, index: int, end: bool) -> Row:
    one = shown.rows[index]
    first = end and all(row.line != one.line for row in shown.rows[:index])
    last = end and all(row.line != one.line for row in shown.rows[index + 1 :])
    return Row(
        (
            (LineBracket(one.line, first=first, last=last),),
            _name_cell(context, one),
            (TimeBar(one, shown.ticks),),
            (paragraph(one.response or "–", SMALL if one.response else NOTE),),
            _refractory_cell(context, one),
        ),
        rule=None,
        padding=0.8,
    )


def _name_cell(context: Context, one: TimelineRow) -> Cell:
    if one.name:
        return (paragraph([Piece(one.name, bold=True)], SMALL),)
    return (paragraph(_drugs(context, one.drugs) or "–", SMALL),)


def _refractory_cell(context: Context, one: TimelineRow) -> Cell:
    return (paragraph(_drugs(context, one.refractory), SMALL),) if one.refractory else ()


def _drugs(context: Context, names: tuple[str, ...]) -> str:
    return context.words.listed(label_of("drugs", name, context.words.language) for name in names)


def _legend(context: Context) -> Flowable:
    words = context.words
    lines = context.result.facts.get("prior_lines")
    text: Line = []
    if lines:
        text.extend(
            [Piece(f"{lines.label}{words('colon')}", bold=True), Piece(lines.display, bold=True), GAP]
        )
    text.append(Piece(words("timeline.legend"), color=GRAY))
    return paragraph(text, NOTE)
