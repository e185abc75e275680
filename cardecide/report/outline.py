"""Bookmarks, so that a reader on a screen can jump between the parts of the report."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.report.line import fitted
from cardecide.report.paged_canvas import PagedCanvas
from cardecide.report.printable import printable_line
from cardecide.report.styles import FOOTER

_SHORT: Final = 120.0
"""Points that a name on page one takes at most."""


class Bookmark(Flowable):
    """A place that the PDF's outline leads to, the ``number``-th of the report; takes no room.

    ``short`` is what page one calls it.
    """

    def __init__(self, title: str, number: int, *, short: str = "") -> None:
        super().__init__()
        self._number = number
        self._title = printable_line(title)[:120]
        self._short = fitted(short or title, FOOTER.size, _SHORT)
        self.keepWithNext = 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Enter the place in the outline."""
        canvas = self.canv
        key = f"part-{self._number}"
        canvas.bookmarkHorizontal(key, 0, 0)
        canvas.addOutlineEntry(self._title, key, 0, closed=False)
        if isinstance(canvas, PagedCanvas):
            canvas.begin_part(self._short)
