"""The fourth step: which patients stand differently on another day, or under other rules."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from cardecide.case.partial_date import PartialDate
from cardecide_ui.cohort_page.file_dialogs import CohortFiles
from cardecide_ui.cohort_page.mapping_view import quiet_table
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.rule_sets import BUNDLED, FOLDER, IN_FORCE, SAME
from cardecide_ui.cohort_page.summary_table import pack_title
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.cohort.attrition.transitions import Moved, Transition
    from cardecide.cohort.screening.screened import Side

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

    def __init__(
        self,
        model: CohortModel,
        texts: Texts,
        files: Callable[[], CohortFiles],
        screen: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._files, self._screen = model, texts, files, screen
        self._compared_rules = ""
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
        for place, width in ((0, 48), (2, 120), (3, 120)):
            self.who_list.setColumnWidth(place, width)
        self.who_list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often differ at their end only
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.counts_list)
        across.addWidget(self.who_list)
        across.setSizes([640, 520])
        across.setChildrenCollapsible(False)
        self._tables = across
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        label = PlainLabel(texts("cohort.rules.other"), role="quiet")
        self.rules = StillComboBox(self)
        self.rules.setAccessibleName(texts("cohort.rules.other"))
        for name in (SAME, IN_FORCE, BUNDLED, FOLDER):
            self.rules.addItem(texts(f"cohort.rules.{name or 'same'}"), name)
        self.rules.activated.connect(self._rules_chosen)
        label.setBuddy(self.rules)
        head.addWidget(label)
        head.addWidget(self.rules)
        head.addStretch(1)
        column.addLayout(head)
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
        self.rules.setCurrentIndex(self.rules.findData(self._model.compare_rules))
        self._tables.setVisible(compares)
        self._spare.setVisible(not compares)
        self._transitions, self._moved = [], []
        self._compared_rules = self._model.compare_rules
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
                before=self._side(first, is_other=False),
                after=self._side(second, is_other=True),
                count=patients,
            )
        )
        heads = (self._head(first, is_other=False), self._head(second, is_other=True))
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
            heads,
        )
        self.who.show([], heads)
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

    def _rules_chosen(self, index: int) -> None:
        """Compare with other rules, at once; a folder is asked for first."""
        name, folder = str(self.rules.itemData(index)), None
        if name == FOLDER:
            folder = self._files().folder_of_rules()
            if folder is None:
                self.rules.setCurrentIndex(self.rules.findData(self._model.compare_rules))
                return
        self._model.compare_rules, self._model.compare_folder = name, folder
        self._screen()

    def _side(self, side: "Side", *, is_other: bool) -> str:
        """A side in a sentence: its day, and its rules where they are not the same on both."""
        if not self._compared_rules:
            return self._day(side.date)
        name = self._compared_rules if is_other else "in_use"
        return f"{self._day(side.date)} ({self._texts(f'cohort.rules.{name}_short')})"

    def _head(self, side: "Side", *, is_other: bool) -> str:
        """A side over its column, in few words: what tells it from the other."""
        screened = self._model.screened
        if not self._compared_rules or screened is None:
            return self._day(side.date)
        if len({one.date for one in screened.sides}) > 1:
            return self._side(side, is_other=is_other)
        return self._texts(f"cohort.rules.{self._compared_rules if is_other else 'in_use'}_short")

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
