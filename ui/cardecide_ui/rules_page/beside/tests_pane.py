"""The pack's own tests on the text as it stands: which are red, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.authoring import TestOutcome, TestsOutcome
from cardecide.language.messages import all_messages
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.lines_tree import Line, LinesTree
from cardecide_ui.rules_page.beside.when_seen import WhenSeen
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text

_MOST = 500


class TestsPane(WhenSeen):
    """``line_wanted`` carries the line of a test in the tests' text."""

    __test__ = False  # not a test class, whatever its name
    line_wanted = Signal(int)

    def __init__(self, edit: PackEdit, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self.said = PlainLabel(role="strong", wrap=True)
        self.hint = PlainLabel(texts("rules.tests.hint"), role="caption", wrap=True)
        self.tree = LinesTree(texts("rules.tests.list"), colors, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)
        self.tree.wanted.connect(lambda key: self.line_wanted.emit(int(key)))
        edit.tests_changed.connect(self.refresh_when_seen)
        edit.checked_changed.connect(self.refresh_when_seen)

    def refresh(self) -> None:
        """Show what the tests say."""
        outcome, texts = self._edit.outcome, self._texts
        stale = self._edit.checked is not None and self._edit.pack is None
        self.hint.setVisible(bool(outcome and outcome.failed) and not stale)
        if stale:
            self.said.setText(texts("rules.not_while_errors"))
            return
        if outcome is None:
            self.said.setText(texts("rules.computing"))
            return
        self.said.setText(headline(outcome, texts))
        self.tree.show_lines(tuple(self._lines(outcome)))

    def _lines(self, outcome: TestsOutcome) -> list[Line]:
        texts = self._texts
        lines = []
        if outcome.problems:
            lines += [
                Line(f"■ {one.line}:{one.column}  {problem_text(one, texts.language)}", "bad", str(one.line))
                for one in outcome.problems
            ]
        if outcome.failed:
            lines += [self._failed(one) for one in outcome.failed[:_MOST]]
        if outcome.gaps:
            gaps = tuple(
                Line(
                    f"{criterion}{f' ({version})' if version else ''}: "
                    + ", ".join(texts(f"verdict.{verdict}") for verdict in verdicts)
                )
                for version, criterion, verdicts in outcome.gaps[:_MOST]
            )
            lines.append(
                Line(
                    texts("rules.tests.gaps", count=len(outcome.gaps)),
                    "warn",
                    below=gaps,
                    open=False,
                    bold=True,
                )
            )
        green = [one for one in outcome.tests if one.passed]
        below = tuple(Line(f"✓ {one.name}", "", str(one.line)) for one in green[:_MOST])
        if green:
            title = texts("rules.tests.green", count=len(green))
            lines.append(Line(f"✓ {title}", "good", below=below, open=False, bold=True))
        return lines

    def _failed(self, test: TestOutcome) -> Line:
        below = tuple(
            Line(
                self._texts(
                    "rules.tests.failure",
                    what=self._texts("rules.tests.status") if one.what == "the status" else one.what,
                    expected=self._word(one.expected),
                    actual=self._word(one.actual),
                ),
                key=str(test.line),
            )
            for one in test.failures
        )
        return Line(f"✕ {test.name}", "bad", str(test.line), below, bold=True)

    def _word(self, word: str) -> str:
        """A verdict or a status in words; several, as a test may expect one of them, each for itself."""
        sentences = all_messages()
        for name in (f"window.verdict.{word}", f"status.{word}"):
            if name in sentences:
                return sentences[name][self._texts.language]
        return word.replace("_", " ")


def headline(outcome: TestsOutcome, texts: Texts) -> str:
    """The tests in one line."""
    if outcome.problems:
        return f"■ {texts('rules.tests.unreadable')}"
    if not outcome.tests:
        return f"▲ {texts('rules.tests.none')}"
    if outcome.green:
        return f"✓ {texts('rules.tests.all_green', count=len(outcome.tests))}"
    return f"✕ {texts('rules.tests.some_red', count=len(outcome.failed), all=len(outcome.tests))}"
