"""The pages on the screen: small ones to choose from, and one to read."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QWidget,
)

from cardecide_ui.printing.pdf_pages import PdfPages
from cardecide_ui.texts import Texts

FIT_PAGE: Final = "fit_page"
FIT_WIDTH: Final = "fit_width"
_THUMBNAIL: Final = QSize(92, 130)  # pixels
_MARGIN: Final = 12  # pixels around the page
_PIXELS_PER_POINT: Final = 96 / 72  # what a screen calls 100 %


class PageView(QWidget):
    """Shows one page of a report and the row of all of them; ``turned`` carries the page's number."""

    turned = Signal(int)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._pages: PdfPages | None = None
        self._zoom: str | float = FIT_PAGE
        self.thumbnails = QListWidget(self)
        self.thumbnails.setAccessibleName(texts("print.thumbnails"))
        self.thumbnails.setIconSize(_THUMBNAIL)
        self.thumbnails.setViewMode(QListView.ViewMode.IconMode)
        self.thumbnails.setFlow(QListView.Flow.TopToBottom)
        self.thumbnails.setWrapping(False)
        self.thumbnails.setMovement(QListView.Movement.Static)
        self.thumbnails.setSpacing(4)
        self.thumbnails.setFixedWidth(_THUMBNAIL.width() + 48)
        self.thumbnails.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.thumbnails.currentRowChanged.connect(self._turned)
        self.page = QLabel(self)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setMargin(_MARGIN)
        self.area = _KeyedScrollArea(self)
        self.area.setWidget(self.page)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.step.connect(self.step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.thumbnails)
        layout.addWidget(self.area, 1)

    @property
    def number(self) -> int:
        """The page shown, from 1; 0 where there is none."""
        return self.thumbnails.currentRow() + 1

    def show_pages(self, pages: PdfPages) -> None:
        """Show a report, at the page of the same number as before where there is one."""
        before = self.number
        self.show_text("")
        self._pages = pages
        ratio = self.devicePixelRatioF()
        for number in range(1, len(pages) + 1):
            size = pages.size(number)
            scale = min(_THUMBNAIL.width() / size.width(), _THUMBNAIL.height() / size.height())
            picture = QPixmap.fromImage(pages.image(number, scale * ratio))
            picture.setDevicePixelRatio(ratio)
            item = QListWidgetItem(QIcon(picture), str(number), self.thumbnails)
            name = self._texts("print.page_of", page=number, count=len(pages))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.thumbnails.setCurrentRow(min(max(before, 1), len(pages)) - 1)

    def show_text(self, text: str) -> None:
        """Show a sentence in the place of a report."""
        self._pages = None
        self.thumbnails.blockSignals(True)
        self.thumbnails.clear()
        self.thumbnails.blockSignals(False)
        self.page.clear()
        self.page.setTextFormat(Qt.TextFormat.PlainText)
        self.page.setWordWrap(True)
        self.page.setText(text)

    def zoom(self, to: str | float) -> None:
        """Show the page whole, as wide as there is room, or at a share of its size on paper."""
        self._zoom = to
        self._draw()

    def step(self, by: int) -> None:
        """Turn pages."""
        row = self.thumbnails.currentRow() + by
        if 0 <= row < self.thumbnails.count():
            self.thumbnails.setCurrentRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the page into the new room."""
        super().resizeEvent(event)
        if isinstance(self._zoom, str):
            self._draw()

    def _turned(self, row: int) -> None:
        if row >= 0:
            self._draw()
            self.area.verticalScrollBar().setValue(0)
            self.turned.emit(row + 1)

    def _draw(self) -> None:
        if self._pages is None or not self.number:
            return
        ratio = self.devicePixelRatioF()
        scale = self._scale(self._pages)
        picture = QPixmap.fromImage(self._pages.image(self.number, scale * ratio))
        picture.setDevicePixelRatio(ratio)
        self.page.setPixmap(picture)
        self.page.setAccessibleName(
            self._texts("print.page_of", page=self.number, count=self.thumbnails.count())
        )

    def _scale(self, pages: PdfPages) -> float:
        """Pixels of the screen for each point of the page."""
        if not isinstance(self._zoom, str):
            return self._zoom * _PIXELS_PER_POINT
        size, room = pages.size(self.number), self.area.viewport().size()
        bar = 0 if self.area.verticalScrollBar().isVisible() else self.area.verticalScrollBar().width()
        across = max(room.width() - 2 * _MARGIN - bar, 80) / size.width()
        if self._zoom == FIT_WIDTH:
            return across
        return min(across, max(room.height() - 2 * _MARGIN, 80) / size.height())


class _KeyedScrollArea(QScrollArea):
    """Turns pages with the keys that turn pages."""

    step = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page Up and Page Down turn; the arrows scroll."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step.emit(by)
