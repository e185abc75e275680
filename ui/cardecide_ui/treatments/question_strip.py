"""The questions that one entry raises, right below its title, answered in one click."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from cardecide_ui.answer.chips import FlowLayout
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.view_models.row_questions import RowQuestion, questions_under


class QuestionStrip(QWidget):
    """Shows the first question of a folded entry, and all of an open one."""

    def __init__(self, path: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._context = context
        self._shown: tuple[tuple[RowQuestion, ...], bool] = ((), False)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(18, 0, 4, 3)
        self._layout.setSpacing(3)
        self._content: QWidget | None = None
        self.buttons: dict[tuple[str, str], QToolButton] = {}
        self.hide()

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is on one of the answers."""
        cursor = QApplication.focusWidget()
        return cursor is not None and self.isAncestorOf(cursor)

    def show_questions(self, *, all_of_them: bool) -> None:
        """Show what is open about the entry now."""
        questions = questions_under(self._context.session.evaluation.result, self._path)
        if (questions, all_of_them) != self._shown:
            self._shown = (questions, all_of_them)
            self._fill(questions if all_of_them else questions[:1], len(questions))
        self.setVisible(bool(questions))

    def _fill(self, questions: tuple[RowQuestion, ...], count: int) -> None:
        had = self.has_cursor
        if self._content is not None:
            if had:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.buttons = {}
        self._content = QWidget(self)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for question in questions:
            more = count - len(questions)
            extra = f"  {self._context.texts('answer.more', count=more)}" if more else ""
            layout.addWidget(PlainLabel(f"? {question.text}{extra}", role="warning", wrap=True))
            layout.addWidget(self._answers(question))
        self._layout.addWidget(self._content)
        self._content.show()
        if had and self.buttons:
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answers(self, question: RowQuestion) -> QWidget:
        texts = self._context.texts
        row = QWidget(self)
        flow = FlowLayout(row, spacing=4)
        for answer in question.answers:
            word = texts.option(question.option_kind, answer)
            button = self._button(word, f"{question.text} {word}")
            button.clicked.connect(partial(self._answer, question.field, answer))
            self.buttons[question.field, answer] = button
            flow.addWidget(button)
        if question.takes_more:
            button = self._button(texts("question.enter"), f"{question.text} {texts('question.enter')}")
            button.clicked.connect(partial(self._context.session.jump, question.field))
            self.buttons[question.field, ""] = button
            flow.addWidget(button)
        return row

    def _answer(self, field: str, answer: str) -> None:
        self._context.session.enter(field, answer)
        self._context.session.close_edit()

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(name)
        button.setProperty("role", "answer")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
