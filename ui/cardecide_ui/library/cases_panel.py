"""The table of cases: search and filters above it, what can be done with the chosen cases below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.library.case_library import CaseLibrary
from cardecide_ui.library.case_list import SHELVES
from cardecide_ui.library.case_table import COLUMNS
from cardecide_ui.library.plain_table import lines_only
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.library.upkeep_menu import UpkeepMenu
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store import CaseRow

_WIDTHS = {
    "pseudonym": 24,
    "decision_date": 14,
    "jurisdictions": 12,
    "lines": 10,
    "refractory": 26,
    "tags": 14,
    "updated": 21,
    "updated_by": 12,
    "state": 14,
}  # in digits of the font, so that they grow with the scaling
_LONGEST_DAY = PartialDate(2026, 11, 30)
_WRITING = ("duplicate", "archive", "tags", "delete")


class CasesPanel(QWidget):
    """Thin: the list and the actions do the work."""

    def __init__(self, library: CaseLibrary, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._list = library.cases
        self._texts = texts
        self.commands: dict[str, QAction] = {}
        self.search = QLineEdit(self)
        self.shelf, self.jurisdiction, self.tag = (StillComboBox(self) for _ in range(3))
        self.table = QTableView(self)
        self.count = PlainLabel(role="caption")
        self.hint = PlainLabel(wrap=True)
        self.banner = QFrame(self)
        self.banner_text = PlainLabel(wrap=True)
        self.banner_button = QPushButton(texts("library.drafts.look"), self)
        self._middle = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._make_banner())
        column.addLayout(self._filters())
        column.addWidget(self._make_middle(), 1)
        column.addLayout(self._foot())
        self._list.changed.connect(self.refresh)
        self._make_commands()
        self.refresh()

    # Making it

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(PlainLabel(self._texts("library.title"), role="section"))
        row.addStretch(1)
        self.new = self._button("new", self._library.new_case)
        self.import_files = self._button("import", self._library.transfer.import_files)
        self.lock = self._button("lock", self._library.lock)
        self.upkeep = UpkeepMenu(self._library.upkeep, self._texts, self)
        for button in (self.new, self.import_files, self.upkeep, self.lock):
            row.addWidget(button)
        return row

    def _make_banner(self) -> QFrame:
        self.banner.setProperty("card", "supposing")
        row = QHBoxLayout(self.banner)
        row.addWidget(self.banner_text, 1)
        row.addWidget(self.banner_button)
        self.banner_button.clicked.connect(lambda: self._library.actions.offer_drafts())
        return self.banner

    def _filters(self) -> QHBoxLayout:
        texts = self._texts
        self.search.setPlaceholderText(texts("library.search"))
        self.search.setAccessibleName(texts("library.search"))
        self.search.setClearButtonEnabled(True)
        for clear in self.search.findChildren(QAbstractButton):
            clear.setAccessibleName(texts("library.clear"))
        self.search.setText(self._list.wanted.text)
        self.search.textChanged.connect(lambda text: self._list.want(text=text))
        self.search.installEventFilter(self)
        for box, name in ((self.shelf, "shelf"), (self.jurisdiction, "jurisdiction"), (self.tag, "tag")):
            box.setAccessibleName(texts(f"library.filter.{name}"))
        for shelf in SHELVES:
            self.shelf.addItem(texts(f"library.shelf.{shelf}"), shelf)
        self.jurisdiction.addItem(texts("library.filter.any_jurisdiction"), "")
        for where in JURISDICTIONS:
            self.jurisdiction.addItem(texts(f"jurisdiction.{where}"), where)
        for box, name in ((self.shelf, "shelf"), (self.jurisdiction, "jurisdiction")):
            box.setCurrentIndex(max(box.findData(getattr(self._list.wanted, name)), 0))
        self.shelf.currentIndexChanged.connect(lambda: self._list.want(shelf=self.shelf.currentData()))
        self.jurisdiction.currentIndexChanged.connect(
            lambda: self._list.want(jurisdiction=self.jurisdiction.currentData())
        )
        self.tag.currentIndexChanged.connect(lambda: self._list.want(tag=self.tag.currentData() or ""))
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        for box in (self.shelf, self.jurisdiction, self.tag):
            row.addWidget(box)
        return row

    def _make_middle(self) -> QStackedWidget:
        table = self.table
        table.setModel(self._list.table)
        table.setAccessibleName(self._texts("library.title"))
        lines_only(table)
        table.setAlternatingRowColors(True)
        table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        header = table.horizontalHeader()
        header.setSortIndicator(*self._list.table.sorting)
        table.setSortingEnabled(True)
        header.setStretchLastSection(True)
        digit = table.fontMetrics().averageCharWidth()
        longest = show_date(_LONGEST_DAY, self._texts.language)
        samples = {"decision_date": longest, "updated": f"{longest} 00:00", "jurisdictions": "US EU UK CH JP"}
        for place, name in enumerate(COLUMNS):
            needed = table.fontMetrics().horizontalAdvance(samples.get(name, "")) + 14
            table.setColumnWidth(place, max(_WIDTHS[name] * digit + 12, needed))
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.doubleClicked.connect(lambda _index: self._run("open"))
        table.installEventFilter(self)
        table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle.addWidget(table)
        around = QWidget(self)
        row = QHBoxLayout(around)
        row.addStretch(1)
        row.addWidget(self.hint, 3)
        row.addStretch(1)
        self._middle.addWidget(around)
        return self._middle

    def _foot(self) -> QHBoxLayout:
        self._row = QHBoxLayout()
        return self._row

    def _make_commands(self) -> None:
        for name in ("open", "revisions", "duplicate", "archive", "tags", "export", "delete"):
            action = QAction(self._texts(f"library.command.{name}"), self)
            action.triggered.connect(lambda _checked=False, name=name: self._run(name))
            self.commands[name] = action
            button = QPushButton(self._texts(f"library.command.{name}"), self)
            button.setAutoDefault(False)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            action.changed.connect(lambda button=button, action=action: button.setText(action.text()))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self.count)

    def _button(self, name: str, act: object) -> QPushButton:
        button = QPushButton(self._texts(f"library.command.{name}"), self)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        return button

    # Using it

    @property
    def chosen(self) -> "list[CaseRow]":
        """The chosen cases, from top to bottom."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = (self._list.table.row(place) for place in places)
        return [row for row in rows if row is not None]

    def refresh(self) -> None:
        """Show what the list holds now."""
        self._fill_tags()
        count = self._list.table.rowCount()
        self.count.setText(self._texts("library.count", count=f"{count:,}".replace(",", "\u202f")))
        self._middle.setCurrentIndex(0 if count else 1)
        self.hint.setText(self._empty_text())
        if count and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        access = self._library.access
        self._show_banner()
        for button in (self.new, self.import_files):
            button.setEnabled(access.can_write)
        self.upkeep.actions_by_name["key"].setEnabled(access.can_write)
        self._enable()

    def _empty_text(self) -> str:
        if self._list.trouble is not None:
            return trouble_text(self._list.trouble, self._texts)
        if self._list.is_empty:
            return self._texts("library.empty")
        wanted = self._list.wanted
        name = "nothing_found" if wanted.is_filtered else f"no_{wanted.shelf}"
        return self._texts(f"library.{name}")

    def _show_banner(self) -> None:
        access = self._library.access
        reading = access.is_open and not access.can_write
        if reading:
            self.banner_text.setText(self._texts(f"library.{'second' if access.is_second else 'read_only'}"))
        else:
            self.banner_text.setText(self._texts("library.drafts.banner", count=self._list.drafts))
        self.banner_button.setVisible(not reading)
        self.banner.setVisible(reading or self._list.drafts > 0)

    def _fill_tags(self) -> None:
        wanted = self._list.wanted.tag
        tags = (*self._list.tags, *([wanted] if wanted and wanted not in self._list.tags else []))
        if [self.tag.itemData(place) for place in range(1, self.tag.count())] == list(
            tags
        ) and self.tag.count():
            return
        self.tag.blockSignals(True)
        self.tag.clear()
        self.tag.addItem(self._texts("library.filter.any_tag"), "")
        for tag in tags:
            self.tag.addItem(tag, tag)
        self.tag.setCurrentIndex(max(self.tag.findData(wanted), 0))
        self.tag.blockSignals(False)
        self.tag.setVisible(bool(tags))

    def _enable(self) -> None:
        chosen, can_write = self.chosen, self._library.access.can_write
        for name, action in self.commands.items():
            enough = bool(chosen) if name in ("archive", "export") else len(chosen) == 1
            action.setEnabled(enough and (can_write or name not in _WRITING))
        back = bool(chosen) and all(row.is_archived for row in chosen)
        self.commands["archive"].setText(self._texts(f"library.command.{'unarchive' if back else 'archive'}"))

    def _run(self, name: str) -> None:
        chosen, actions = self.chosen, self._library.actions
        if not chosen or not self.commands[name].isEnabled():
            return
        if name == "archive":
            actions.archive(chosen)
        elif name == "export":
            self._library.transfer.export(chosen)
        elif name == "open":
            actions.open(chosen[0].number)
        elif name == "tags":
            actions.edit_tags(chosen[0])
        else:
            getattr(actions, name)(chosen[0])

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(list(self.commands.values()))
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter opens a case; Down goes from the search to the table; a key typed in the table searches."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
            return True
        if watched is self.search:
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._list.read_now()
                self._run("open")
                return True
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run("open")
            return True
        return False
