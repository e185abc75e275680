"""The right-hand side of a case: the answer, always current or visibly not."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cardecide.reading.problem import Problem
from cardecide_ui.answer.answer_parts import AnswerParts
from cardecide_ui.answer.missing_list import AskList
from cardecide_ui.answer.product_card import ProductCard
from cardecide_ui.answer.supposition import supposed_text
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.problem_words import problem_text
from cardecide_ui.view_models.session import CaseSession

_GREYED = 0.42
_ROUNDS = 3


class AnswerPanel(QWidget):
    """Shows the last result; greys it and says why while an input is invalid."""

    def __init__(
        self,
        session: CaseSession,
        texts: Texts,
        colors: Colors,
        state: PageState,
        field_name: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._field_name = field_name
        self.scroll_area = QScrollArea(self)
        # Everything is made where it will stay: what moves to another parent is dressed anew.
        column = QWidget(self.scroll_area.viewport())
        column.setProperty("surface", "answer")
        self._alert = QFrame(column)
        self._alert.setProperty("card", "alert")
        self.alert_text = PlainLabel(role="problem", wrap=True)
        self.alert_button = QPushButton(texts("answer.go_to_field"), self._alert)
        self.alert_button.clicked.connect(self.go_to_problem)
        alert = QVBoxLayout(self._alert)
        alert.setContentsMargins(12, 8, 12, 8)
        alert.addWidget(self.alert_text)
        alert.addWidget(self.alert_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._hint = PlainLabel(role="echo", wrap=True)
        self._supposing = QFrame(column)
        self._supposing.setProperty("card", "supposing")
        self.supposed = PlainLabel(role="strong", wrap=True)
        leave = QPushButton(texts("whatif.leave"), self._supposing)
        leave.clicked.connect(lambda: session.evaluation.suppose(()))
        supposing = QHBoxLayout(self._supposing)
        supposing.setContentsMargins(12, 6, 12, 6)
        supposing.addWidget(self.supposed, 1)
        supposing.addWidget(leave)
        self.parts = AnswerParts(session, texts, colors, state, column)
        self._content: QWidget = self.parts
        self._effect = QGraphicsOpacityEffect(self._content)
        self._effect.setOpacity(1.0)
        self._content.setGraphicsEffect(self._effect)
        self._effect.setEnabled(False)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(10, 12, 10, 12)
        outer.setSpacing(8)
        outer.addWidget(self._alert)
        outer.addWidget(self._hint)
        outer.addWidget(self._content)
        outer.addStretch(1)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Always there: a bar that comes and goes changes the width of every card.
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll_area.setWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._above = QWidget(self)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(10, 8, 21, 0)
        above.addWidget(self._supposing)
        layout.setSpacing(0)
        layout.addWidget(self._above)  # above what scrolls: no part of a supposition is seen without its name
        layout.addWidget(self.scroll_area, 1)
        session.edited.connect(self._show_problems)
        session.evaluation.changed.connect(self.refresh)
        self.refresh()

    @property
    def cards(self) -> dict[str, ProductCard]:
        """The products' cards."""
        return self.parts.cards

    @property
    def missing(self) -> AskList:
        """What is missing."""
        return self.parts.missing

    @property
    def questions(self) -> AskList:
        """What the entries leave open."""
        return self.parts.questions

    @property
    def is_greyed(self) -> bool:
        """Whether the answer shown does not belong to the case as it stands."""
        return self._effect.isEnabled()

    def refresh(self) -> None:
        """Show the last result; nothing is painted before all of it has its place."""
        self.setUpdatesEnabled(False)
        try:
            self._show_answer()
            # Each layout asks its parent's to make room in a later turn of the event loop. A frame painted
            # before the last of them shows the cards squeezed into the old height. Wrapped lines know their
            # height only at their width, so that a second round may be needed.
            for _ in range(_ROUNDS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        finally:
            self.setUpdatesEnabled(True)

    def _show_answer(self) -> None:
        evaluation = self._session.evaluation
        self._hint.setVisible(evaluation.judged_as_of is not None)
        if evaluation.judged_as_of is not None:
            day = show_date(evaluation.judged_as_of, self._texts.language)
            self._hint.setText(self._texts("answer.judged_today", date=day))
        if evaluation.result is not None:
            self.parts.show_result(evaluation.hypothetical or evaluation.result, evaluation.result)
        self._above.setVisible(evaluation.hypothetical is not None)
        if evaluation.hypothetical is not None:
            self.supposed.setText(supposed_text(evaluation.supposed, self._texts))
        self._content.setVisible(evaluation.result is not None)
        self._show_problems()

    def take_focus(self) -> None:
        """Put the cursor into the first product."""
        if self.parts.first.rows:
            self.parts.first.rows[0].button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        first = next(iter(self.cards.values()), None)
        (first.toggle_button if first else self.alert_button).setFocus(Qt.FocusReason.TabFocusReason)

    def go_to_problem(self) -> None:
        """Put the cursor into the first field that is wrong."""
        fields = [
            *self._session.state.problems,
            *(p.field for p in self._session.evaluation.problems if p.field),
        ]
        if fields:
            self._session.jump(fields[0])

    def go_to_missing(self, number: int) -> str:
        """Put the cursor where the given missing item is entered, counting round; return its field."""
        result = self._session.evaluation.result
        fields = [missing.field for missing in result.missing if missing.field] if result else []
        if not fields:
            return ""
        self._session.jump(fields[number % len(fields)])
        return fields[number % len(fields)]

    def _show_problems(self) -> None:
        texts = self._texts
        said = [
            f"{self._field_name(path)}: {texts.say(problem)}"
            for path, problem in self._session.state.problems.items()
        ]
        said = said or [self._problem_text(p) for p in self._session.evaluation.problems]
        self._alert.setVisible(bool(said))
        if said:
            self.alert_text.setText("✕ " + texts("answer.not_current") + "\n" + "\n".join(said))
        self._effect.setOpacity(_GREYED)
        self._effect.setEnabled(bool(said))
        self._content.setEnabled(not said)

    def _problem_text(self, problem: Problem) -> str:
        text = problem_text(problem, self._texts.language)
        name = self._field_name(problem.field) if problem.field else ""
        return f"{name}: {text}" if name else text
