"""The program's own sample cases on paper: page one is one page, and nothing leaves the frame."""

import io
import re
from functools import cache
from typing import Any

import pypdf
import pytest

from cardecide.assessment import assess
from cardecide.assessment.joined_questions import joined_questions
from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.report import render_report
from cardecide.report.chips import LOOKS
from cardecide.report.document import PageSize
from cardecide.report.variants import Variant
from tests.report.reading_pdf import ISSUED, beyond_the_margins, pages, squeezed
from tests.report.reading_structure import read_aloud

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


@cache
def printed(name: str, language: Language, size: PageSize = "A4", variant: Variant = "full") -> bytes:
    """Its report."""
    result, case = assessed(name, language)
    return render_report(
        result, case, language=language, page_size=size, variant=variant, issued=ISSUED, embed=False
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_board_turns_no_page_for_page_one(name: str, language: Language, size: PageSize) -> None:
    report = printed(name, language, size)
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
    report = printed(name, language, size, "one-page")
    assert len(pages(report)) == 1
    assert not beyond_the_margins(report, margin=20, side=SIDE_MARGIN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_what_the_result_says_is_on_paper(name: str, language: Language) -> None:
    """Every product, status, failed criterion with its value and source, and all that holds or is missing."""
    result, _ = assessed(name, language)
    text = read_aloud(printed(name, language))
    expected = [one.question for one in joined_questions(result.missing, language)]
    expected += [one.text.rstrip(".。") for one in result.preparation]
    expected += [result.rules.sha256, *result.rules.packs]
    for product in result.products:
        expected += [product.name, say(message(f"band.{product.score.band}"), language)]
        expected += [item.text.rstrip(".。") for item in product.safety.items]
        expected += [one.text.rstrip(".。") for one in product.considerations]
        for label in product.labels:
            expected.append(label.reason)
            if label.criteria:
                status = say(message(f"status.{label.status}"), language)
                expected.append(f"{LOOKS[label.status].symbol}{status}{label.jurisdiction}{_colon(language)}")
        expected += [trial.title for trial in product.trials]
        for criteria in [
            *(label.criteria for label in product.labels),
            *(t.criteria for t in product.trials),
        ]:
            for one in criteria:
                expected.append(one.text.rstrip(".。"))
                if one.verdict == "not_met":
                    expected += [one.value or "", one.source.cite if one.source else ""]
                decided = one.verdict in ("met", "not_met") and one.role in ("include", "exclude")
                if decided and one.value and one.as_of:
                    # The patient's value never stands without its date.
                    expected.append(f"{one.value}{one.as_of}")
    assert [one for one in dict.fromkeys(expected) if squeezed(one) not in text] == []


@pytest.mark.parametrize("name", CASES)
def test_every_source_that_is_cited_is_listed_under_its_number(name: str) -> None:
    result, _ = assessed(name, "en")
    text = read_aloud(printed(name, "en"))
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    listed = text[text.rindex("References") :]
    assert cited == set(range(1, max(cited) + 1))
    for product in result.products:
        for label in product.labels:
            for one in label.criteria:
                if one.source:
                    assert squeezed(one.source.cite) in listed


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ":"


def crowded() -> tuple[Result, Case]:
    """Twelve products with a long reason each, three hundred criteria of the first, and forty regimens."""
    result, case = assessed("long", "en")
    first = result.products[0]
    label = first.labels[0]
    criteria = [
        one.model_copy(update={"id": f"{one.id}-{number}", "text": f"{one.text} {number}"})
        for number in range(300)
        for one in label.criteria[:1]
    ]
    reason = "A long reason that says the same again. " * 40
    products = [
        first.model_copy(
            update={
                "id": f"product-{number}",
                "name": f"Product {number}",
                "labels": [
                    label.model_copy(
                        update={
                            "pack": f"us.product-{number}",
                            "reason": reason,
                            "criteria": criteria if number == 0 else criteria[:3],
                        }
                    )
                ],
                "trials": [],
            }
        )
        for number in range(12)
    ]
    treatments = tuple(case.treatments[place % len(case.treatments)] for place in range(40))
    changed = result.model_copy(update={"products": products, "ranking": []})
    return changed, case.model_copy(update={"treatments": treatments})


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_page_one_ends_where_the_paper_does_and_says_so(size: PageSize) -> None:
    result, case = crowded()
    report = render_report(result, case, page_size=size, issued=ISSUED, embed=False)
    reader: Any = pypdf.PdfReader(io.BytesIO(report))
    first = reader.outline[0]
    assert reader.get_destination_page_number(first) == 1
    assert float(first["/Top"]) > float(reader.pages[1].mediabox.height) - 80
    sheets = pages(report)
    assert "Pageoneendshere" in squeezed(sheets[0])
    assert not beyond_the_margins(report, margin=20, side=SIDE_MARGIN)
    text = read_aloud(report)
    assert all(f"Product{number}" in text for number in range(12))
    assert all(squeezed(f"{one.text}") in text for one in result.products[0].labels[0].criteria)
    (sheet,) = pages(
        render_report(result, case, page_size=size, variant="one-page", issued=ISSUED, embed=False)
    )
    assert "Pageoneendshere" in squeezed(sheet)
