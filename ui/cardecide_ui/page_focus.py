"""Where the cursor goes when a page is turned: into the page, at the place where it was left."""

from collections.abc import Callable
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from cardecide_ui.rail import Rail
from cardecide_ui.reading_order import next_stop

_REASON = Qt.FocusReason.OtherFocusReason
_LEFT: Final[WeakKeyDictionary[QWidget, QWidget]] = WeakKeyDictionary()


def turn_with_cursor(rail: Rail, name: str, pages: QStackedWidget, turn: Callable[[], object]) -> None:
    """Turn the page and take the cursor along: else it would drift to the rail's first button.

    Whoever pressed the rail's button by a key stays on it.
    """
    page, current = pages.currentWidget(), QApplication.focusWidget()
    if page is not None and current is not None and page.isAncestorOf(current):
        _LEFT[page] = current
    by_key = current is rail.buttons[name]
    turn()
    before, page = page, pages.currentWidget()
    current = QApplication.focusWidget()
    if by_key or page is None or (page is before and current is not None and page.isAncestorOf(current)):
        return
    left = page.focusProxy() or _LEFT.get(page)
    if left is None or not isValid(left) or not left.isVisible():
        left = next_stop(page, None, forward=True)
    if left is not None:
        left.setFocus(_REASON)
