"""Choosing a Qt platform that will start, before Qt is imported, and refusing a Qt that will not last."""

import os
import sys
from typing import Final

STYLE: Final = "fusion"
STYLE_VARIABLE: Final = "QT_STYLE_OVERRIDE"
_LEAKING_QT: Final = (6, 12, 0)


class UnusableQtError(RuntimeError):
    """The installed PySide6 would end the process after some thousand calls."""


def choose_platform() -> None:
    """Use the offscreen platform where there is no display; without it Qt would abort the process."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ:
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def check_versions(python: tuple[int, int], qt: tuple[int, ...]) -> None:
    """Raise UnusableQtError for PySide6 6.12.0 on CPython 3.10 or 3.11, which loses references to None."""
    if python in ((3, 10), (3, 11)) and qt == _LEAKING_QT:
        raise UnusableQtError(
            "PySide6 6.12.0 ends the process on Python 3.10 and 3.11; install PySide6-Essentials below 6.12."
        )


def installed_qt() -> tuple[int, ...]:
    """The version of the installed PySide6-Essentials."""
    import PySide6  # its modules, which need a platform, are loaded apart from it

    return tuple(int(part) for part in PySide6.__version__.split(".")[:3])


def prepare_qt() -> None:
    """To be called before the first import of PySide6."""
    check_versions((sys.version_info.major, sys.version_info.minor), installed_qt())
    choose_platform()
    os.environ[STYLE_VARIABLE] = STYLE
