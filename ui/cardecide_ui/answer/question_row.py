"""One missing item: the question, what it may settle, its ready answers, and the way to its field."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from cardecide_ui.answer.jump import AskButton, Jump
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.ready_answers import NONE, ReadyAnswers

Give = Callable[[str, str], object]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its remark, its field, and the answers that one click can give."""

    question: str
    remark: str
    field: str
    ready: ReadyAnswers = NONE


class QuestionRow(QFrame):
    """Made once; ``show_question`` changes what is different."""

    def __init__(self, texts: Texts, jump: Jump, give: Give | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._jump = jump
        self._give = give
        self._shown: Asked | None = None
        self.button = AskButton(self)
        self.answers: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(3)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button, 1)
        layout.addLayout(self._row)

    def show_question(self, asked: Asked) -> None:
        """Ask another question."""
        if asked == self._shown:
            return
        before, self._shown = self._shown, asked
        self.button.ask(asked.question, asked.remark, partial(self._jump, asked.field))
        if self._give is None or (before is not None and _same_answers(before, asked)):
            return
        had = any(old.hasFocus() for old in self.answers.values())
        if had:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        for old in self.answers.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.answers = {value: self._answer(asked, value) for value in asked.ready.answers}
        if had and self.answers:
            next(iter(self.answers.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, asked: Asked, value: str) -> QToolButton:
        kind = asked.ready.option_kind
        word = self._texts.option(kind, value) if kind else value
        button = QToolButton(self)
        button.setText(word)
        button.setAccessibleName(f"{asked.question} {word}")
        button.setProperty("role", "answer")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._give is not None:
            button.clicked.connect(partial(self._give, asked.field, value))
        self._row.addWidget(button)
        return button


def _same_answers(one: Asked, other: Asked) -> bool:
    return (one.question, one.field, one.ready) == (other.question, other.field, other.ready)
