"""What is missing: the questions whose answers settle most, each leading to its field; then the notes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from cardecide.assessment.result import Result
from cardecide_ui.answer.jump import AskButton, Jump
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

_SHOWN_AT_FIRST = 6


class AskList(QFrame):
    """A titled list of questions, the first few shown until more are wanted."""

    def __init__(self, title: str, texts: Texts, jump: Jump, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._texts = texts
        self._jump = jump
        self._asked: list[tuple[str, str, str]] = []
        self._shows_all = False
        self.buttons: list[AskButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(PlainLabel(title, role="title"))
        self.more = QToolButton(self)
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._show_all)
        self._layout.addWidget(self.more)

    def ask(self, asked: list[tuple[str, str, str]]) -> None:
        """Show questions, each with its remark and its field."""
        if asked != self._asked:
            self._asked = asked
            self._fill()
        self.setVisible(bool(asked))

    def _fill(self) -> None:
        shown = self._asked if self._shows_all else self._asked[:_SHOWN_AT_FIRST]
        while len(self.buttons) > len(shown):
            button = self.buttons.pop()
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        while len(self.buttons) < len(shown):
            self.buttons.append(AskButton(self))
            self._layout.insertWidget(len(self.buttons), self.buttons[-1])
        for button, (text, remark, field) in zip(self.buttons, shown, strict=True):
            button.ask(text, remark, self._go(field))
        left = len(self._asked) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(self._texts("answer.more", count=left))

    def _go(self, field: str) -> Callable[[], object]:
        return partial(self._jump, field)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()


class NoteList(QFrame):
    """Notes of the assessment and entries that were set aside."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._text = PlainLabel(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(PlainLabel(title, role="title"))
        layout.addWidget(self._text)

    def show_notes(self, notes: list[str]) -> None:
        """Show notes, one paragraph each."""
        self._text.setText("\n".join(f"• {note}" for note in notes))
        self.setVisible(bool(notes))


def missing_questions(result: Result, texts: Texts) -> list[tuple[str, str, str]]:
    """The missing facts as questions, with how many statuses each may settle."""
    return [
        (
            missing.question,
            texts("missing.settles", count=len(missing.settles)) if missing.settles else "",
            missing.field,
        )
        for missing in result.missing
    ]


def open_questions(result: Result) -> list[tuple[str, str, str]]:
    """The questions that the entries themselves raise."""
    asked = {question.question: question.field for question in reversed(result.questions)}
    return [(question, "", field) for question, field in reversed(asked.items())]


def preparations(result: Result, texts: Texts) -> list[str]:
    """What to prepare, each with what to do about it; what only may apply says so and comes last."""
    listed = sorted(result.preparation, key=lambda item: item.applies != "yes")
    said = []
    for item in listed:
        text = " – ".join(part for part in (item.text, item.action) if part)
        said.append(text if item.applies == "yes" else texts("preparation.may_apply", text=text))
    return said
