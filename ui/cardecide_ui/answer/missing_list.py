"""What is missing: the questions whose answers settle most, each leading to its field; then the notes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QVBoxLayout, QWidget

from cardecide.assessment.joined_questions import JoinedQuestion
from cardecide.assessment.result import Result
from cardecide_ui.answer.jump import AskButton, Jump
from cardecide_ui.answer.question_row import Asked, Give, QuestionRow
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.ready_answers import ready_answers

_SHOWN_AT_FIRST = 6


class AskList(QFrame):
    """A titled list of questions, the first few shown until more are wanted.

    ``lead`` says what the first ``leading`` of them achieve together.
    """

    def __init__(
        self, title: str, texts: Texts, jump: Jump, give: Give | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._texts = texts
        self._jump = jump
        self._give = give
        self._asked: tuple[list[Asked], int] = ([], 0)
        self._shows_all = False
        self.rows: list[QuestionRow] = []
        self.lead = PlainLabel(wrap=True)
        self._also = PlainLabel(texts("missing.also"), role="heading")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(PlainLabel(title, role="title"))
        self._layout.addWidget(self.lead)
        self._layout.addWidget(self._also)
        self.more = QToolButton(self)
        self.more.setProperty("role", "quiet")
        self.more.setText(texts("answer.more", count=0))
        self.more.hide()
        self.more.clicked.connect(self._show_all)
        self._layout.addWidget(self.more)

    @property
    def buttons(self) -> list[AskButton]:
        """The questions shown, to be pressed."""
        return [row.button for row in self.rows]

    def ask(self, asked: list[Asked], lead: str = "", leading: int = 0) -> None:
        """Show questions."""
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        if (asked, leading) != self._asked:
            self._asked = (asked, leading)
            self._fill()
        self.setVisible(bool(asked))

    def _fill(self) -> None:
        asked, leading = self._asked
        shown = asked if self._shows_all else asked[: max(_SHOWN_AT_FIRST, leading)]
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            cursor = QApplication.focusWidget()
            if self.rows and cursor is not None and row.isAncestorOf(cursor):
                self.rows[-1].button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._layout.removeWidget(self._also)
        while len(self.rows) < len(shown):
            self.rows.append(QuestionRow(self._texts, self._jump, self._give, self))
            self._layout.insertWidget(self._layout.indexOf(self.more), self.rows[-1])
        for row, question in zip(self.rows, shown, strict=True):
            row.show_question(question)
        apart = 0 < leading < len(shown)
        self._layout.insertWidget(self._layout.indexOf(self.rows[leading]) if apart else 2, self._also)
        self._also.setVisible(apart)
        left = len(asked) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(self._texts("answer.more", count=left))

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()


class NoteList(QFrame):
    """Notes of the assessment, entries that were set aside, what to prepare; the rest behind a button."""

    def __init__(self, title: str, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._texts = texts
        self._notes: tuple[list[str], int] = ([], 0)
        self._shows_all = False
        self._text = PlainLabel(wrap=True)
        self.more = QToolButton(self)
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(PlainLabel(title, role="title"))
        layout.addWidget(self._text)
        layout.addWidget(self.more)

    def show_notes(self, notes: list[str], first: int | None = None) -> None:
        """Show notes, one paragraph each; only the ``first`` of them until more are wanted."""
        self._notes = notes, len(notes) if first is None else first
        self._fill()
        self.setVisible(bool(notes))

    def _fill(self) -> None:
        notes, first = self._notes
        shown = notes if self._shows_all else notes[:first]
        self._text.setText("\n".join(f"• {note}" for note in shown))
        self._text.setVisible(bool(shown))
        self.more.setVisible(len(shown) < len(notes))
        self.more.setText(self._texts("answer.may_apply", count=len(notes) - len(shown)))

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()


def missing_questions(
    asked: list[JoinedQuestion], texts: Texts, first: frozenset[str] = frozenset()
) -> list[Asked]:
    """What is missing as questions, those for ``first`` before the others, with what each settles alone."""
    return [
        Asked(
            one.brief,
            texts("missing.settles", count=len(one.settles)) if one.settles else "",
            one.field,
            ready_answers(one.fact, one.field),
        )
        for one in sorted(asked, key=lambda one: first.isdisjoint(one.facts))
    ]


def open_questions(result: Result) -> list[Asked]:
    """The questions that the entries themselves raise."""
    asked = {question.question: question.field for question in reversed(result.questions)}
    return [Asked(question, "", field) for question, field in reversed(asked.items())]


def preparations(result: Result, texts: Texts) -> list[str]:
    """What to prepare, each with what to do about it; what only may apply says so and comes last."""
    said = []
    for item in sorted(result.preparation, key=lambda item: item.applies != "yes"):
        if item.background:
            continue
        text = " – ".join(part for part in (item.text, item.action) if part)
        said.append(text if item.applies == "yes" else texts("preparation.may_apply", text=text))
    return said


def backgrounds(result: Result) -> list[str]:
    """What applies and is only to be known."""
    return [item.text for item in result.preparation if item.background and item.applies == "yes"]
