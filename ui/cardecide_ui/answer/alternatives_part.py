"""Products that may be given instead of or after CAR-T: whether they are permitted, never a rank."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.assessment.result import Alternative, Result
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout
from cardecide_ui.answer.product_face import permissions
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
    for status, where in permissions(one.labels):
        chip = Chip(signs.LABEL[status], f"{' '.join(where)} {texts.common(f'status.{status}')}", row)
        said = [f"{label.jurisdiction}: {label.reason}" for label in one.labels if label.status == status]
        set_plain_tooltip(chip, "\n".join(said))
        flow.addWidget(chip)
    return row
