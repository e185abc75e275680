"""One pack being edited: its head, the two ways to edit it, and what stands beside them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from cardecide.language.text import in_language
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.effect_pane import EffectPane
from cardecide_ui.rules_page.beside.impact_pane import ImpactPane
from cardecide_ui.rules_page.beside.life_pane import LifePane
from cardecide_ui.rules_page.beside.table_pane import TablePane
from cardecide_ui.rules_page.beside.tests_pane import TestsPane
from cardecide_ui.rules_page.editor.editor_pane import EditorPane
from cardecide_ui.rules_page.editor.positions import Positions
from cardecide_ui.rules_page.guided.guided_pane import GuidedPane
from cardecide_ui.rules_page.models.impact_run import Source
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.models.test_problems import as_text_problems
from cardecide_ui.texts import Texts

_WAYS = ("guided", "text", "tests_text")
_SIDES = ("table", "tests", "effect", "impact", "life")
_TONES = {"draft": "warn", "tested": "warn", "reviewed": "good", "in_force": "good", "bundled": "neutral"}


class PackPage(QWidget):
    """``step_wanted`` carries the name of a step; ``compare`` and ``revert`` the number of a revision."""

    step_wanted = Signal(str)
    compared = Signal(int)
    reverted = Signal(int)

    def __init__(
        self,
        edit: PackEdit,
        texts: Texts,
        colors: Colors,
        library: Callable[[], Source | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = edit
        self._texts = texts
        self.title = PlainLabel(role="title", wrap=True)
        self.id = PlainLabel(edit.id, role="quiet")
        self.state = PlainLabel()
        self.unsaved = PlainLabel(texts("rules.state.changed"))
        self.unsaved.setProperty("tone", "warn")
        self.step = QPushButton(self)
        self.step.clicked.connect(lambda: self.step_wanted.emit(edit.steps.next))
        self.discard = QPushButton(texts("rules.discard.button"), self)
        self.discard.clicked.connect(lambda: self.step_wanted.emit("discard"))
        self.guided = GuidedPane(edit, texts, self)
        self.text = EditorPane(edit.document, texts, colors, texts("rules.way.text"), self)
        self.tests_text = EditorPane(edit.tests_document, texts, colors, texts("rules.way.tests_text"), self)
        self.ways = self._tabs(
            {"guided": self.guided, "text": self.text, "tests_text": self.tests_text}, "way"
        )
        self.table = TablePane(edit, texts, colors, self)
        self.tests = TestsPane(edit, texts, colors, self)
        self.effect = EffectPane(edit, texts, colors, self)
        self.impact = ImpactPane(edit, texts, colors, library, self)
        self.life = LifePane(edit, texts, colors, self)
        self.sides = self._tabs(
            {
                "table": self.table,
                "tests": self.tests,
                "effect": self.effect,
                "impact": self.impact,
                "life": self.life,
            },
            "side",
        )
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for widget in (self.id, self.state, self.unsaved, self.discard, self.step):
            head.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.ways)
        split.addWidget(self.sides)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        split.setSizes([540, 410])
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(split, 1)
        self._connect()
        self._show_check()
        self._show_tests()
        self._show_state()

    def go_to(self, line: int, column: int = 1) -> None:
        """Show a line of the pack's text in the editor."""
        self.ways.setCurrentWidget(self.text)
        self.text.go_to_line(line, column)

    def focus_editor(self) -> None:
        """Put the cursor into what is being edited."""
        shown = self.ways.currentWidget()
        if isinstance(shown, EditorPane):
            shown.editor.setFocus()
        else:
            self.guided.table.setFocus()

    @property
    def shown_editor(self) -> EditorPane | None:
        """The text editor that is seen, if one is."""
        shown = self.ways.currentWidget()
        return shown if isinstance(shown, EditorPane) else None

    def _connect(self) -> None:
        edit = self.edit
        edit.checked_changed.connect(self._show_check)
        edit.tests_changed.connect(self._show_tests)
        edit.effect_changed.connect(self._show_tab_titles)
        edit.state_changed.connect(self._show_state)
        edit.document.contentsChanged.connect(self._typing)
        self.table.place_wanted.connect(self.go_to)
        self.tests.line_wanted.connect(self._go_to_test)
        self.life.wanted.connect(self.step_wanted)
        self.life.compared.connect(self.compared)
        self.life.reverted.connect(self.reverted)

    def _go_to_test(self, line: int) -> None:
        self.ways.setCurrentWidget(self.tests_text)
        self.tests_text.go_to_line(line)
        self.tests_text.editor.setFocus()

    def _typing(self) -> None:
        if self.edit.is_busy:
            self.text.say_busy()

    def _show_check(self) -> None:
        live = self.edit.live
        if live is None or live.checked.text != self.edit.document.text:
            return  # typed on since; the next answer is on its way
        self.text.show_problems(live.checked.problems, live.positions)
        self.text.editor.folding.use(live.folds)
        self.text.editor.gutter.update()
        self._show_tab_titles()

    def _show_tests(self) -> None:
        outcome = self.edit.outcome
        text = self.edit.tests_document.text
        problems = as_text_problems(text, outcome.problems) if outcome is not None else ()
        self.tests_text.show_problems(problems, Positions(text))
        self._show_tab_titles()

    def _show_tab_titles(self) -> None:
        edit, texts = self.edit, self._texts
        errors = edit.count("error")
        signs = {"text": f" ■{errors}" if errors else ""}
        outcome = edit.outcome
        if outcome is not None and edit.pack is not None:
            signs["tests"] = " ✓" if outcome.green else f" ✕{len(outcome.failed) or ''}"
        found = edit.effect.comparison if edit.effect is not None and edit.pack is not None else None
        if found is not None and (found.changes or found.scores or found.criteria):
            signs["effect"] = " ▲"
        for tabs, names, group in ((self.ways, _WAYS, "way"), (self.sides, _SIDES, "side")):
            for number, name in enumerate(names):
                tabs.setTabText(number, texts(f"rules.{group}.{name}") + signs.get(name, ""))

    def _show_state(self) -> None:
        edit, texts = self.edit, self._texts
        pack = edit.pack or edit.before
        self.title.setText(in_language(pack.title, texts.language) if pack is not None else edit.id)
        state = edit.local.standing if edit.local.sequence else "bundled"
        self.state.setText(texts(f"rules.state.{state}"))
        if self.state.property("tone") != _TONES[state]:
            self.state.setProperty("tone", _TONES[state])
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)
        self.unsaved.setVisible(edit.is_changed)
        self.discard.setVisible(edit.is_changed)
        step = edit.steps.next
        self.step.setVisible(step not in ("done", "none"))
        if step not in ("done", "none"):
            self.step.setText(texts(f"rules.life.do_{step}"))
        self.step.setEnabled(step != "save" or not edit.count("error"))
        self.step.setToolTip(texts("rules.life.errors_first") if not self.step.isEnabled() else "")

    def _tabs(self, pages: dict[str, QWidget], group: str) -> QTabWidget:
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self._texts(f"rules.{group}.name"))
        for name, page in pages.items():
            page.setContentsMargins(0, 6, 0, 0)
            tabs.addTab(page, self._texts(f"rules.{group}.{name}"))
        return tabs
