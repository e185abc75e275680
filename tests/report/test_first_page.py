"""What page one says once, and what it never leaves out."""

import re
from decimal import Decimal
from typing import Any

import pytest

from cardecide.assessment.further_results import NoData
from cardecide.assessment.result import (
    CriterionResult,
    LabelResult,
    ProductResult,
    RankEntry,
    Result,
    SafetyItem,
    Score,
)
from cardecide.report import render_report
from cardecide.report.context import short_title
from cardecide.report.safety_lines import shared_items
from cardecide.report.score_drawing import interval
from tests.report.further_parts import with_further_parts
from tests.report.reading_pdf import ISSUED, pages, squeezed
from tests.report.sample_result import sample_case, sample_result


def first(result: Result) -> str:
    """Page one without white space."""
    return squeezed(pages(render_report(result, sample_case(), issued=ISSUED))[0])


def with_product(**changes: Any) -> Result:
    """The sample with its first product alone, changed."""
    result = sample_result()
    return result.model_copy(update={"products": [result.products[0].model_copy(update=changes)]})


def label(**changes: Any) -> LabelResult:
    """A label with one failed and one open criterion that its reason does not name."""
    criteria = [
        CriterionResult(id="a", text="Lines enough.", role="include", verdict="not_met", value="1"),
        CriterionResult(id="b", text="Refractory to lenalidomide", role="include", verdict="unknown"),
    ]
    settled: dict[str, Any] = {
        "pack": "us.x",
        "title": "X",
        "jurisdiction": "US",
        "version_from": "2024-04-05",
        "status": "off_label",
        "reason": "Off.",
        "criteria": criteria,
    }
    return LabelResult(**{**settled, **changes})


def test_failed_and_open_criteria_of_a_label_are_named_with_the_value() -> None:
    text = first(with_product(labels=[label()]))
    assert "notmet:Linesenough(1)" in text
    assert "open:Refractorytolenalidomide" in text


def test_criteria_that_the_reason_names_are_not_named_again() -> None:
    text = first(
        with_product(labels=[label(reason="Not met: Lines enough. Open: Refractory to lenalidomide.")])
    )
    assert text.count("Linesenough") == 1
    assert text.count("Refractorytolenalidomide") == 1


def test_a_label_beyond_its_verification_says_so() -> None:
    aged = label(beyond_verified=True, verified_through="2025-01-31")
    assert "lastverifiedon2025-01-31" in first(with_product(labels=[aged]))
    fresh = label(beyond_verified=False, verified_through="2025-01-31")
    assert "lastverified" not in first(with_product(labels=[fresh]))


def test_jurisdictions_that_say_the_same_share_a_line_and_others_do_not() -> None:
    same = [label(), label(pack="eu.x", jurisdiction="EU")]
    assert "US,EU✗offlabel" in first(with_product(labels=same))
    different = [label(), label(pack="eu.x", jurisdiction="EU", reason="Otherwise.")]
    assert "US,EU✗offlabel" not in first(with_product(labels=different))


def test_a_product_without_a_label_in_force_still_says_where() -> None:
    assert "zevor-cel–notapprovedCN:Firstapprovedon2024-02-23." in first(sample_result())
    lapsed = label(status="undetermined", reason="One may have come.", version_from=None, criteria=[])
    assert "US?undeterminedOnemayhavecome." in first(with_product(labels=[lapsed]))


def item(kind: Any, text: str) -> SafetyItem:
    return SafetyItem(kind=kind, id=text, text=text, pack="x")


def product(*items: SafetyItem) -> ProductResult:
    model = sample_result().products[0]
    return model.model_copy(update={"safety": model.safety.model_copy(update={"items": list(items)})})


def test_what_concerns_every_product_is_shared_but_never_a_hold() -> None:
    one = product(item("hold", "fever"), item("open", "hbv"), item("caution", "emd"))
    two = product(item("hold", "fever"), item("open", "hbv"), item("caution", "other"))
    assert [shared.text for shared in shared_items([one, two])] == ["hbv"]


def test_a_single_product_shares_nothing() -> None:
    assert shared_items([product(item("open", "hbv"))]) == []


def test_every_hold_stands_on_page_one() -> None:
    holds = [item("hold", f"Hold number {number}") for number in range(9)]
    safety = sample_result().products[0].safety.model_copy(update={"status": "hold", "items": holds})
    text = first(with_product(safety=safety))
    assert all(f"Holdnumber{number}" in text for number in range(9))


def test_cautions_beyond_the_first_are_counted() -> None:
    cautions = [item("caution", f"Caution number {number}") for number in range(9)]
    safety = sample_result().products[0].safety.model_copy(update={"status": "caution", "items": cautions})
    text = first(with_product(safety=safety))
    assert "Cautionnumber3" in text
    assert "Cautionnumber4" not in text
    assert "and5more" in text


@pytest.mark.parametrize(
    ("separated", "marks"), [(True, ("1eque-cel", "2ide-cel")), (False, ("≈1eque-cel", "≈2ide-cel"))]
)
def test_an_order_is_claimed_only_where_intervals_are_separated(
    separated: bool, marks: tuple[str, ...]
) -> None:
    result = sample_result()
    ranking = [
        RankEntry(product="eque-cel", separated=separated),
        RankEntry(product="ide-cel", separated=True),
    ]
    text = first(result.model_copy(update={"products": result.products[:2], "ranking": ranking}))
    assert all(mark in text for mark in marks)
    assert ("≈" in text) == (not separated)


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [("41", "41", "41"), ("41.2", "77.1", "41–78"), ("0", "100", "0–100"), ("40.6", "40.6", "41")],
)
def test_an_interval_is_rounded_outward(low: str, high: str, printed: str) -> None:
    assert interval(Decimal(low), Decimal(high)) == printed


def test_the_reason_for_the_band_is_said_first() -> None:
    score = Score(
        low=Decimal(10),
        high=Decimal(20),
        band="not_suitable_now",
        reason="An infection waits. Is there fever? More.",
        policy="p",
    )
    assert "Aninfectionwaits." in first(with_product(score=score))


def test_a_trials_title_need_not_name_the_product_again() -> None:
    ide_cel = sample_result().products[1]
    assert short_title("KarMMa-2, cohort 2a, ide-cel", ide_cel) == "KarMMa-2, cohort 2a"
    assert short_title("ide-cel", ide_cel) == "ide-cel"


def test_a_place_is_claimed_only_where_no_other_score_overlaps() -> None:
    """Not only the neighbor counts: the third may lie below the second and yet touch the first."""
    result = sample_result()
    scores = {"eque-cel": (78, 84), "cilta-cel": (80, 82), "ide-cel": (75, 79)}
    products = [
        one.model_copy(
            update={
                "score": one.score.model_copy(
                    update=dict(zip(("low", "high"), map(Decimal, scores[one.id]), strict=True))
                )
            }
        )
        for one in result.products
        if one.id in scores
    ]
    ranking = [
        RankEntry(product="eque-cel", separated=False),
        RankEntry(product="cilta-cel", separated=True),
        RankEntry(product="ide-cel", separated=True),
    ]
    text = first(result.model_copy(update={"products": products, "ranking": ranking}))
    assert "≈3ide-cel" in text


def test_a_product_that_cannot_be_had_has_no_place() -> None:
    text = first(sample_result())
    assert "≈3ide-cel" in text
    assert "4zevor-cel" not in text


def test_page_one_tells_on_which_page_each_part_begins() -> None:
    report = render_report(sample_result(), sample_case(), issued=ISSUED)
    sheets = [squeezed(sheet) for sheet in pages(report)]
    told = re.search(r"Onpage:(.*?)(Treatingphysician|$)", sheets[0])
    assert told
    entries = dict(re.findall(r"([^0-9]+?)([0-9]+)(?=[^0-9]|$)", told[1]))
    assert next(iter(entries)) == "Treatmentsofar"
    assert list(entries)[-1] == "Rulesused"
    assert "eque-cel" in entries
    for title, page in entries.items():
        assert title in sheets[int(page) - 1]


def test_the_one_page_report_has_no_such_list() -> None:
    (sheet,) = pages(render_report(sample_result(), sample_case(), variant="one-page", issued=ISSUED))
    assert "Onpage:" not in squeezed(sheet)


def test_a_gap_in_the_data_stands_with_what_it_is_of() -> None:
    gaps = [
        NoData(product="x-cel", name="A cell product", jurisdictions=["CN"]),
        NoData(product="y-tamab", name="An antibody", jurisdictions=["CN"]),
    ]
    sheets = [
        squeezed(sheet)
        for sheet in pages(
            render_report(sample_result().model_copy(update={"no_data": gaps}), sample_case(), issued=ISSUED)
        )
    ]
    assert "AcellproductCN" in sheets[0]
    assert not any("Anantibody" in sheet for sheet in sheets[:1])
    assert "Anantibody(CN)" in "".join(sheets[1:])


def test_no_order_is_told_where_no_product_can_be_had() -> None:
    result = with_further_parts(sample_result())
    gone = [
        one.model_copy(
            update={
                "labels": [
                    label(status="not_approved", reason="No approval.", version_from=None, criteria=[])
                ]
            }
        )
        for one in result.products
    ]
    text = squeezed(
        "".join(
            pages(render_report(result.model_copy(update={"products": gone}), sample_case(), issued=ISSUED))
        )
    )
    assert "Noorderisclaimed" in text
    assert "Stabilityoftheorder" not in text
    kept = squeezed("".join(pages(render_report(result, sample_case(), issued=ISSUED))))
    assert "Stabilityoftheorder" in kept
