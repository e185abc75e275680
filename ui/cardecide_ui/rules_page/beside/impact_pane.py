"""The impact of the change over the library or a folder of cases: which cases change, from what to what."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cardecide.authoring import CaseImpact
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.lines_tree import Line, LinesTree
from cardecide_ui.rules_page.beside.when_seen import WhenSeen
from cardecide_ui.rules_page.models.change_words import ChangeWords
from cardecide_ui.rules_page.models.impact_run import ImpactQuestion, Source, cases_of_folder
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.texts import Texts

_MOST = 500


class ImpactPane(WhenSeen):
    """Computed when asked for, because it takes as long as there are cases; can be stopped at any moment."""

    def __init__(
        self,
        edit: PackEdit,
        texts: Texts,
        colors: Colors,
        library: Callable[[], Source | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self._library = library
        self.run = edit.impact
        self.over_folder = QPushButton(texts("rules.impact.folder"), self)
        self.over_library = QPushButton(texts("rules.impact.library"), self)
        self.stop = QPushButton(texts("rules.impact.stop"), self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(texts("rules.impact.progress"))
        self.said = PlainLabel(role="strong", wrap=True)
        self.hint = PlainLabel(texts("rules.impact.hint"), role="caption", wrap=True)
        self.tree = LinesTree(texts("rules.impact.list"), colors, self)
        row = QHBoxLayout()
        row.addWidget(self.over_library)
        row.addWidget(self.over_folder)
        row.addStretch(1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(self.tree, 1)
        self.over_folder.clicked.connect(self._ask_folder)
        self.over_library.clicked.connect(self._use_library)
        self.stop.clicked.connect(self.run.cancel)
        self.run.progress.connect(self._progressed)
        self.run.ended.connect(self.refresh_when_seen)
        edit.checked_changed.connect(self.refresh_when_seen)
        self.refresh()

    def start(self, cases: Source) -> None:
        """Compute the impact over cases."""
        edit = self._edit
        if edit.pack is None:
            return
        desk, today = edit.desk, edit.desk.today
        self.run.start(
            ImpactQuestion(edit.pack, lambda: desk.rules.in_force(today), today, self._texts.language, cases)
        )

    def refresh(self) -> None:
        """Show how far it has come and what was found."""
        run, texts = self.run, self._texts
        ready = self._edit.pack is not None and not run.is_running
        self.over_folder.setEnabled(ready)
        library = self._library()
        self.over_library.setEnabled(ready and library is not None)
        self.over_library.setToolTip("" if library is not None else texts("rules.impact.no_library"))
        self.stop.setVisible(run.is_running)
        self.bar.setVisible(run.is_running)
        self.bar.setRange(0, run.total)
        self.bar.setValue(len(run.done))
        self.said.setText(self._headline())
        self.said.setVisible(bool(self.said.text()))
        if not run.is_running or len(run.done) % 20 == 0:
            self.tree.show_lines(self._lines())

    def _progressed(self, _done: int, _total: int) -> None:
        self.refresh_when_seen()

    def _headline(self) -> str:
        run, texts = self.run, self._texts
        if run.error:
            return run.error
        if run.is_running:
            return texts("rules.impact.running", done=len(run.done), all=run.total)
        if not run.done and not run.total:
            return texts("rules.impact.no_cases") if run.was_asked else ""
        said = texts("rules.impact.result", changed=len(run.changed), done=len(run.done))
        if run.was_cancelled:
            said += " " + texts("rules.impact.stopped", all=run.total)
        return said

    def _lines(self) -> list[Line]:
        words = ChangeWords(self._texts, self._edit.desk.shown_names())
        status = [one for one in self.run.changed if one.changes]
        others = [one for one in self.run.changed if not one.changes]
        lines = [self._case(one, words) for one in (*status, *others)[:_MOST]]
        if self.run.failed:
            below = tuple(Line(f"{one.name}: {one.error}", "bad") for one in self.run.failed[:_MOST])
            title = self._texts("rules.impact.failed", count=len(below))
            lines.append(Line(f"■ {title}", "bad", below=below, bold=True, open=False))
        return lines

    def _case(self, one: CaseImpact, words: ChangeWords) -> Line:
        said = [words.status(change) for change in one.changes] + [
            words.score(change) for change in one.scores
        ]
        below = [Line(f"{about}: {move}") for about, move in said]
        if one.criteria:
            below.append(Line(self._texts("rules.impact.criteria", count=one.criteria)))
        day = f" · {one.decision_date}" if one.decision_date else ""
        return Line(f"▲ {one.name}{day}", "warn", below=tuple(below), bold=True, open=bool(one.changes))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._texts("rules.impact.folder"))
        if chosen:
            folder = Path(chosen)
            self.start(lambda: cases_of_folder(folder))

    def _use_library(self) -> None:
        cases = self._library()
        if cases is not None:
            self.start(cases)
