"""Paints pages to a printer, one for each turn of the event loop, so that the window stays alive."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cardecide_ui.printing.pdf_pages import POINTS_PER_INCH, PdfPages

MOST_DOTS_PER_INCH = 600
"""Finer dots than the report's smallest type needs; a printer that has more doubles them itself."""


class PrintJob(QObject):
    """The chosen pages of a report on their way to paper.

    ``progressed`` carries how many pages are painted, ``finished`` whether all were; a canceled job or one
    that the printer refuses ends with False.
    """

    progressed = Signal(int)
    finished = Signal(bool)

    def __init__(
        self, pages: PdfPages, numbers: Sequence[int], printer: QPrinter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages, self._printer = pages, printer
        self._numbers = list(numbers) * _repeats(printer)
        self._painter = QPainter()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def count(self) -> int:
        """How many pages are painted in all."""
        return len(self._numbers)

    def start(self) -> None:
        """Begin. The paper is that of the first page, without margins: the pages have their own."""
        set_paper(self._printer, self._pages.size(self._numbers[0]))
        if self._painter.begin(self._printer):
            self._timer.start()
        else:
            self.finished.emit(False)

    def cancel(self) -> None:
        """Stop; what the printer has already may still come out."""
        if self._painter.isActive():
            self._timer.stop()
            self._printer.abort()
            self._painter.end()
            self.finished.emit(False)

    def _next(self) -> None:
        if self._done and not self._printer.newPage():
            self.cancel()
            return
        paint_page(self._painter, self._printer, self._pages, self._numbers[self._done])
        self._done += 1
        self.progressed.emit(self._done)
        if self._done == len(self._numbers):
            self._timer.stop()
            self.finished.emit(self._painter.end())


def paint_page(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """Paint one page over the whole sheet, at the printer's resolution."""
    dots = min(printer.resolution(), MOST_DOTS_PER_INCH)
    scale = dots / POINTS_PER_INCH
    enlarged = printer.resolution() / dots
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, enlarged != 1)
    for top, image in pages.bands(number, scale):
        place = QRectF(0, top * enlarged, image.width() * enlarged, image.height() * enlarged)
        painter.drawImage(place, image)


def set_paper(printer: QPrinter, size: QSizeF) -> None:
    """Upright sheets of ``size`` points, with the origin at the corner of the sheet."""
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))


def _repeats(printer: QPrinter) -> int:
    """How often to paint the pages for a printer that cannot make copies itself."""
    return 1 if printer.supportsMultipleCopies() else printer.copyCount()
