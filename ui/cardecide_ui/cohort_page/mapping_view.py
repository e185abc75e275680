"""The first step: the table's columns, what they mean, and what in them could not be read."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from cardecide.language.messages import say
from cardecide_ui.cohort_page.column_panel import ColumnPanel
from cardecide_ui.cohort_page.mapping_table import MappingTable
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.problem_table import ProblemTable
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

_NO_LIMIT = 16_777_215


def quiet_table(name: str, parent: QWidget | None = None) -> QTableView:
    """A table to read and choose rows in, with a name for those who do not see it."""
    view = QTableView(parent)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(26)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.setShowGrid(False)
    return view


class MappingView(QWidget):
    """The list of columns, the panel of the chosen one, and the preview below."""

    def __init__(
        self, model: CohortModel, texts: Texts, colors: Colors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._texts = model, texts
        self.columns = MappingTable(model, texts, colors, self)
        self.list = quiet_table(texts("cohort.mapping.title"))
        self.list.setModel(self.columns)
        header = self.list.horizontalHeader()
        for place, width in enumerate((150, 150, 190, 70)):
            self.list.setColumnWidth(place, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.panel = ColumnPanel(model, texts)
        self.panel.setMinimumWidth(270)
        self.problems = ProblemTable(texts, self)
        self.problem_list = quiet_table(texts("cohort.problem.title"))
        self.problem_list.setModel(self.problems)
        for place, width in enumerate((60, 170, 170)):
            self.problem_list.setColumnWidth(place, width)
        self.problem_list.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.notes = PlainLabel(role="caption", wrap=True)
        self.about_problems = PlainLabel(role="heading", wrap=True)
        below = QWidget()
        low = QVBoxLayout(below)
        low.setContentsMargins(0, 6, 0, 0)
        low.addWidget(self.about_problems)
        low.addWidget(self.problem_list)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.list)
        across.addWidget(self.panel)
        across.setStretchFactor(0, 1)
        across.setSizes([820, 300])
        across.setChildrenCollapsible(False)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(below)
        down.setStretchFactor(0, 1)
        down.setSizes([420, 150])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notes)
        column.addWidget(down, 1)
        self._below = below
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        self.columns.modelReset.connect(self._first)
        model.changed.connect(self.refresh)
        self._first()
        self.refresh()

    def go_to_question(self) -> bool:
        """Choose the next column with an open question; False where there is none."""
        asked = {question.column for question in self._model.questions}
        rows = self.columns.rowCount()
        current = self.list.currentIndex().row()
        for step in range(1, rows + 1):
            row = (current + step) % rows
            if self.columns.column_name(row) in asked:
                self.list.selectRow(row)
                if self.panel.meaning is not None:
                    self.panel.meaning.setFocus()
                return True
        return False

    def refresh(self) -> None:
        """Show what there is to say about the table and its cells."""
        table = self._model.table
        notes = table.notes if table is not None else ()
        self.notes.setText(" ".join(say(note, self._texts.language) for note in notes))
        found = self._model.cell_problems()
        self.problems.show(found)
        text = "cohort.problem.none" if not found else "cohort.problem.some"
        rows = len({problem.row for problem in found})
        self.about_problems.setText(self._texts(text, count=len(found), rows=rows))
        self.problem_list.setVisible(bool(found))
        self._below.setMaximumHeight(_NO_LIMIT if found else self.about_problems.sizeHint().height() + 14)

    def _first(self) -> None:
        if self.columns.rowCount():
            self.list.selectRow(0)
            self.panel.show_column(self.columns.column_name(0))

    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.panel.show_column(self.columns.column_name(now.row()))
