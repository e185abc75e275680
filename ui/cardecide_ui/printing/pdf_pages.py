"""The pages of a finished report as pictures. They are drawn by pdfium from the very bytes of the file.

pdfium may be used from one thread only: that of the window.
"""

from collections.abc import Iterator

import pypdfium2
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
_COARSE = 2.0
"""Pixels for each point below which pictures are drawn finer and shrunk."""

_FINER = 3

_OVERLAP = 24
"""Rows that two neighboring stripes share."""

_ROWS = 1024
"""Rows of pixels that are drawn at once for paper: a whole page at 600 dots per inch takes 140 MB."""


class PdfPages:
    """An open report. ``close`` gives its memory back. Pages count from 1."""

    def __init__(self, report: bytes) -> None:
        self._document = pypdfium2.PdfDocument(report)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> QSizeF:
        """Width and height of a page in points."""
        width, height = self._document.get_page_size(number - 1)
        return QSizeF(width, height)

    def image(self, number: int, scale: float) -> QImage:
        """A page with ``scale`` pixels for each point.

        A small picture is drawn larger and shrunk: pdfium draws no stroke thinner than a pixel, which would
        blur bold Chinese.
        """
        if scale >= _COARSE:
            return self.drawn(number, scale)
        image = self.drawn(number, scale * _FINER)
        return image.scaled(image.size() / _FINER, mode=Qt.TransformationMode.SmoothTransformation)

    def drawn(self, number: int, scale: float) -> QImage:
        """A page as pdfium draws it at this size."""
        return _image(self._document[number - 1].render(scale=scale, prefer_bgrx=True))

    def bands(self, number: int, scale: float) -> Iterator[tuple[int, QImage]]:
        """A page in stripes from the top, each with the row of pixels at which it begins.

        Stripes overlap: a printer that rounds their places differently then leaves no white line between.
        """
        page = self._document[number - 1]
        whole = -int(-self.size(number).height() * scale // 1)
        for start in range(0, whole, _ROWS):
            top = max(start - _OVERLAP, 0)
            below = max(whole - start - _ROWS, 0)
            # pdfium's binding rounds a crop up to whole pixels: half a pixel less names the pixel exactly.
            crop = (0, _exact(below, scale), 0, _exact(top, scale))
            yield top, _image(page.render(scale=scale, crop=crop, prefer_bgrx=True, optimize_mode="print"))

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def _exact(pixels: int, scale: float) -> float:
    return (pixels - 0.5) / scale if pixels else 0.0


def _image(bitmap: pypdfium2.PdfBitmap) -> QImage:
    """A copy of the bitmap, which is gone with its page."""
    return QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    ).copy()
