"""The editor of one text with what belongs to it: commands, search, problems."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from cardecide.authoring import TextProblem, tidy
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.editor.code_editor import CodeEditor, Underline
from cardecide_ui.rules_page.editor.find_bar import FindBar
from cardecide_ui.rules_page.editor.help_at_cursor import HelpAtCursor
from cardecide_ui.rules_page.editor.plain_document import PlainDocument
from cardecide_ui.rules_page.editor.positions import Positions
from cardecide_ui.rules_page.editor.problem_list import ProblemList
from cardecide_ui.texts import Texts

KEYS = {
    "find": "Ctrl+F",
    "replace": "Ctrl+H",
    "comment": "Ctrl+/",
    "tidy": "Ctrl+Shift+I",
    "fold": "Ctrl+M",
    "fix": "Alt+Enter",
}


class EditorPane(QWidget):
    """``problem_shown`` tells that the cursor went to a problem."""

    problem_shown = Signal(int)

    def __init__(
        self, document: PlainDocument, texts: Texts, colors: Colors, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._problems: Sequence[TextProblem] = ()
        self.editor = CodeEditor(document, colors, name, self)
        self.help = HelpAtCursor(self.editor, texts)
        self.finder = FindBar(self.editor, texts, self)
        self.list = ProblemList(texts, colors, self)
        self.list.wanted.connect(self.go_to_problem)
        self.said = PlainLabel(role="caption")
        self.buttons: dict[str, QToolButton] = {}
        acts: dict[str, Callable[[], object]] = {
            "find": lambda: self.finder.open(replacing=False),
            "fold": self._fold_all,
            "comment": self.editor.comment,
            "tidy": self.tidy,
            "fix": self.help.show_fixes,
        }
        row = QHBoxLayout()
        row.setSpacing(2)
        for command, act in acts.items():
            row.addWidget(self._button(command, act))
        row.addStretch(1)
        row.addWidget(self.said)
        foot = QWidget(self)
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.list)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.editor)
        split.addWidget(foot)
        split.setStretchFactor(0, 1)
        split.setSizes([500, 110])
        split.setChildrenCollapsible(False)
        self._foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.finder)
        column.addWidget(split, 1)
        self.show_problems([], Positions(""))

    def show_problems(self, problems: Sequence[TextProblem], positions: Positions) -> None:
        """Show what is wrong with the text as it stands."""
        self._problems = problems
        self.help.use_problems(problems)
        self.editor.underline(
            [
                Underline(
                    positions.to_position(one.range.start), positions.to_position(one.range.end), one.severity
                )
                for one in problems
            ]
        )
        self.list.show_problems(problems)
        self._foot.setVisible(bool(problems))
        errors = sum(one.severity == "error" for one in problems)
        if problems:
            said = self._texts("rules.problem_count", errors=errors, warnings=len(problems) - errors)
        else:
            said = f"✓ {self._texts('rules.no_problems')}"
        self.said.setText(said)
        self.buttons["fix"].setEnabled(any(one.fixes for one in problems))

    def say_busy(self) -> None:
        """Say that the text is being checked."""
        self.said.setText(self._texts("rules.checking"))

    def go_to_problem(self, number: int) -> None:
        """Put the cursor at a problem."""
        if not 0 <= number < len(self._problems):
            return
        range_ = self._problems[number].range
        positions = Positions(self.editor.plain_document.text)
        self.editor.go_to(positions.to_position(range_.start), positions.to_position(range_.end))
        self.editor.setFocus()
        self.problem_shown.emit(number)

    def go_to_next_problem(self) -> None:
        """Put the cursor at the next problem after it, at the first after the last."""
        at = Positions(self.editor.plain_document.text).to_offset(self.editor.textCursor().selectionStart())
        later = [number for number, one in enumerate(self._problems) if one.range.start > at]
        self.go_to_problem(later[0] if later else 0)

    def go_to_line(self, line: int, column: int = 1) -> None:
        """Put the cursor at a line and column, from 1."""
        block = self.editor.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.editor.go_to(block.position() + min(column - 1, block.length() - 1))

    def tidy(self) -> None:
        """Tidy the layout of the text; comments and meaning stay."""
        document = self.editor.plain_document
        document.replace_text(tidy(document.text))

    def _fold_all(self) -> None:
        if any(
            not self.editor.document().findBlockByNumber(line).isVisible()
            for line in range(self.editor.blockCount())
        ):
            self.editor.open_all()
        else:
            self.editor.fold_all()

    def _button(self, command: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setText(self._texts(f"rules.editor.{command}"))
        button.setToolTip(f"{self._texts(f'rules.editor.{command}_tip')} ({KEYS[command]})")
        button.clicked.connect(act)
        self.buttons[command] = button
        return button
