"""The program's own sample cases on paper: page one is one page, and nothing leaves the frame."""

import io
from functools import cache
from typing import Any

import pypdf
import pytest

from cardecide.assessment import assess
from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.report import render_report
from cardecide.report.document import PageSize
from tests.report.reading_pdf import ISSUED, beyond_the_margins, pages

CASES = ("long", "zhou-2025", "neuro-us")

SIDE_MARGIN = 42.0
"""Points; a rounding less than the frame's own."""


@cache
def rulebook() -> Rulebook:
    """The rules as they are shipped."""
    return load_rulebook(bundled("rules"))


@cache
def assessed(name: str, language: Language) -> tuple[Result, Case]:
    """A sample case and what is found in it."""
    case = read_case(bundled("resources") / "samples" / f"{name}.case.yaml").case
    on = PartialDate.parse("2026-09-14")
    return assess(case, rulebook(), default_date=on, language=language, full=True), case


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_board_turns_no_page_for_page_one(name: str, language: Language, size: PageSize) -> None:
    result, case = assessed(name, language)
    report = render_report(result, case, language=language, page_size=size, issued=ISSUED, embed=False)
    reader: Any = pypdf.PdfReader(io.BytesIO(report))
    first = reader.outline[0]
    assert reader.get_destination_page_number(first) == 1
    # The first part of the rest begins at the head of page two: nothing of page one stands above it.
    assert float(first["/Top"]) > float(reader.pages[1].mediabox.height) - 80
    assert not beyond_the_margins(report, margin=20, side=SIDE_MARGIN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_one_page_is_one_page(name: str, language: Language, size: PageSize) -> None:
    result, case = assessed(name, language)
    report = render_report(
        result, case, language=language, page_size=size, variant="one-page", issued=ISSUED, embed=False
    )
    assert len(pages(report)) == 1
    assert not beyond_the_margins(report, margin=20, side=SIDE_MARGIN)
