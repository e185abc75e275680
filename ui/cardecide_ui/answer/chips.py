"""A status as a small colored word, and a layout that wraps such words like text."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QToolButton, QWidget

from cardecide_ui.answer.signs import Sign
from cardecide_ui.fields.plain_widgets import PlainLabel, set_plain_tooltip

_LEAST = 90  # pixels of a shortened button


class Chip(PlainLabel):
    """Symbol and word in the colors of the sign."""

    def __init__(self, sign: Sign, word: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{sign.symbol} {word}", parent=parent)
        self.setProperty("tone", sign.tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, sign: Sign, word: str) -> None:
        """Show another status."""
        self.setText(f"{sign.symbol} {word}")
        if self.property("tone") != sign.tone:
            self.setProperty("tone", sign.tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ShorteningButton(QToolButton):
    """A button whose words are shortened where there is no room for all of them; the tooltip has them all."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text.replace("&", "&&"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The room for all words, with the frame that the look of now puts around them."""
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        hint.setWidth(hint.width() + metrics.horizontalAdvance(self._whole) - self._shown_width())
        return hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The room for a beginning."""
        wanted = self.sizeHint()
        return QSize(min(_LEAST, wanted.width()), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many of the words as fit."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        frame = self.sizeHint().width() - metrics.horizontalAdvance(self._whole)
        # Qt shortens words by parts of a pixel, and measures them in whole ones.
        room = self.width() - frame + 2
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        set_plain_tooltip(self, self._whole if shown != self._whole else "")

    def _shown_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))


class FlowLayout(QHBoxLayout):
    """Places widgets from left to right and continues on the next line where there is no more room.

    Qt holds the items, and lets them go with the layout; one that holds them here would leave them behind.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 5) -> None:
        super().__init__()
        self._hints: list[QSize] | None = None  # of the items, until one of them changes
        self._heights: dict[int, int] = {}
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def invalidate(self) -> None:
        """Forget what was measured: an item asks for another room."""
        self._hints = None
        self._heights.clear()
        super().invalidate()

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give an item back."""
        self._hints = None
        self._heights.clear()
        return super().takeAt(index)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """None: it takes the room it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height needed at a width, which Qt asks for over and over."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The same: it is never lower."""
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place everything."""
        QLayout.setGeometry(self, rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The room asked for."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The room for the widest item."""
        size = QSize()
        for item in self._items():
            size = size.expandedTo(item.minimumSize())
        return size

    def maximumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Any."""
        return QLayout.maximumSize(self)

    def _items(self) -> list[QLayoutItem]:
        return [item for index in range(self.count()) if (item := self.itemAt(index)) is not None]

    def _place(self, rect: QRect, *, move: bool) -> int:
        items = self._items() if move or self._hints is None else []
        if self._hints is None:
            self._hints = [item.sizeHint() for item in items]
        left, end, room = rect.x(), rect.right() + 1, rect.width()
        x, y, line = left, rect.y(), 0
        for number, hint in enumerate(self._hints):
            width, height = min(hint.width(), room), hint.height()
            if line and x + width > end:
                x, y, line = left, y + line + self._gap, 0
            if move:
                items[number].setGeometry(QRect(x, y, width, height))
            x += width + self._gap
            line = max(line, height)
        return y + line - rect.y()
