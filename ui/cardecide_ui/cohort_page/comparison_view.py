"""The fourth step: which patients stand differently on another day."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QVBoxLayout, QWidget

from cardecide.case.partial_date import PartialDate
from cardecide_ui.cohort_page.mapping_view import quiet_table
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.summary_table import pack_title
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.cohort.attrition.transitions import Moved, Transition

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST = 20_000


class _Lines(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self, names: tuple[str, ...], texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._headings = [texts(f"cohort.compare.{name}") for name in names]
        self._lines: list[tuple[str, ...]] = []

    def show(self, lines: list[tuple[str, ...]], dates: tuple[str, str] | None = None) -> None:
        """Show other lines; ``dates`` head the columns of the two statuses."""
        self.beginResetModel()
        if dates is not None:
            for name, date in zip(("before", "after"), dates, strict=True):
                self._headings[self._names.index(name)] = date
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines[index.row()][index.column()]
        return None


class ComparisonView(QWidget):
    """How many patients move from which status to which, and who they are."""

    def __init__(self, model: CohortModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._texts = model, texts
        self._moved: list[Moved] = []
        self._transitions: list[Transition] = []
        self.said = PlainLabel(role="strong", wrap=True)
        self.counts = _Lines(("pack", "before", "after", "count"), texts, self)
        self.counts_list = quiet_table(texts("cohort.compare.counts"))
        self.counts_list.setModel(self.counts)
        self.who = _Lines(("row", "patient", "before", "after"), texts, self)
        self.who_list = quiet_table(texts("cohort.compare.who"))
        self.who_list.setModel(self.who)
        for view, stretched in ((self.counts_list, 0), (self.who_list, 1)):
            view.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 175), (2, 175), (3, 80)):
            self.counts_list.setColumnWidth(place, width)
        for place, width in ((0, 56), (2, 160), (3, 160)):
            self.who_list.setColumnWidth(place, width)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.counts_list)
        across.addWidget(self.who_list)
        across.setSizes([640, 520])
        across.setChildrenCollapsible(False)
        self._tables = across
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(across, 1)
        self._spare = QWidget()
        column.addWidget(self._spare, 1)
        self.counts_list.selectionModel().currentRowChanged.connect(
            lambda now, before: self._show_who(now.row())
        )
        model.screened_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the comparison of now."""
        screened = self._model.screened
        compares = screened is not None and len(screened.sides) > 1
        self._tables.setVisible(compares)
        self._spare.setVisible(not compares)
        self._transitions, self._moved = [], []
        if not compares or screened is None:
            self.said.setText(self._texts("cohort.compare.nothing"))
            self.counts.show([])
            self.who.show([])
            return
        from cardecide.cohort.attrition.transitions import moved, transitions

        self._transitions = [one for one in transitions(screened) if one.changes]
        self._moved = moved(screened)
        first, second = screened.sides
        patients = len({one.row for one in self._moved})
        self.said.setText(
            self._texts(
                "cohort.compare.said",
                before=self._day(first.date),
                after=self._day(second.date),
                count=patients,
            )
        )
        self.counts.show(
            [
                (
                    pack_title(one.pack, self._texts),
                    self._status(one.before),
                    self._status(one.after),
                    str(one.count),
                )
                for one in self._transitions
            ],
            (self._day(first.date), self._day(second.date)),
        )
        self.who.show([], (self._day(first.date), self._day(second.date)))
        if self._transitions:
            self.counts_list.selectRow(0)

    def _show_who(self, row: int) -> None:
        screened = self._model.screened
        if screened is None or not 0 <= row < len(self._transitions):
            return
        one: Any = self._transitions[row]
        wanted = (one.pack.id, one.before, one.after)
        found = [moved for moved in self._moved if (moved.pack, moved.before, moved.after) == wanted]
        self.who.show(
            [
                (
                    str(screened.rows[moved.row]),
                    screened.names[moved.row],
                    self._status(moved.before),
                    self._status(moved.after),
                )
                for moved in found[:_MOST]
            ]
        )

    def _day(self, date: str) -> str:
        """A day for the eye; rows may each have their own."""
        if date == "own":
            return self._texts("cohort.own_dates")
        return show_date(PartialDate.parse(date), self._texts.language)

    def _status(self, status: str) -> str:
        return (
            self._texts("cohort.compare.absent")
            if status == "absent"
            else self._texts.common(f"status.{status}")
        )
