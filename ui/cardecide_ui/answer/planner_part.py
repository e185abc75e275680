"""What one more step would open or close, and the picture of the lines."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.assessment.result import Result
from cardecide.case.partial_date import PartialDate
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout
from cardecide_ui.answer.lines_grid import LinesGrid
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts


def fill_planner(into: QVBoxLayout, result: Result, texts: Texts, colors: Colors) -> None:
    """The picture, the hypotheses that move a label, and in one sentence those that move none."""
    if result.lines_picture is not None and result.lines_picture.rows:
        into.addWidget(PlainLabel(texts("planner.picture"), role="heading", wrap=True))
        into.addWidget(LinesGrid(result.lines_picture, texts, colors))
        into.addWidget(PlainLabel(texts("planner.picture_hint"), role="caption", wrap=True))
    moving = [entry for entry in result.planner if entry.get("changes")]
    still = [str(entry.get("if", "")) for entry in result.planner if not entry.get("changes")]
    for entry in moving:
        into.addWidget(PlainLabel(_what(entry, texts), role="strong", wrap=True))
        into.addWidget(_moves(entry, texts))
        if entry.get("note"):
            into.addWidget(PlainLabel(str(entry["note"]), role="caption", wrap=True))
    if still:
        into.addWidget(PlainLabel(texts("planner.nothing"), role="heading", wrap=True))
        into.addWidget(PlainLabel("\n".join(f"• {one}" for one in still), role="caption", wrap=True))


def _what(entry: Mapping[str, Any], texts: Texts) -> str:
    """The hypothesis; of a day on which a label changes the day alone, as the language writes it."""
    if str(entry.get("id", "")).startswith("label-") and entry.get("on"):
        day = show_date(PartialDate.parse(str(entry["on"])), texts.language)
        return texts("planner.on", date=day)
    return texts("planner.if", what=entry.get("if", ""))


def _moves(entry: Mapping[str, Any], texts: Texts) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for change in entry["changes"]:
        status = str(change.get("after") or "undetermined")
        sign = signs.LABEL.get(status, signs.LABEL["undetermined"])
        word = texts.common(f"status.{status}")
        where = change.get("jurisdiction") or ""
        chip = Chip(sign, f"{change.get('product', '')} {where} {word}".strip(), row)
        before = change.get("before")
        if before:
            chip.setToolTip(texts("planner.before", status=texts.common(f"status.{before}")))
        flow.addWidget(chip)
    return row
