"""Reads a finished report back, as a reader of the paper would."""

import re
from functools import cache

import pypdfium2

from cardecide.language.text import Language
from cardecide.report import render_report
from tests.report.sample_result import sample_case, sample_result

ISSUED = "2023-07-31 09:30 UTC+8"


@cache
def sample_report(language: Language = "en") -> bytes:
    """The sample's report in one language."""
    return render_report(sample_result(language), sample_case(), language=language, issued=ISSUED)


def pages(report: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(report)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """The text without white space: where a line breaks does not matter, what stands there does."""
    return re.sub(r"[\s\u00a0\ufffe]+", "", text)


def whole(report: bytes) -> str:
    """The text of the whole report without white space."""
    return squeezed("".join(pages(report)))


def beyond_the_margins(
    report: bytes, *, margin: float = 20.0, side: float | None = None
) -> list[tuple[int, float, float, float, float]]:
    """Page, left, bottom, right, top of text nearer than ``margin`` points to an edge of its page.

    ``side`` is the margin to the left and right where it is another.
    """
    aside = margin if side is None else side
    found = []
    document = pypdfium2.PdfDocument(report)
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                inside = aside <= left and right <= width - aside and top <= height - margin
                if not inside or bottom < margin:
                    found.append((number, left, bottom, right, top))
    finally:
        document.close()
    return found
