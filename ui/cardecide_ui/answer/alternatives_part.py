"""Products that may be given instead of or after CAR-T: whether they are permitted, never a rank."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.assessment.result import Alternative, Result
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout
from cardecide_ui.fields.plain_widgets import PlainLabel, set_plain_tooltip
from cardecide_ui.texts import Texts


def fill_alternatives(into: QVBoxLayout, result: Result, texts: Texts) -> None:
    """One block for each product."""
    into.addWidget(PlainLabel(texts("alternatives.hint"), role="caption", wrap=True))
    for one in result.alternatives:
        into.addWidget(PlainLabel(one.name, role="strong", wrap=True))
        into.addWidget(_labels(one, texts))
        for item in one.safety.items:
            if item.kind in ("hold", "caution"):
                said = f"{signs.SAFETY[item.kind].symbol} {texts(f'safety.{item.kind}')}: {item.text}"
                role = "problem" if item.kind == "hold" else "warning"
                into.addWidget(PlainLabel(said, role=role, wrap=True))


def _labels(one: Alternative, texts: Texts) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for label in one.labels:
        word = texts.common(f"status.{label.status}")
        chip = Chip(signs.LABEL[label.status], f"{label.jurisdiction} {word}", row)
        set_plain_tooltip(chip, label.reason)
        flow.addWidget(chip)
    return row
