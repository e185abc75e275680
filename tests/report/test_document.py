"""The file itself: the same bytes for the same input, both paper sizes, outline, attachments."""

import io
import json
import re
from typing import Any

import pypdf
import pytest

from cardecide.assessment.result import Result, RulesInfo
from cardecide.case.model import Case
from cardecide.language.text import LANGUAGES, Language
from cardecide.report import render_report
from cardecide.report.document import PageSize
from tests.report.reading_pdf import ISSUED, pages, sample_report, squeezed, whole
from tests.report.sample_result import SHA256, sample_case, sample_result


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_input_gives_the_same_bytes(language: Language) -> None:
    again = render_report(sample_result(language), sample_case(), language=language, issued=ISSUED)
    assert again == sample_report(language)


def test_the_time_of_issue_comes_from_the_argument_alone() -> None:
    assert render_report(sample_result(), sample_case(), issued="another time") != sample_report()


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 595, 842), ("Letter", 612, 792)])
def test_page_sizes(size: PageSize, width: int, height: int) -> None:
    report = render_report(sample_result(), sample_case(), page_size=size, issued=ISSUED)
    for page in pypdf.PdfReader(io.BytesIO(report)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (width, height)
    assert "Whatismissing" in whole(report)


def test_an_unknown_page_size_is_refused() -> None:
    with pytest.raises(KeyError):
        render_report(sample_result(), sample_case(), page_size="A5", issued=ISSUED)  # type: ignore[arg-type]


def test_the_outline_leads_to_every_product() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sample_report()))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    products = [title for title in titles if title.endswith("-cel")]
    assert products == ["eque-cel", "cilta-cel", "ide-cel", "zevor-cel"]
    assert titles[0] == "Treatment so far"
    assert titles[-2:] == ["References", "Rules used"]


def test_title_and_language_are_in_the_file() -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(sample_report("zh")))
    assert "ZHOU-2025-01" in str(reader.metadata.title)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_attachments_can_be_turned_off_and_the_pages_stay() -> None:
    report = render_report(sample_result(), sample_case(), issued=ISSUED, embed=False)
    assert not pypdf.PdfReader(io.BytesIO(report)).attachments
    assert pages(report) == pages(sample_report())


def test_case_and_result_are_attached_and_can_be_read_back() -> None:
    result, case = sample_result(), sample_case()
    report = sample_report()
    attached = pypdf.PdfReader(io.BytesIO(report)).attachments
    assert Result.model_validate_json(attached["cardecide-result.json"][0]) == result
    assert Case.model_validate(json.loads(attached["cardecide-case.json"][0])) == case


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_one_page_report_is_one_page(language: Language, size: PageSize) -> None:
    result = sample_result(language)
    (page,) = pages(
        render_report(
            result, sample_case(), language=language, page_size=size, variant="one-page", issued=ISSUED
        )
    )
    text = squeezed(page)
    for product in result.products:
        assert squeezed(product.name) in text
    for expected in (SHA256, result.rules.version, result.missing[0].question):
        assert squeezed(expected) in text


def test_every_source_cited_on_the_one_page_stands_on_it() -> None:
    report = render_report(sample_result(), sample_case(), variant="one-page", issued=ISSUED)
    text = whole(report)
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert cited == set(range(1, max(cited) + 1))
    listed = text[text.index("References:") :]
    assert all(f"[{number}]" in listed for number in cited)


def test_local_rules_are_told_on_every_page() -> None:
    result = sample_result()
    rules = result.rules.model_copy(update={"modified": ["us.ide-cel"]})
    for page in pages(
        render_report(result.model_copy(update={"rules": rules}), sample_case(), issued=ISSUED)
    ):
        assert "Useslocalrules" in squeezed(page)
    assert not any("Useslocalrules" in squeezed(page) for page in pages(sample_report()))


def test_rules_that_nobody_reviewed_are_told_on_every_page() -> None:
    result = sample_result()
    rules = result.rules.model_copy(update={"modified": ["us.ide-cel", "karmma"], "unreviewed": ["karmma"]})
    report = render_report(result.model_copy(update={"rules": rules}), sample_case(), issued=ISSUED)
    for page in pages(report):
        assert "2changedoradded,1ofthemreviewedbynobody,namedunder“Rulesused”." in squeezed(page)


def test_a_result_with_nothing_in_it_is_still_a_report() -> None:
    empty = Result(
        program="cardecide",
        case_id="EMPTY",
        decision_date="2026-01-01",
        language="en",
        jurisdictions=[],
        rules=RulesInfo(version="1", sha256=SHA256),
        facts={},
        products=[],
    )
    sheets = pages(render_report(empty, Case(id="EMPTY"), issued=ISSUED))
    assert "No missing fact would change a status." in sheets[0]
    assert "No treatment was entered." in "".join(sheets)
    assert len(pages(render_report(empty, Case(id="EMPTY"), variant="one-page", issued=ISSUED))) == 1
