"""Reads a finished report by its tagged structure, as a screen reader would: without header and footer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

UNMARKED = -1
"""The number of text that is decoration."""


@contextmanager
def _document(report: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(report, len(report), None)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def marked_texts(report: bytes) -> list[dict[int, str]]:
    """For each page the text of each number of marked content, in the order in which it is drawn."""
    with _document(report) as document:
        return [_on_page(document, number) for number in range(pdfium.FPDF_GetPageCount(document))]


def read_aloud(report: bytes) -> str:
    """All text of the pages in the order of reading, without white space."""
    pages = marked_texts(report)
    text = "".join(text for page in pages for mark, text in page.items() if mark != UNMARKED)
    return "".join(text.replace("\u00a0", "").replace("\ufffe", "").split())


def _on_page(document: Any, number: int) -> dict[int, str]:
    page = pdfium.FPDF_LoadPage(document, number)
    text_page = pdfium.FPDFText_LoadPage(page)
    texts: dict[int, str] = {}
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        one = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        length = pdfium.FPDFTextObj_GetText(one, text_page, None, 0)
        buffer = (pdfium.FPDF_WCHAR * length)()
        pdfium.FPDFTextObj_GetText(one, text_page, buffer, length)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(one)
        texts[mark] = texts.get(mark, "") + bytes(buffer)[: length - 2].decode("utf-16-le")
    pdfium.FPDFText_ClosePage(text_page)
    pdfium.FPDF_ClosePage(page)
    return texts
