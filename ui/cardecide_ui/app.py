"""Starting the window."""

import gc
import sys
from pathlib import Path
from threading import current_thread
from threading import enumerate as enumerate_threads
from time import monotonic
from typing import TYPE_CHECKING, Final

from cardecide_ui.qt_platform import UnusableQtError, prepare_qt

if TYPE_CHECKING:  # Qt must not be imported before its platform is chosen
    from PySide6.QtWidgets import QApplication

_A_FRAME: Final = 17  # milliseconds
_PATIENCE: Final = 3.0  # seconds
_TURN: Final = (
    0.001  # seconds that a thread beside the window may compute while the window waits for its turn
)


def run(path: Path | None = None) -> int:
    """Open the window, on the case at ``path`` where one is given, and return the exit status.

    Status 2 says that the rules, the case or the installation cannot be used; standard error says why.
    """
    try:
        prepare_qt()
    except UnusableQtError as error:
        print(error, file=sys.stderr)  # noqa: T201 - there is no window yet
        return 2

    application = make_application()
    from PySide6.QtCore import QTimer

    from cardecide_ui.library.library_services import user_library
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.settings import user_settings
    from cardecide_ui.warm_up import WarmUp
    from cardecide_ui.window_commands import begin_library

    window = MainWindow(
        application, settings=user_settings(), begins_with_start_page=True, library=user_library()
    )
    window.start.setVisible(path is None)
    window.show()
    warm_up = WarmUp(window)
    warm_up.page_made.connect(lambda: begin_library(window))
    warm_up.failed.connect(lambda: application.exit(2))
    warm_up.done.connect(collect_again)

    def begin() -> None:
        if path is not None and not window.files.open_path(path):
            window.start.show()
        warm_up.start()

    QTimer.singleShot(_A_FRAME, begin)  # the window is seen before the rest is loaded
    status = application.exec()
    let_threads_end()
    for problem in warm_up.problems:
        print(problem, file=sys.stderr)  # noqa: T201 - the window is gone
    return status


def make_application() -> "QApplication":
    """The application with its fonts; the garbage collector rests until ``collect_again``.

    Threads take turns more often than Python lets them by itself: the window gives up its turn at each call
    into Qt that may take long, and would wait for it as often.

    What is loaded on the way to the first case stays: walking all of it again and again finds no garbage, at
    the cost of a tenth of the time.
    """
    gc.disable()
    sys.setswitchinterval(_TURN)
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.garbage import collector_of
    from cardecide_ui.theme import load_fonts

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    collector_of(application).rest()
    application.setApplicationName("cardecide")
    application.setDesktopFileName("cardecide")
    load_fonts()
    return application


def let_threads_end(patience: float = _PATIENCE) -> None:
    """Wait a little for what still computes: a thread that speaks to Qt while Python ends can abort it."""
    until = monotonic() + patience
    for thread in enumerate_threads():
        if thread.daemon and thread is not current_thread():
            thread.join(max(until - monotonic(), 0))


def collect_again() -> None:
    """Let the collector work, but never walk what was loaded before: that would hold up the typing."""
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.garbage import collector_of

    gc.freeze()
    if application := QApplication.instance():
        collector_of(application).begin()
