"""The window while the library is locked: nothing of any case, and the way back in."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.unlock_panel import UnlockPanel
from cardecide_ui.texts import Texts


class LockScreen(QWidget):
    """Covers the window it is given; ``unlocked``: the library is open again."""

    unlocked = Signal()

    def __init__(self, window: QMainWindow, access: LibraryAccess, texts: Texts) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setProperty("surface", "answer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.panel = UnlockPanel(access, texts, locked=True, parent=self)
        self.panel.done.connect(self.unlocked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.panel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self.setFocusProxy(self.panel)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            window = self.parentWidget()
            if window is not None:
                self.setGeometry(window.rect())
        return False


class WindowCover(QObject):
    """Hides and shows what a window shows. Hidden widgets take no key, and no reader reads them out."""

    def __init__(self, window: QMainWindow, access: LibraryAccess, texts: Texts) -> None:
        super().__init__(window)
        self._window = window
        self._access = access
        self._texts = texts
        self._hidden: list[QWidget] = []
        self.screen: LockScreen | None = None

    @property
    def is_on(self) -> bool:
        """Whether the window is covered."""
        return self.screen is not None

    def put_on(self) -> LockScreen:
        """Close every dialog and hide everything; return what is shown in its place."""
        if self.screen is not None:
            return self.screen
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.done(QDialog.DialogCode.Rejected)
            elif isinstance(widget, QMenu):
                widget.hide()
        QToolTip.hideText()
        self._window.statusBar().clearMessage()
        parts = [
            child
            for child in self._window.children()
            if isinstance(child, QWidget) and not child.isWindow() and not child.isHidden()
        ]
        self._hidden = parts
        for part in parts:
            part.hide()
        self._window.setWindowTitle("cardecide")
        self._window.setWindowModified(False)
        self.screen = LockScreen(self._window, self._access, self._texts)
        self.screen.show()
        self.screen.raise_()
        self.screen.panel.setFocus()
        return self.screen

    def take_off(self) -> None:
        """Show again what was shown."""
        if self.screen is None:
            return
        self._window.removeEventFilter(self.screen)
        self.screen.hide()
        self.screen.deleteLater()
        self.screen = None
        for part in self._hidden:
            part.show()
        self._hidden = []
