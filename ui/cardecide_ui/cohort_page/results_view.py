"""The second step: how every patient stands, label by label and trial by trial."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QSplitter, QVBoxLayout, QWidget

from cardecide.case.model import Case
from cardecide.language.text import in_language
from cardecide_ui.cohort_page.mapping_view import quiet_table
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.problem_table import ProblemTable
from cardecide_ui.cohort_page.results_table import ResultsTable
from cardecide_ui.cohort_page.summary_table import SummaryTable
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

_STATUSES = {
    "label": ("on_label", "undetermined", "off_label", "not_approved"),
    "trial": ("inside", "undetermined", "outside"),
}


class ResultsView(QWidget):
    """Labels and trials at the left, the patients of the chosen one at the right."""

    def __init__(
        self,
        model: CohortModel,
        texts: Texts,
        colors: Colors,
        open_case: Callable[[Case], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._open_case = model, texts, open_case
        self.summary = SummaryTable(texts, colors, self)
        self.packs = quiet_table(texts("cohort.summary.pack"))
        self.packs.setModel(self.summary)
        self.packs.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, 5):
            self.packs.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.patients = ResultsTable(texts, colors, self)
        self.list = quiet_table(texts("cohort.results.title"))
        self.list.setModel(self.patients)
        self.list.setSortingEnabled(True)
        self.list.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        for place, width in enumerate((48, 130, 190, 180, 180)):
            self.list.setColumnWidth(place, width)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.status = StillComboBox()
        self.status.setAccessibleName(texts("cohort.results.filter_status"))
        self.criterion = StillComboBox()
        self.criterion.setAccessibleName(texts("cohort.results.filter_criterion"))
        self.criterion.setSizeAdjustPolicy(
            StillComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.criterion.setMinimumContentsLength(22)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts("cohort.results.search"))
        self.search.setAccessibleName(texts("cohort.results.search"))
        self.search.setClearButtonEnabled(True)
        self.count = PlainLabel(role="caption")
        self.aside = ProblemTable(texts, self)
        self.aside_list = quiet_table(texts("cohort.results.aside"))
        self.aside_list.setModel(self.aside)
        for place, width in enumerate((60, 150, 150)):
            self.aside_list.setColumnWidth(place, width)
        self.aside_list.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.about_aside = PlainLabel(role="heading")
        self._lay_out()
        self.status.activated.connect(self._filter)
        self.criterion.activated.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self.list.activated.connect(self._open)
        self.packs.selectionModel().currentRowChanged.connect(lambda now, before: self._choose_pack(now))
        model.screened_changed.connect(self.refresh)
        model.pack_changed.connect(self._pack_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the answers of now."""
        screened = self._model.screened
        self.summary.show(screened)
        aside = [problem for one in screened.set_aside for problem in one.problems] if screened else []
        self.aside.show(aside[:2000])
        self._aside.setVisible(bool(aside))
        count = len(screened.set_aside) if screened is not None else 0
        self.about_aside.setText(self._texts("cohort.results.about_aside", count=count))
        if screened is not None and screened.side.packs:
            self.packs.selectRow(self.summary.row_of(self._model.pack))
        self._pack_changed()

    def _choose_pack(self, index: QModelIndex) -> None:
        if index.isValid():
            self._model.choose_pack(self.summary.place(index.row()))

    def _pack_changed(self) -> None:
        screened = self._model.screened
        self.status.clear()
        self.criterion.clear()
        self.status.addItem(self._texts("cohort.results.every_status"), "")
        self.criterion.addItem(self._texts("cohort.results.every_criterion"), "")
        if screened is not None and screened.side.packs:
            pack = screened.side.packs[self._model.pack]
            for status in _STATUSES[pack.kind]:
                self.status.addItem(self._texts.common(f"status.{status}"), status)
            for one in pack.criteria:
                self.criterion.addItem(in_language(one.text, self._texts.language), one.id)
            if self.summary.place(self.packs.currentIndex().row()) != self._model.pack:
                self.packs.selectRow(self.summary.row_of(self._model.pack))
        self.patients.show(None, 0)
        self._filter()
        self.patients.show(screened, self._model.pack)
        self._say_count()

    def _filter(self) -> None:
        self.patients.filter(
            status=self.status.currentData() or "",
            criterion=self.criterion.currentData() or "",
            search=self.search.text(),
        )
        self._say_count()

    def _say_count(self) -> None:
        screened = self._model.screened
        whole = int(screened.judged.sum()) if screened is not None else 0
        self.count.setText(self._texts("cohort.results.count", shown=self.patients.rowCount(), whole=whole))

    def _open(self, index: QModelIndex) -> None:
        case = self._model.case_of(self.patients.place(index.row()))
        if case is not None:
            self._open_case(case)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.status)
        filters.addWidget(self.criterion, 1)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.count)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(PlainLabel(self._texts("cohort.results.open_hint"), role="caption"))
        self._aside = QWidget()
        low = QVBoxLayout(self._aside)
        low.setContentsMargins(0, 4, 0, 0)
        low.addWidget(self.about_aside)
        low.addWidget(self.aside_list)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(right)
        down.addWidget(self._aside)
        down.setSizes([430, 130])
        down.setChildrenCollapsible(False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.packs)
        across.addWidget(down)
        across.setSizes([600, 600])
        across.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(across)
