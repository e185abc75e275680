"""The floor for a report's time: a bare reportlab document with as many pages and the same glyphs.

Every line of a finished report is read back with its place and drawn again with nothing but a canvas, in
the same fonts: no layout, no breaking of lines, no tables.
"""

from collections.abc import Callable
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas

from cardecide.assessment import assess
from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.report import render_report
from cardecide.report.fonts import FontRun, split_runs

_SAMPLE = "zhou-2025"

Drawn = list[list[tuple[float, float, tuple[FontRun, ...]]]]
"""For each page its lines: where each begins, and its runs of one font."""


def report_rows(rulebook: Rulebook) -> dict[str, Callable[[], object]]:
    """Rows for the benchmark: the full report of the published patient in each language, and its floor."""
    case = read_case(bundled("resources") / "samples" / f"{_SAMPLE}.case.yaml").case
    rows: dict[str, Callable[[], object]] = {}
    for language in LANGUAGES:
        result = assess(
            case, rulebook, default_date=PartialDate.parse("2026-09-01"), language=language, full=True
        )
        lines = drawn_lines(_rendered(result, case, language))
        pages, glyphs = len(lines), sum(len(run.text) for page in lines for line in page for run in line[2])
        name = f"{language}, {pages} pages, {glyphs:,} glyphs"
        rows[f"report in full ({name})"] = _rendering(result, case, language)
        rows[f"reportlab, bare canvas ({name})"] = _drawing(lines)
    return rows


def drawn_lines(report: bytes) -> Drawn:
    """The lines of a finished report with their places in points."""
    document = pypdfium2.PdfDocument(report)
    pages: Drawn = []
    try:
        for page in document:
            text = page.get_textpage()
            lines = []
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                words = text.get_text_bounded(left, bottom, right, top).strip()
                if words:
                    lines.append((left, bottom, tuple(split_runs(" ".join(words.split())))))
            pages.append(lines)
    finally:
        document.close()
    return pages


def bare_document(pages: Drawn) -> bytes:
    """The lines drawn on as many pages."""
    output = BytesIO()
    canvas = Canvas(output, invariant=1, pageCompression=1)
    for page in pages:
        for x, y, runs in page:
            place = x
            for run in runs:
                canvas.setFont(run.font, 6.9)
                canvas.drawString(place, y, run.text)
                place += 50
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def _rendered(result: Result, case: Case, language: Language) -> bytes:
    return render_report(result, case, language=language, issued="2026-09-01", embed=False)


def _rendering(result: Result, case: Case, language: Language) -> Callable[[], object]:
    return lambda: _rendered(result, case, language)


def _drawing(lines: Drawn) -> Callable[[], object]:
    return lambda: bare_document(lines)
