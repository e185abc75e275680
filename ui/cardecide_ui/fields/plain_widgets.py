"""Qt widgets with the habits of this program: text is never markup, and the wheel never changes a value."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

from cardecide_ui.qt_numbers import PLAIN_TEXT

if TYPE_CHECKING:  # with labels like these the first page is made, and these names take their time
    from PySide6.QtGui import QResizeEvent, QWheelEvent

_TITLE_MARGIN = 14  # pixels of padding around a title


class PlainLabel(QLabel):
    """A label that shows its text as it is. ``role`` chooses its look in the theme."""

    def __init__(
        self, text: str = "", *, role: str = "", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setIndent(0)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show ``text``; the same text again costs no new layout."""
        if text != self.text():
            super().setText(text)

    def set_role(self, role: str) -> None:
        """Change the look."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class TitleButton(QPushButton):
    """A line of text that can be pressed; what does not fit is cut and said in the tooltip."""

    def __init__(self, role: str = "entry-title", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._title = ""

    def set_title(self, text: str, name: str) -> None:
        """Show ``text``; ``name`` is how it is read out."""
        self._title = text
        self.setAccessibleName(name)
        self._show()

    def resizeEvent(self, event: "QResizeEvent") -> None:  # noqa: N802 - Qt's name
        """Cut anew for another width."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        room = self.width() - _TITLE_MARGIN
        shown = self.fontMetrics().elidedText(self._title, QtCore.Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        set_plain_tooltip(self, self._title if shown != self._title else "")


class StillComboBox(QComboBox):
    """A combo box that lets the wheel scroll the form, focused or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: "QWheelEvent") -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the scroll area."""
        event.ignore()


def escaped(text: str) -> str:
    """Text as a tooltip that shows markup instead of obeying it, and wraps."""
    from html import escape  # its table of names is not needed for the first page

    return "".join(f"<p style='margin: 0'>{escape(line)}</p>" for line in text.split("\n")) if text else ""


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows its text as it is."""
    shown = escaped(text)
    if widget.toolTip() != shown:
        widget.setToolTip(shown)
