"""The problems of the text, in its order: what is wrong, where, and a way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from cardecide.authoring import TextProblem
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text

_MOST = 500
SIGNS = {"error": "■", "warning": "▲"}


class ProblemList(QListWidget):
    """``wanted`` carries the number of the problem to go to."""

    wanted = Signal(int)

    def __init__(self, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._colors = colors
        self.setAccessibleName(texts("rules.problems"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(lambda item: self.wanted.emit(self.row(item)))
        self.itemClicked.connect(lambda item: self.wanted.emit(self.row(item)))

    def show_problems(self, problems: Sequence[TextProblem]) -> None:
        """List the problems in place of those before; the line that was chosen stays chosen."""
        lines = [self.line_of(problem) for problem in problems[:_MOST]]
        if len(problems) > _MOST:
            lines.append(self._texts("rules.problems_more", count=len(problems) - _MOST))
        if lines == [self.item(row).text() for row in range(self.count())]:
            return
        chosen = self.currentRow()
        self.clear()
        for line, problem in zip(lines, [*problems[:_MOST], None], strict=False):
            item = QListWidgetItem(line, self)
            if problem is not None:
                tone = self._colors.bad if problem.severity == "error" else self._colors.warn
                item.setForeground(QColor(tone.text))
        if chosen >= 0:
            self.setCurrentRow(min(chosen, self.count() - 1))

    def line_of(self, problem: TextProblem) -> str:
        """A problem in one line: place, what kind it is, and the exact words."""
        said = problem.problem
        words = problem_text(said, self._texts.language)
        weight = self._texts(f"rules.severity.{problem.severity}")
        headline = self._texts.say(problem.headline)
        return f"{SIGNS[problem.severity]} {problem.line}:{problem.column}  {weight}: {headline} – {words}"

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the first line when the list is reached by a key."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
