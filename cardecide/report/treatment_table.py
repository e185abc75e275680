"""The treatments as they were entered, in order, and what a clinician set by hand."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.case.base import YesNo
from cardecide.case.quantity import plain
from cardecide.case.treatment import Stop, Treatment
from cardecide.language.labels import label_of
from cardecide.report.context import Context
from cardecide.report.grid import SMALL_TABLE, Cell, Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import Line, Paragraph, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SMALL

_WIDTHS: Final = (16.0, None, 62.0, 82.0, 34.0, 46.0, 52.0, 84.0)
_NAMES: Final = ("regimen", "phase", "time", "cycles", "response", "progression", "stopped")


def treatment_table(context: Context) -> list[Flowable]:
    """One row for each regimen given."""
    words, case = context.words, context.case
    if not case.treatments:
        return [paragraph(words("treatments-none"), NOTE)]
    texts = ("", *(words(f"column-{name}") for name in _NAMES))
    head = columns(*texts)
    rows = [_treatment_row(context, number, one) for number, one in enumerate(case.treatments, start=1)]
    flowables: list[Flowable] = [Grid(rows, _WIDTHS, head=head, together=SMALL_TABLE)]
    if case.treatments_complete is YesNo.NO:
        flowables.append(paragraph(words("treatments-incomplete"), NOTE))
    return flowables


def override_table(context: Context) -> list[Flowable]:
    """Facts that a clinician set, each with the reason."""
    words = context.words
    if not context.case.overrides:
        return []
    names = ("fact", "value", "reason", "by", "date")
    head = columns(*(words(f"column-{name}") for name in names))
    rows = []
    for one in context.case.overrides:
        value = words.listed(one.value) if isinstance(one.value, list) else str(one.value)
        texts = (
            context.fact_label(one.fact),
            value,
            one.reason,
            one.by or "–",
            str(one.date) if one.date else "–",
        )
        rows.append(Row(tuple((paragraph(text, SMALL),) for text in texts), padding=1.5))
    return [Grid(rows, (130, 90, None, 80, 52), head=head)]


def _treatment_row(context: Context, number: int, one: Treatment) -> Row:
    words = context.words
    progression = "?" if one.progression is None else str(one.progression)
    texts = (
        words(f"phase.{one.phase}"),
        _time(context, one),
        plain(one.cycles) if one.cycles is not None else "?",
        "?" if one.best_response == "unknown" else str(one.best_response),
        words.maybe(f"progressed.{progression}") or progression,
    )
    cells: list[Cell] = [(paragraph(str(number), SMALL),), _regimen_cell(context, one)]
    cells.extend((_known_or_gray(text),) for text in texts)
    cells.append(_stopped_cell(context, one))
    return Row(tuple(cells), padding=1.5)


def _known_or_gray(text: str) -> Paragraph:
    return paragraph(text, NOTE if text == "?" else SMALL)


def _time(context: Context, one: Treatment) -> str:
    if one.start is None and one.stop is None:
        return "?"
    return f"{one.start or '?'} – {_stop(context, one.stop)}"


def _stop(context: Context, stop: Stop) -> str:
    if stop is None:
        return "?"
    return context.words("ongoing") if stop == "ongoing" else str(stop)


def _regimen_cell(context: Context, one: Treatment) -> Cell:
    words, language = context.words, context.words.language
    drugs = [label_of("drugs", drug.drug, language) if drug.drug else drug.entered for drug in one.drugs]
    doses = [f"{drug.entered} {drug.dose}" for drug in one.drugs if drug.dose]
    text: Line = [Piece(one.regimen, bold=True)] if one.regimen else []
    if drugs:
        text.append(("  " if text else "") + words.listed(drugs))
    cell = [paragraph(text or "–", SMALL)]
    given = [one.dose, *doses] if one.dose else doses
    if given:
        cell.append(paragraph(words("dose") + words.listed(given), NOTE))
    if one.note:
        cell.append(paragraph(one.note, NOTE))
    return tuple(cell)


def _stopped_cell(context: Context, one: Treatment) -> Cell:
    words, language = context.words, context.words.language
    reason = words(f"stopped.{one.reason_stopped}")
    # The reason of one drug stands for the regimen where the regimen has none of its own.
    cell = [] if one.stop_reasons and reason == "?" else [_known_or_gray(reason)]
    for drug, reason in one.stop_reasons.items():
        text: Line = [Piece(f"{label_of('drugs', drug, language)}: ", color=GRAY), words(f"stopped.{reason}")]
        cell.append(paragraph(text, NOTE))
    return tuple(cell)
