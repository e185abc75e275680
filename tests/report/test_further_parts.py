"""What the full assessment adds stands on paper, in words and in drawings."""

import pytest

from cardecide.language.text import LANGUAGES, Language
from cardecide.report import render_report
from tests.report.further_parts import with_further_parts
from tests.report.reading_pdf import ISSUED, squeezed, whole
from tests.report.sample_result import sample_case, sample_result


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_further_part_is_printed(language: Language) -> None:
    result = with_further_parts(sample_result(language))
    text = whole(render_report(result, sample_case(), language=language, issued=ISSUED))
    for expected in (
        "Teclistamab",
        "Some product",
        "Screen for hepatitis B",
        "Order HBsAg",
        "Plan bridging",
        "one more line",
        "Enough lines then",
        "bridging works",
        "Nothing moves.",
        "A remark.",
        "The order changes in some of 12 variations.",
        "caution +30 %",
        "active infection: yes",
        "Default policy",
    ):
        assert squeezed(expected) in text


def test_the_lines_picture_names_where_a_label_first_permits_and_where_none_does() -> None:
    result = with_further_parts(sample_result())
    text = whole(render_report(result, sample_case(), issued=ISSUED))
    assert "ide-celUS✗?✓3" in text
    assert "whateverthenumberoflines:zevor-cel(CN)" in text


def test_the_sum_of_every_score_is_printed_unrounded() -> None:
    result = sample_result()
    text = whole(render_report(result, sample_case(), issued=ISSUED))
    sums = text[text.index("Sum") :]
    for product in result.products[:3]:
        assert f"{product.score.low}–{product.score.high}" in sums


def test_a_criterion_that_two_labels_share_is_printed_once_with_both_places() -> None:
    result = sample_result()
    product = result.products[1]
    label = product.labels[0]
    other = label.model_copy(update={"pack": "eu.ide-cel", "jurisdiction": "EU"})
    both = product.model_copy(update={"labels": [label, other]})
    text = whole(render_report(result.model_copy(update={"products": [both]}), sample_case(), issued=ISSUED))
    assert text.count(f"{squeezed(label.criteria[0].text)}(US,EU)") == 1
