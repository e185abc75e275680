"""What was recorded after the infusion: each event with its grades, its signs and its note."""

from decimal import Decimal
from typing import Final

from reportlab.platypus import Flowable

from cardecide.case.base import YesNo
from cardecide.case.quantity import plain
from cardecide.case.toxicity import Toxicity
from cardecide.facts.toxicity import DEATH, grade_of, has_signs
from cardecide.language.messages import all_messages
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SMALL

_WIDTHS: Final = (52.0, 132.0, 62.0, 92.0, None)
_SIGNS: Final = (
    "temperature",
    "blood_pressure",
    "oxygen",
    "anticytokine_therapy",
    "ice_score",
    "arousal",
    "seizure",
    "motor_weakness",
    "edema",
)


def toxicity_table(context: Context) -> list[Flowable]:
    """One row for each event, in the order of entry; nothing where none was recorded."""
    if not context.case.toxicity:
        return []
    names = ("column-date", "column-event", "column-astct", "column-charted", "column-signs")
    head = columns(*(context.words(name) for name in names))
    rows = [_row(context, one) for one in context.case.toxicity]
    return [paragraph(context.words("toxicity-note"), NOTE), Grid(rows, _WIDTHS, head=head)]


def _row(context: Context, one: Toxicity) -> Row:
    texts = (
        str(one.date) if one.date else "?",
        _said(context, f"window.option.toxicity.kind.{one.kind}"),
        _astct(one),
        _charted(one),
    )
    cells: list[Cell] = [(paragraph(text, SMALL),) for text in texts]
    cells.append(_signs(context, one))
    return Row(tuple(cells), padding=1.5)


def _astct(one: Toxicity) -> str:
    span = grade_of(one)
    if not has_signs(one) and one.grading_system != "ASTCT-2019":
        return "?"
    low = plain(span.low or Decimal(0))
    high = plain(Decimal(DEATH) if span.high is None else span.high)
    return low if low == high else f"{low}–{high}"


def _charted(one: Toxicity) -> str:
    if one.grade is None:
        return "–"
    return f"{one.grade} ({'?' if one.grading_system == 'unknown' else one.grading_system})"


def _signs(context: Context, one: Toxicity) -> Cell:
    """What was seen, as far as it was entered, then the note as it was written."""
    line: Line = []
    for name in _SIGNS:
        value = getattr(one, name)
        if value in (None, YesNo.UNKNOWN):
            continue
        lead = GAP if line else ""
        label = _said(context, f"window.field.toxicity.{name}")
        line.append(Piece(f"{lead}{label}{context.words('colon')}", color=GRAY))
        line.append(_value(context, value))
    cell = [paragraph(line, SMALL)] if line else []
    if one.note:
        cell.append(paragraph(one.note, NOTE))
    return tuple(cell) or (paragraph("–", SMALL),)


def _value(context: Context, value: object) -> str:
    kind = type(value).__name__.casefold()
    for name in (f"window.option.{kind}.{value}", f"value.{value}"):
        if name in all_messages():
            return _said(context, name)
    return str(value)


def _said(context: Context, name: str) -> str:
    """A word that the window's form has for the same thing."""
    return all_messages()[name][context.words.language]
