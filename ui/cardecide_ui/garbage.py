"""Collecting garbage in the thread of the window, and in no other.

Python collects in whichever thread happens to make the next object. A collection beside the window may
destroy widgets of a page that is gone: Qt then waits in that thread for Python's lock while the window, which
holds it, waits in its own for Qt's, and the program stands still for ever. So the collector is switched off,
and a timer of the window's thread does its work by the same counts.
"""

import gc
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_EVERY: Final = 500  # milliseconds


class GarbageCollector(QObject):
    """Collects between events; made once for an application, and alive as long as that is."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    def begin(self) -> None:
        """Collect from now on."""
        gc.disable()
        self._timer.start()

    def rest(self) -> None:
        """Collect nothing until ``begin``."""
        self._timer.stop()

    def collect_what_is_due(self) -> None:
        """Collect the oldest generation whose count is over its threshold, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if thresholds[age] and counts[age] > thresholds[age]]
        if due:
            gc.collect(max(due))


def collector_of(application: QCoreApplication) -> GarbageCollector:
    """The application's collector, made and begun by the first who asks; Python's own is off from then on."""
    found = application.findChild(GarbageCollector)
    return found if isinstance(found, GarbageCollector) else GarbageCollector(application)


def collect_in_this_thread_only() -> None:
    """To be called in the window's thread before work begins beside it."""
    application = QCoreApplication.instance()
    if application is not None:
        collector_of(application)
        gc.disable()
