"""Thresholds, dates, sources and weights of a pack in a list, and a form for the one that is chosen."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.rules_page.guided.value_card import ValueCard
from cardecide_ui.rules_page.models.guided_values import KINDS, MISSING, ValueTable, rows_of
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.search_line import search_line
from cardecide_ui.texts import Texts


class GuidedPane(QWidget):
    """Return in the list goes to the field, Escape back; what is written is the same text as in the editor.

    ``line_wanted`` carries the line (from 1) at which a value stands.
    """

    line_wanted = Signal(int)

    def __init__(self, edit: PackEdit, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self.search = search_line(texts("rules.guided.search"), texts, self)
        self.kind = StillComboBox(self)
        self.kind.setAccessibleName(texts("rules.guided.kind"))
        self.kind.addItem(texts("rules.guided.all"), "")
        for kind in KINDS:
            self.kind.addItem(texts(f"rules.guided.{kind}s"), kind)
        self.kind.addItem(texts("rules.guided.missing"), MISSING)
        self.kind.setCurrentIndex(self.kind.findData("threshold"))
        self.model = ValueTable(texts)
        self.model.setParent(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(texts("rules.guided.values"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(1, 180)
        self.table.setColumnWidth(2, 105)
        self.none = PlainLabel(texts("rules.guided.none"), role="quiet", wrap=True)
        self.card = ValueCard(lambda: edit.document, lambda: edit.values.before, texts, self)
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.search.returnPressed.connect(self.table.setFocus)
        self.kind.currentIndexChanged.connect(lambda _index: self.refresh())
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.activated.connect(lambda _index: self.card.take_focus())
        self.table.doubleClicked.connect(lambda _index: self.card.take_focus())
        self.card.left.connect(self.table.setFocus)
        edit.values_changed.connect(self._refresh_if_seen)
        self.refresh()

    def refresh(self) -> None:
        """List the values of the text as it stands; the one that was chosen stays so."""
        chosen = self._chosen_key()
        kind, values = str(self.kind.currentData() or ""), self._edit.values
        rows = rows_of(
            values.missing if kind == MISSING else values.now,
            self._texts.language,
            self._texts,
            kind=kind,
            words=self.search.text(),
        )
        self.model.show(rows)
        self.none.setVisible(not rows)
        keys = [row.value.key for row in rows]
        if chosen in keys:
            self.choose(chosen)
            self.card.show_row(rows[keys.index(chosen)])
        elif rows:
            self.table.selectRow(0)
        else:
            self.card.show_row(None)

    def choose(self, key: str) -> bool:
        """Choose a value by its key; whether it is listed."""
        for number, row in enumerate(self.model.rows):
            if row.value.key == key:
                if self.table.currentIndex().row() != number or not self.table.selectedIndexes():
                    self.table.selectRow(number)
                return True
        return False

    def choose_criterion(self, criterion: str, version: str = "") -> bool:
        """Choose the first value of a criterion; whether it is listed."""
        for row in self.model.rows:
            if row.value.criterion == criterion and version in ("", row.value.version):
                return self.choose(row.value.key)
        return False

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Catch up with what was typed meanwhile."""
        self.refresh()
        super().showEvent(event)  # type: ignore[arg-type]

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _chosen_key(self) -> str:
        row = self.table.currentIndex().row()
        return self.model.rows[row].value.key if 0 <= row < len(self.model.rows) else ""

    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self.table.currentIndex().row()
        self.card.show_row(self.model.rows[row] if 0 <= row < len(self.model.rows) else None)
