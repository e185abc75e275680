"""The cohort page: open a table, say what its columns mean, screen it, look at the answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cardecide.reading.problem import InputError
from cardecide_ui.cohort_page.answer_files import AnswerFiles
from cardecide_ui.cohort_page.attrition_view import AttritionView
from cardecide_ui.cohort_page.comparison_view import ComparisonView
from cardecide_ui.cohort_page.day_edits import DayEdits
from cardecide_ui.cohort_page.file_dialogs import CohortFiles, FileDialogs
from cardecide_ui.cohort_page.first_steps import FirstSteps
from cardecide_ui.cohort_page.mapping_view import MappingView
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.reading_choices import ReadingChoices, trouble_text
from cardecide_ui.cohort_page.results_view import ResultsView
from cardecide_ui.cohort_page.rule_sets import RuleSets
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.page_context import PageContext

STEPS: Final = ("columns", "patients", "attrition", "comparison")


class CohortPage(QWidget):
    """A bar with the file and the day, four steps, and the step chosen."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._texts = context, context.texts
        self.files: CohortFiles = FileDialogs(context.texts, self)
        self.model = context.keep("cohort", lambda: _model(context))
        self.setAcceptDrops(True)
        self._make_bar()
        self._make_steps()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(self._bar())
        column.addLayout(self._second_bar())
        column.addWidget(self.trouble)
        column.addWidget(self.choices)
        column.addWidget(self._stack, 1)
        for signal in (self.model.changed, self.model.screened_changed, self.model.busy_changed):
            signal.connect(self.refresh)
        self.model.screened_changed.connect(self._answered)
        self.model.moved.connect(self._moved)
        self.model.trouble.connect(self._show_trouble)
        self._shown = "patients" if self.model.screened is not None else "columns"
        self.refresh()
        self.go_to(self._shown)

    def open_table(self) -> None:
        """Ask for a table and open it."""
        path = self.files.table()
        if path is not None:
            self.take_table(path)

    def take_table(self, path: Path) -> None:
        """Open a table."""
        self.trouble.hide()
        self.choices.hide()
        self.model.open(path)

    def read_as(self, path: Path, asked: str, value: str) -> None:
        """Open a table as the person said."""
        from cardecide.cohort.tables.opening import HowToRead

        chosen: dict[str, Any] = {asked: value}
        self.model.open(path, HowToRead(**chosen))

    def load_mapping(self) -> None:
        """Ask for a saved mapping and take it."""
        path = self.files.mapping()
        if path is not None:
            self.trouble.hide()
            self.model.use_mapping(path)

    def save_mapping(self) -> None:
        """Ask where to keep the mapping and write it."""
        table = self.model.table
        path = self.files.write(f"{Path(table.name).stem}.mapping.yaml" if table else "mapping.yaml", "yaml")
        if path is not None:
            self.model.save_mapping(path)

    def run_screening(self) -> None:
        """Judge every row; where a question is open, go to it instead."""
        self.trouble.hide()
        if not self.days.take():
            self.trouble.setText(self._texts("cohort.bad_date"))
            self.trouble.show()
            return
        if self.model.questions:
            self.go_to("columns")
            self.mapping.go_to_question()
            return
        self.model.screen()

    def go_to(self, step: str) -> None:
        """Show a step."""
        self._shown = step
        # No exclusive group: it would leave a single button of the four within reach of the tab key.
        for name, button in self.steps.items():
            button.setChecked(name == step)
        shown: dict[str, QWidget] = {
            "columns": self.mapping if self.model.table is not None else self.first,
            "patients": self.results,
            "attrition": self.attrition,
            "comparison": self.comparison,
        }
        self._stack.setCurrentWidget(shown[step])

    def refresh(self) -> None:
        """Show what can be done now."""
        model = self.model
        table, screened, busy = model.table, model.screened, model.is_busy
        self.name.setText(table.name if table is not None else self._texts("cohort.no_table"))
        count = len(table) + len(table.broken) if table is not None else 0
        self.count.setText(self._texts("cohort.rows", count=count) if table is not None else "")
        asked = len(model.questions)
        self.state.setText(self._state(asked))
        self.days.refresh()
        self.state.set_role("warning" if asked or model.is_stale else "caption")
        for name in STEPS[1:]:
            self.steps[name].setEnabled(screened is not None)
        self.steps["columns"].setEnabled(True)
        self.run.setEnabled(table is not None and not busy)
        for button in (self.open, self.load, self.save):
            button.setEnabled(not busy and (table is not None or button is self.open))
        self.export.setEnabled(screened is not None and not busy)
        self.state.setVisible(not busy)
        self.stop.setVisible(busy)
        self.progress.setVisible(busy)
        if not busy:
            self.progress.setRange(0, 0)
        self.go_to(self._shown if screened is not None else "columns")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A table may be dropped on the page."""
        if _dropped(event.mimeData()) is not None and not self.model.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the table that was dropped."""
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_table(path)

    def _left(self, path: Path) -> None:
        """Answers were written to a file: the library's audit log says so, where a library is open."""
        if self._context.library is not None:
            self._context.library.log.note("cohort_exported", path.read_bytes())
        self._context.say(self._texts("done.exported", name=path.name))

    def _state(self, asked: int) -> str:
        if self.model.table is None:
            return ""
        if asked:
            return self._texts("cohort.asked", count=asked)
        if self.model.is_stale:
            return self._texts("cohort.stale")
        if self.model.screened is None:
            return self._texts("cohort.ready" if self.model.can_screen else "cohort.nothing_mapped")
        screened = self.model.screened
        judged = int(screened.judged.sum())
        return self._texts("cohort.judged", count=judged, aside=len(screened.set_aside))

    def _answered(self) -> None:
        self.go_to("patients" if self.model.screened is not None else "columns")

    def _moved(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setFormat(self._texts("cohort.progress", done=done, total=total))

    def _show_trouble(self, error: object) -> None:
        if isinstance(error, InputError) and not self.choices.ask(self.model.path, error):
            self.trouble.setText(trouble_text(error, self._texts))
            self.trouble.show()

    def _make_bar(self) -> None:
        texts = self._texts
        self.open = self._button("cohort.open", self.open_table)
        self.load = self._button("cohort.load_mapping", self.load_mapping)
        self.save = self._button("cohort.save_mapping", self.save_mapping)
        self.run = self._button("cohort.screen", self.run_screening)
        self.run.setProperty("role", "primary")
        self.stop = self._button("cohort.stop", self.model.stop)
        self.export = AnswerFiles(self.model, texts, lambda: self.files, self._left)
        self.name = PlainLabel(role="title")
        self.count = PlainLabel(role="quiet")
        self.state = PlainLabel(role="caption")
        self.trouble = PlainLabel(role="problem", wrap=True)
        self.trouble.hide()
        self.choices = ReadingChoices(texts, self.read_as)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(170)
        # A long sentence must not push the window wider.
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress.setAccessibleName(texts("cohort.screen"))
        self.days = DayEdits(self.model, texts, self._context.services.today, self.run_screening)
        self.day, self.other_day = self.days.day, self.days.other_day
        for keys, function in (("Ctrl+Shift+O", self.open_table), ("Ctrl+Return", self.run_screening)):
            QShortcut(
                QKeySequence(keys), self, function, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def _make_steps(self) -> None:
        texts, colors = self._texts, self._context.colors
        self.first = FirstSteps(texts, self.open_table, self.take_table)
        self.mapping = MappingView(self.model, texts, colors)
        self.results = ResultsView(self.model, texts, colors, self._context.open_case)
        self.attrition = AttritionView(self.model, texts, colors, lambda: self.files, self._left)
        self.comparison = ComparisonView(self.model, texts, lambda: self.files, self.run_screening)
        self._stack = QStackedWidget()
        for view in (self.first, self.mapping, self.results, self.attrition, self.comparison):
            self._stack.addWidget(view)
        self.steps: dict[str, QToolButton] = {}
        for name in STEPS:
            button = QToolButton()
            button.setText(texts(f"cohort.step.{name}"))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.go_to(name))
            self.steps[name] = button

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.name)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.load)
        row.addWidget(self.save)
        row.addWidget(self.export)
        return row

    def _second_bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in self.steps.values():
            row.addWidget(button)
        row.addSpacing(10)
        row.addWidget(self.state, 1)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        row.addWidget(self.days)
        row.addWidget(self.run)
        return row

    def _button(self, text: str, function: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._texts(text))
        button.clicked.connect(lambda: function())
        return button


def _model(context: PageContext) -> CohortModel:
    """With the rules that the window judges cases with, and those that they can be compared with."""
    sets = RuleSets(context.services.rules)
    return CohortModel(sets.own, context.services.today, sets.other)


def _dropped(data: QMimeData) -> Path | None:
    from cardecide.cohort.tables.opening import ENDINGS

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() in ENDINGS else None
