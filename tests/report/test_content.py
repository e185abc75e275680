"""Everything the result says stands on paper, and page one has what decides."""

import pytest

from cardecide.assessment.result import CriterionResult, ProductResult
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES, Language
from cardecide.report import render_report
from tests.report.reading_pdf import ISSUED, pages, sample_report, squeezed, whole
from tests.report.sample_result import SHA256, sample_case, sample_result


def criteria_of(product: ProductResult) -> list[list[CriterionResult]]:
    """The criteria of each label and each trial of the product."""
    labels = [label.criteria for label in product.labels]
    return labels + [trial.criteria for trial in product.trials]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_and_value_of_the_result_is_printed(language: Language) -> None:
    text = whole(sample_report(language))
    for product in sample_result(language).products:
        for criteria in criteria_of(product):
            for criterion in criteria:
                assert squeezed(criterion.text) in text
                if criterion.verdict == "not_met" and criterion.value:
                    assert squeezed(criterion.value) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_one_has_products_statuses_safety_and_questions(language: Language) -> None:
    first = squeezed(pages(sample_report(language))[0])
    result = sample_result(language)
    for product in result.products:
        assert squeezed(product.name) in first
        for label in product.labels:
            assert squeezed(say(message(f"status.{label.status}"), language)) in first
        for item in product.safety.items:
            assert squeezed(item.text) in first
    for product in result.products[:3]:
        assert squeezed(say(message(f"band.{product.score.band}"), language)) in first
    for missing in result.missing[:3]:
        assert squeezed(missing.question) in first


def test_page_one_names_failed_criteria_with_value_and_source() -> None:
    first = squeezed(pages(sample_report())[0])
    assert "Bonemarrowplasmacells≥10%(1.5%)[" in first


def test_facts_that_are_not_known_stand_in_one_line() -> None:
    first = pages(sample_report())[0]
    line = next(line for line in first.splitlines() if line.startswith("Not known:"))
    assert "ECOG" in line
    assert "hepatitis B screen" in line


def test_references_are_numbered_once_each_with_their_grade() -> None:
    text = "\n".join(pages(sample_report()))
    references = squeezed(text[text.rindex("References") :])
    cites = {
        criterion.source.cite
        for product in sample_result().products
        for criteria in criteria_of(product)
        for criterion in criteria
        if criterion.source
    }
    for cite in cites:
        assert references.count(squeezed(cite)) == 1
    assert "notre-read:knownforcertain,itspagenotreadagain" in references


def test_header_and_rules_tell_which_report_this_is() -> None:
    sheets = pages(sample_report())
    for number, sheet in enumerate(sheets, start=1):
        assert "ZHOU-2025-01" in sheet
        assert "2026.11 (4f1c0d7b)" in sheet
        assert f"Page {number} of {len(sheets)}" in " ".join(sheet.split())
        assert "Not signed off by a hematologist" in " ".join(sheet.split())
    assert SHA256 in whole(sample_report())


def test_rules_changed_locally_are_told_on_page_one() -> None:
    result = sample_result()
    rules = result.rules.model_copy(update={"modified": ["us.ide-cel"]})
    report = render_report(result.model_copy(update={"rules": rules}), sample_case(), issued=ISSUED)
    assert "Ruleschangedlocally:us.ide-cel" in squeezed(pages(report)[0])
    assert "Ruleschangedlocally" not in squeezed(pages(sample_report())[0])


def test_another_day_than_the_cases_own_is_told_on_page_one() -> None:
    result = sample_result().model_copy(update={"asked_date": "2024-04-05", "decision_date": "2024-04-05"})
    report = render_report(result, sample_case(), issued=ISSUED)
    assert "owndecisiondate:2024-04-05" in squeezed(pages(report)[0])


def test_asking_for_the_cases_own_day_is_no_remark() -> None:
    result = sample_result().model_copy(update={"asked_date": "2023-07-31"})
    report = render_report(result, sample_case(), issued=ISSUED)
    assert "Askedforanotherday" not in squeezed(pages(report)[0])


def test_jurisdictions_without_a_label_pack_are_no_data_and_not_not_approved() -> None:
    first = squeezed(pages(sample_report())[0])
    assert "eque-celTR;cilta-celTR;ide-celCN,TR" in first
    assert "Nolabeldata;thisisnotthesameasnotapproved" in first


def test_treatments_overrides_planner_and_notes_are_printed() -> None:
    text = whole(sample_report())
    for expected in (
        "daratumumab,carfilzomib,dexamethasone",
        "lenalidomide:stem-cellprotection",
        "Confirmedwiththereferringhospitalbytelephone.",
        "Dr.ÇağlarÖğüş",
        "Thedecisionfallson2024-04-05orlater",
        "labs[3]:ferritin,2023-08-14",
        "Claimed:yes",
        "Note:achangewithoutprogressioncountedasanewline",
    ):
        assert expected in text
    assert "NON_PD_SWITCH" not in text


def test_a_question_that_several_facts_raise_is_asked_once() -> None:
    result = sample_result()
    again = result.questions[0].model_copy(update={"fact": "ecog"})
    changed = result.model_copy(update={"questions": [*result.questions, again]})
    text = whole(render_report(changed, sample_case(), issued=ISSUED))
    asked = text[text.rindex("Furtherquestions") :]
    assert asked.count(squeezed(again.question)) == 1
    assert "Priorlinesoftherapy,ECOG" in asked


def test_issued_is_printed_as_given() -> None:
    assert ISSUED in pages(sample_report())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_takes_one_page_for_the_board_and_few_behind_it(language: Language) -> None:
    sheets = pages(sample_report(language))
    assert 4 <= len(sheets) <= 8
    missing = squeezed(say(message("report.missing"), language))
    assert missing in squeezed(sheets[0])
    # The first product's own part begins on the second page.
    assert squeezed(sheets[1]).find("FUCASO") >= 0
