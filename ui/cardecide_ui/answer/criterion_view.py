"""One criterion: how it stands in word and symbol, the patient's value, the source, what it needs."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cardecide.assessment.result import CriterionResult, Result, Source
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout, ShorteningButton
from cardecide_ui.answer.jump import Jump, field_label, field_of, name_of
from cardecide_ui.fields.date_text import dates_in_words
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

_AGAINST = ("exclude", "hold", "caution")
_VERDICT_WIDTH = 118
_BESIDE = 344  # pixels from which on the text has room beside the verdict
_NARROWEST = 180


def source_line(source: Source | None, texts: Texts) -> str:
    """The citation with its place and with how well it was checked."""
    if source is None:
        return ""
    cite = f"{source.cite}, {source.place}" if source.place else source.cite
    grade = texts.common(f"window.grade.{source.grade}")
    return texts("detail.source", cite=cite, grade=grade)


def verdict_word(criterion: CriterionResult, texts: Texts) -> str:
    """How a criterion stands, in a word.

    What excludes, makes wait or warns is not *met* where the patient does not have it: it does not apply.
    """
    against = criterion.role in _AGAINST and criterion.verdict in ("met", "not_met")
    return texts(f"verdict.against.{criterion.verdict}" if against else f"verdict.{criterion.verdict}")


class CriterionView(QWidget):
    """Shows a criterion on two or three lines."""

    def __init__(
        self,
        criterion: CriterionResult,
        result: Result,
        texts: Texts,
        jump: Jump,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(PlainLabel(criterion.text, wrap=True))
        for said in self._remarks(criterion, texts):
            lines.addWidget(PlainLabel(dates_in_words(said, texts.language), role="caption", wrap=True))
        if criterion.verdict == "unknown" and (needs := self._needs(criterion, result, texts, jump)):
            lines.addWidget(needs)
        chip = Chip(signs.VERDICT[criterion.verdict], verdict_word(criterion, texts), self)
        chip.setFixedWidth(_VERDICT_WIDTH)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(lines, 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be as narrow as its verdict: where there is little room, the text stands below it."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the text beside the verdict, or below it."""
        super().resizeEvent(event)
        is_narrow = self.width() < _BESIDE
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
            self._row.setSpacing(2 if is_narrow else 8)

    def _needs(self, criterion: CriterionResult, result: Result, texts: Texts, jump: Jump) -> QWidget | None:
        fields = {fact: field_of(fact, result) for fact in criterion.needs}
        names = {fact: field_label(field, texts) for fact, field in fields.items()}
        buttons = {
            names[fact] or name_of(fact, result, texts.language): field for fact, field in fields.items()
        }
        asked = {name: field for name, field in buttons.items() if name and field}
        if not asked:
            return None
        row = QWidget(self)
        flow = FlowLayout(row)
        for name, field in asked.items():
            button = ShorteningButton(f"→ {name}", row)
            button.setAccessibleName(texts("detail.enter", name=name))
            button.clicked.connect(partial(jump, field))
            flow.addWidget(button)
        return row

    @staticmethod
    def _remarks(criterion: CriterionResult, texts: Texts) -> list[str]:
        value = criterion.value or ""
        dated = f"{value} ({criterion.as_of})" if value and criterion.as_of else value
        remarks = [texts("detail.value", value=dated)] if value else []
        remarks += [criterion.why] if criterion.why else []
        source = source_line(criterion.source, texts)
        return remarks + ([source] if source else [])
