"""Starting the window."""

import sys
from pathlib import Path

from cardecide.reading.problem import InputError
from cardecide_ui.qt_platform import UnusableQtError, prepare_qt


def run(path: Path | None = None) -> int:
    """Open the window, on the case at ``path`` where one is given, and return the exit status.

    Status 2 says that the rules, the case or the installation cannot be used; standard error says why.
    """
    try:
        prepare_qt()
    except UnusableQtError as error:
        print(error, file=sys.stderr)  # noqa: T201 - there is no window yet
        return 2

    # Qt must not be imported before its platform is chosen.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import user_settings
    from cardecide_ui.theme import load_fonts

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("cardecide")
    application.setDesktopFileName("cardecide")
    load_fonts()
    services = real_services()
    window = MainWindow(application, services, settings=user_settings(), begins_with_start_page=path is None)
    window.show()
    if path is not None:
        window.files.open_path(path)
    unusable: list[InputError] = []

    def begin() -> None:
        try:
            services.prepare()
        except InputError as error:
            unusable.append(error)
            application.exit(2)

    QTimer.singleShot(0, begin)  # the window is seen while the rules are read
    status = application.exec()
    for problem in (problem for error in unusable for problem in error.problems):
        print(problem, file=sys.stderr)  # noqa: T201 - the window is gone
    return status
