"""Where the frozen program begins."""

import os
import sys
from multiprocessing import freeze_support

from cardecide.cli import main


def paint_once() -> None:
    """Let the window end itself after its first paint, so that a bench can time the start of the program."""
    from PySide6.QtWidgets import QApplication

    def ends(*_: object) -> int:
        for _ in range(3):
            QApplication.processEvents()
        return 0

    QApplication.exec = ends


if __name__ == "__main__":
    freeze_support()  # a cohort may ask for several processes, which begin here too
    if os.environ.get("CARDECIDE_TIME_THE_START"):
        paint_once()
    sys.exit(main())
