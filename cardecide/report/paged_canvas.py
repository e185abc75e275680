"""A canvas that fills in at its end what earlier pages leave open: how many there are, and what stands where.

Both are forms that the pages name before they are drawn, so that nothing is laid out twice.
"""

from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from cardecide.report.line import draw_line
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.structure import Structure, without_content
from cardecide.report.styles import FOOTER, GRAY, INK

HEADER_SIZE: Final = 6.9
CONTENTS_HEIGHT: Final = 3 * FOOTER.leading
"""Points that the list of the parts takes at most."""

_TOTAL: Final = "cardecide-total-pages"
_CONTENTS: Final = "cardecide-contents"


class PagedCanvas(Canvas):
    """A canvas with numbered pages and a tagged structure."""

    after_total = ""
    """What stands after the number of pages."""

    contents_heading = ""
    """What stands before the parts of the report and their pages; nothing where these are not told."""

    contents_width = 0.0
    """How wide the lines with the parts are, in points."""

    _code: list[str]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.structure = Structure(self)
        self._parts: list[tuple[str, int]] = []

    def begin_part(self, title: str) -> None:
        """Note that a part of the report begins on this page."""
        self._parts.append((title, self.getPageNumber()))

    def draw_total(self, x: float, y: float) -> None:
        """Draw the number of pages, with its baseline at ``y``."""
        self._form_at(_TOTAL, x, y)

    def draw_contents(self, x: float, y: float) -> None:
        """Draw the parts and their pages below ``y``."""
        if self.contents_heading:
            self._form_at(_CONTENTS, x, y)

    def _form_at(self, name: str, x: float, y: float) -> None:
        self.saveState()
        self.translate(x, y)
        self.doForm(name)
        self.restoreState()

    def save(self) -> None:
        """Define the forms, then write the document."""
        if self._code:
            self.showPage()
        with self.structure.paused():
            self.beginForm(_TOTAL)
            total = f"{self.getPageNumber() - 1}{self.after_total}"
            draw_line(self, 0, 0, total, HEADER_SIZE, color=GRAY)
            self.endForm()
            if self.contents_heading:
                self.beginForm(_CONTENTS, lowery=-100)
                lines, *_ = paragraph(self._contents(), FOOTER).split(self.contents_width, CONTENTS_HEIGHT)
                _, height = lines.wrap(self.contents_width, CONTENTS_HEIGHT)
                lines.drawOn(self, 0, -height)
                self.endForm()
        self.setViewerPreference("DisplayDocTitle", "true")
        self.structure.write()
        super().save()

    def _contents(self) -> Line:
        line: Line = [Piece(self.contents_heading, bold=True)]
        for title, page in self._parts:
            # The number never leaves its title.
            line.extend((f"{GAP}{title}", Piece(f"\u00a0{page}", bold=True, color=INK)))
        return line

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page; all that is painted on it and is no text is marked as decoration."""
        self._code = without_content(self._code)
        super().showPage()
