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
