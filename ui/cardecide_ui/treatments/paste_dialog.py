"""Pasting a treatment history: the text on top, below it what was read and what was not."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.pasting.pasted import PastedRow, read_pasted
from cardecide_ui.pasting.preview import COLUMNS, preview
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession

_READING_DELAY = 150  # milliseconds after the last key


class PasteDialog(QDialog):
    """Shows how a text was read. Rows with a known regimen or drug are chosen, others can be."""

    def __init__(self, texts: Texts, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.rows: tuple[PastedRow, ...] = ()
        self.setWindowTitle(texts("paste.title"))
        self.resize(1040, 600)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(texts("paste.text"))
        self.text.setPlaceholderText(texts("paste.placeholder"))
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(170)
        self.table = self._make_table()
        self.said = PlainLabel(role="echo", wrap=True)
        self.buttons = QDialogButtonBox(self)
        self.add_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(PlainLabel(texts("paste.hint"), role="echo", wrap=True))
        layout.addWidget(self.text)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READING_DELAY)
        self._timer.timeout.connect(self.read_now)
        self.text.textChanged.connect(self._timer.start)
        self.table.itemChanged.connect(self._count)
        self.text.setPlainText(text)
        self.read_now()

    def read_now(self) -> None:
        """Read the text and show what came of it."""
        self._timer.stop()
        self.rows = read_pasted(self.text.toPlainText())
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.rows))
        for place, row in enumerate(self.rows):
            self._show_row(place, row)
        self.table.resizeRowsToContents()
        self.table.blockSignals(False)
        self._count()

    def chosen(self) -> tuple[PastedRow, ...]:
        """The rows that are ticked."""
        ticks = [self.table.item(place, 0) for place in range(len(self.rows))]
        return tuple(
            row
            for row, tick in zip(self.rows, ticks, strict=True)
            if tick is not None and tick.checkState() is Qt.CheckState.Checked
        )

    def _make_table(self) -> QTableWidget:
        headings = [self._texts("paste.take"), *(self._texts(f"field.treatment.{name}") for name in COLUMNS)]
        headings.append(self._texts("paste.unread"))
        table = QTableWidget(0, len(headings), self)
        table.setAccessibleName(self._texts("paste.preview"))
        table.setHorizontalHeaderLabels(headings)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for stretched in (1 + COLUMNS.index("drugs"), len(headings) - 1):
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        return table

    def _show_row(self, place: int, row: PastedRow) -> None:
        tick = QTableWidgetItem()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tick.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if row.can_be_taken else flags)
        tick.setCheckState(Qt.CheckState.Checked if row.is_treatment else Qt.CheckState.Unchecked)
        tick.setData(Qt.ItemDataRole.AccessibleTextRole, row.text)
        self.table.setItem(place, 0, tick)
        for column, text in enumerate(preview(row, self._texts).values(), start=1):
            self.table.setItem(place, column, QTableWidgetItem(text))
        unread = QTableWidgetItem(f"⚠ {row.unread}" if row.unread else "")
        self.table.setItem(place, self.table.columnCount() - 1, unread)

    def _count(self) -> None:
        count = len(self.chosen())
        left = sum(bool(row.unread) for row in self.rows)
        self.add_button.setText(self._texts("paste.add_one" if count == 1 else "paste.add", count=count))
        self.add_button.setEnabled(count > 0)
        self.said.setText(self._texts("paste.left", count=left) if left else "")


def paste_treatments(session: CaseSession, texts: Texts, parent: QWidget) -> None:
    """Ask for a text, beginning with what was copied, and add what is chosen; one undo takes it all back."""
    dialog = PasteDialog(texts, QGuiApplication.clipboard().text(), parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        add_rows(session, dialog.chosen())
    dialog.deleteLater()


def add_rows(session: CaseSession, rows: tuple[PastedRow, ...]) -> None:
    """Append the rows to the treatments."""
    if rows:
        session.enter("treatments", (*session.case.treatments, *(row.entry() for row in rows)))
        session.close_edit()
