"""Where a missing fact is entered, and a button that goes there."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cardecide.assessment.result import Result
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Language
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

Jump = Callable[[str], object]


def field_of(fact: str, result: Result) -> str:
    """The case field in which a fact is entered; empty where nobody says."""
    for missing in result.missing:
        if missing.fact == fact and missing.field:
            return missing.field
    definition = catalogue().get(fact)
    return definition.field if definition else ""


def name_of(fact: str, result: Result, language: Language) -> str:
    """What a fact is called; the question about it where it has no name of its own."""
    if fact in result.facts:
        return result.facts[fact].label
    for missing in result.missing:
        if missing.fact == fact:
            return missing.question
    definition = catalogue().get(fact)
    return definition.label[language] if definition else ""


def field_label(field: str, texts: Texts) -> str:
    """What the form calls a field; empty for one inside a list, which has no name of its own."""
    try:
        return texts(case_field(field).label)
    except (KeyError, ValueError):
        return ""


class AskButton(QPushButton):
    """A button with a question that wraps, and a quiet remark below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ask")
        self._act: Callable[[], object] = lambda: None
        self._question = PlainLabel(wrap=True)
        self._remark = PlainLabel(role="caption")
        layout = QHBoxLayout(self)
        self._row = layout
        layout.setContentsMargins(9, 5, 9, 5)
        layout.addWidget(PlainLabel("→", role="quiet"))
        layout.addWidget(self._question, 1)
        layout.addWidget(self._remark)
        for child in self.findChildren(PlainLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self._act())

    def ask(self, question: str, remark: str, act: Callable[[], object]) -> None:
        """Show a question; ``act`` is what pressing it does."""
        self.setAccessibleName(question)
        self._question.setText(question)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._act = act

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The question wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of the wrapped question."""
        return self._row.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The room of the question, not of the button's own (empty) text."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the layout asks."""
        return self._row.minimumSize()
