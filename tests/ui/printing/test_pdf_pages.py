"""Pages as pictures: stripes for paper join to the very page."""

import pytest
from PySide6.QtGui import QImage, QPainter

from cardecide_ui.printing import pdf_pages
from cardecide_ui.printing.pdf_pages import PdfPages
from cardecide_ui.printing.report_options import ReportOptions
from tests.ui.printing.test_print_dialog import make


@pytest.mark.parametrize("dots", [72, 100, 203, 300])
@pytest.mark.parametrize("page_size", ["A4", "Letter"])
def test_stripes_have_no_seam(dots: int, page_size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "_ROWS", 97)
    options = ReportOptions(variant="one-page", page_size="A4" if page_size == "A4" else "Letter")
    pages = PdfPages(make(options))
    scale = dots / 72
    whole = pages.drawn(1, scale)
    joined = QImage(whole.size(), QImage.Format.Format_RGB32)
    painter = QPainter(joined)
    below = 0
    for top, image in pages.bands(1, scale):
        assert not below or top < below, "each stripe overlaps the one above, so that no line stays white"
        painter.drawImage(0, top, image)
        below = top + image.height()
    painter.end()
    pages.close()
    assert below == whole.height()
    assert _mean_difference(whole, joined) < 1


def _mean_difference(one: QImage, other: QImage) -> float:
    first, second = (bytes(image.constBits()) for image in (one, other))
    return sum(abs(a - b) for a, b in zip(first[::4], second[::4], strict=True)) / (len(first) / 4)
