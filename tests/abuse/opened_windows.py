"""One window after the other, opened on a sample and closed again, as the soak and its tests do it."""

import os
from collections.abc import Callable
from datetime import date

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from cardecide.locations import bundled
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import real_services
from cardecide_ui.theme import load_fonts

SAMPLE = bundled("resources") / "samples" / "zhou-2025.case.yaml"


class Windows:
    """The application, in which windows come and go."""

    def __init__(self) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        self.application = application
        load_fonts()
        self._services = real_services(today=lambda: date(2026, 9, 1))

    def open_and_close(self, look: Callable[[MainWindow], object] = lambda window: None) -> None:
        """Open the window on a sample, let it show the answer, ``look`` at it, close it."""
        window = MainWindow(self.application, self._services, delay=0)
        window.show()
        window.files.open_path(SAMPLE)
        self.application.processEvents()
        look(window)
        window.close()
        window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()
