"""Evaluates, prints, verifies, keeps and shows a case while every way to another machine is forbidden.

Usage: working_day.py FOLDER [--connect]. Ends with status 3 at the first attempt; --connect makes one on
purpose.
"""

import os
import socket
import sys
from datetime import date
from pathlib import Path

SAMPLE = Path("resources/samples/zhou-2025.case.yaml")
FORBIDDEN = (
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.sendto",
    "socket.bind",
)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """End the process where it reaches for another machine."""
    reaches = event in FORBIDDEN or event in ("urllib.Request", "ftplib.connect", "smtplib.connect")
    if event == "socket.connect":
        reaches = not isinstance(arguments[1], (str, bytes))
    if event == "socket.bind":
        reaches = not isinstance(arguments[1], (str, bytes))
    if event == "socket.__new__":
        reaches = arguments[1] in (socket.AF_INET, socket.AF_INET6)
    if reaches:
        sys.stderr.write(f"{event} {arguments}\n")
        sys.stderr.flush()
        os._exit(3)


def day(folder: Path) -> None:
    """What a doctor does with one case."""
    from cardecide.cli import main
    from cardecide.store import Key, Library

    report = folder / "report.pdf"
    for line in (
        ["evaluate", str(SAMPLE), "--pdf", str(report)],
        ["verify", str(report)],
        ["rules", "check"],
    ):
        try:
            status = main(line)
        except SystemExit as end:
            status = end.code
        assert status in (0, None, 1), (line, status)
    library = Library.create(folder / "library.db", Key.from_passphrase("a passphrase for a day"))
    library.close()

    from cardecide_ui.qt_platform import prepare_qt

    prepare_qt()
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.pages import PAGES
    from cardecide_ui.services import real_services
    from cardecide_ui.theme import load_fonts

    application = QApplication([])
    load_fonts()
    window = MainWindow(application, real_services(today=lambda: date(2026, 9, 1)), delay=0)
    window.show()
    window.files.open_path(SAMPLE)
    for page in PAGES:
        window.turn_to(page.name)
        application.processEvents()
    window.close()
    application.processEvents()
    sys.stdout.write("evaluated, printed, verified, kept, shown\n")


if __name__ == "__main__":
    sys.addaudithook(watch)
    if "--connect" in sys.argv:
        socket.create_connection(("127.0.0.1", 9))
    day(Path(sys.argv[1]))
