"""Page one begins with the question and its answer, and is one page."""

from typing import Any

import pytest

from cardecide.assessment import assess
from cardecide.assessment.result import Missing, Preparation, Result, SafetyItem
from cardecide.case import read_case
from cardecide.engine import load_rulebook
from cardecide.locations import bundled
from cardecide.report import render_report
from cardecide.report.ways_table import in_ranges
from tests.report.reading_pdf import ISSUED, beyond_the_margins, pages, squeezed
from tests.report.sample_result import sample_case, sample_result


def first(result: Result) -> str:
    """Page one without white space."""
    return squeezed(pages(render_report(result, sample_case(), issued=ISSUED))[0])


def answer(result: Result) -> str:
    """What stands before the patient's identity in the tinted block."""
    return first(result).split("WhichBCMA-directed", 1)[1].split("ZHOU-2025-01", 1)[0]


def test_the_question_comes_with_date_and_jurisdictions() -> None:
    text = answer(sample_result())
    assert "Decisiondate2023-07-31" in text
    assert "JurisdictionsCN,US,TR" in text


def test_each_status_of_each_label_stands_once_with_its_jurisdictions() -> None:
    result = sample_result()
    text = answer(result)
    for product in result.products:
        for status in {label.status for label in product.labels}:
            places = ", ".join(label.jurisdiction for label in product.labels if label.status == status)
            assert text.count(squeezed(f"{product.id} ({places})")) == 1


def test_a_hold_stands_in_the_answer_with_its_reason() -> None:
    result = sample_result()
    hold = SafetyItem(kind="hold", id="h", text="Fever of 39 degrees", pack="x")
    safety = result.products[0].safety.model_copy(update={"status": "hold", "items": [hold]})
    product = result.products[0].model_copy(update={"safety": safety})
    text = answer(result.model_copy(update={"products": [product, *result.products[1:]]}))
    assert "hold" in text
    assert f"{product.id}(Feverof39degrees)" in text


def test_no_product_is_said_and_not_left_empty() -> None:
    assert "Noproductiscovered" in answer(sample_result().model_copy(update={"products": [], "ranking": []}))


def crowded(**changes: Any) -> Result:
    """The sample with more questions, more to prepare and longer reasons than a page holds."""
    result = sample_result()
    missing = [Missing(fact=f"f{n}", settles=[], question=f"Question number {n}?") for n in range(120)]
    items = [Preparation(id=f"p{n}", text=f"Preparation {n}", applies="yes") for n in range(40)]
    products = []
    for product in result.products:
        labels = [
            one.model_copy(update={"jurisdiction": place, "reason": f"Not known in {place}: {'x ' * 20}"})
            for one in product.labels[:1]
            for place in ("US", "EU", "UK", "CH", "JP", "CN", "HK", "MO", "TR")
        ]
        products.append(product.model_copy(update={"labels": labels}))
    return result.model_copy(
        update={"missing": missing, "preparation": items, "products": products, **changes}
    )


def test_page_one_tells_less_rather_than_running_over() -> None:
    report = render_report(crowded(), sample_case(), issued=ISSUED)
    page = squeezed(pages(report)[0])
    assert "Questionnumber0?" in page
    assert "Preparation0" in page
    assert "Treatingphysician" in page
    assert not beyond_the_margins(report)


def test_the_report_of_the_published_patient_is_short_enough_to_be_read() -> None:
    case = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    result = assess(case, load_rulebook(bundled("rules")), full=True)
    sheets = pages(render_report(result, case, issued=ISSUED))
    assert len(sheets) <= 16
    # Page one is the whole of what the board decides on.
    assert "To prepare" in sheets[0]
    assert "Treating physician" in sheets[0]
    assert "Treatment so far" in sheets[1]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([], ""), ([4], "4"), ([4, 5], "4, 5"), ([4, 5, 6], "4–6"), ([1, 3, 4, 5, 9, 10], "1, 3–5, 9, 10")],
)
def test_three_numbers_in_a_row_are_a_range(numbers: list[int], told: str) -> None:
    assert in_ranges(numbers) == told
