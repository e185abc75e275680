"""Notices when no one has touched the program for a while, also when the computer slept meanwhile."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK: Final = 10_000  # milliseconds between two looks at the clock
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """``idle``: nothing was touched for ``minutes()``; 0 minutes: never. Stands still until ``start``.

    It listens to the windows with the keyboard, not to every event of the program, and asks the clock of the
    day: a timer alone would stand still while a laptop is closed.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._now = now
        self._touched = now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(QGuiApplication.focusWindow())

    def start(self) -> None:
        """Count from now on."""
        self._touched = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Say so if the time is over."""
        minutes = self._minutes()
        if minutes and self._timer.isActive() and self._now() - self._touched >= timedelta(minutes=minutes):
            self.stop()
            self.idle.emit()

    def touch(self) -> None:
        """Someone is there. A touch that comes too late does not count: it wakes the computer."""
        self.look()
        if self._timer.isActive():
            self._touched = self._now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let everything through."""
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # where it was watched before: once is enough
            window.installEventFilter(self)
