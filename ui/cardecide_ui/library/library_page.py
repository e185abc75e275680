"""The page of the library: made or opened first, then the table of cases with its search and its commands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.case_library import CaseLibrary
from cardecide_ui.library.cases_panel import CasesPanel
from cardecide_ui.library.setup_panel import SetupPanel
from cardecide_ui.library.unlock_panel import UnlockPanel
from cardecide_ui.page_context import PageContext


class LibraryPage(QWidget):
    """Shows what the state of the library asks for. A list that is not in sight is not read."""

    def __init__(self, context: PageContext, library: CaseLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._library = library
        self.cases = CasesPanel(library, context.texts, self)
        self.door: SetupPanel | UnlockPanel | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.cases)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        library.access.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the table, or the way to it."""
        access = self._library.access
        if access.is_open:
            self._stack.setCurrentWidget(self.cases)
            self._drop_door()
            self.setFocusProxy(self.cases.search)
        elif self.isVisible():
            self._show_door()
        if self.isVisible():
            self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read the list, or open with the system's key where that needs no question."""
        super().showEvent(event)
        self._library.open_quietly()
        self._library.cases.watch(True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Read nothing while no one looks."""
        super().hideEvent(event)
        self._library.cases.watch(False)

    def _show_door(self) -> None:
        self._drop_door()
        access, texts = self._library.access, self._context.texts
        self.door = SetupPanel(access, texts) if access.state == "absent" else UnlockPanel(access, texts)
        around = QWidget(self._stack)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.door)
        row.addStretch(1)
        column = QVBoxLayout(around)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self._stack.addWidget(around)
        self._stack.setCurrentWidget(around)
        self.setFocusProxy(self.door)
        self.door.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_door(self) -> None:
        self.door = None
        for place in range(self._stack.count() - 1, 0, -1):
            if (around := self._stack.widget(place)) is not None:
                self._stack.removeWidget(around)
                around.deleteLater()


def library_page(context: PageContext) -> QWidget:
    """The page of the window's library; a window without one says so."""
    if context.library is None:
        return PlainLabel(context.texts("library.none"), wrap=True)
    return LibraryPage(context, context.library)
