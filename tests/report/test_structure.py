"""The tagged structure: headings, paragraphs and tables in reading order, with nothing left out."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES, Language
from cardecide.report import render_report
from tests.report.reading_pdf import ISSUED, pages, sample_report, squeezed
from tests.report.reading_structure import UNMARKED, marked_texts
from tests.report.sample_result import sample_case, sample_result


def elements(node: Any) -> Iterator[Any]:
    """The element and all below it, in reading order."""
    yield node
    for kid in node.get("/K", []):
        if not isinstance(kid, int):
            yield from elements(kid.get_object())


def document_element(report: bytes) -> Any:
    """The element that holds all others."""
    root: Any = pypdf.PdfReader(io.BytesIO(report)).trailer["/Root"]
    return root["/StructTreeRoot"]["/K"].get_object()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_on_a_page_belongs_to_one_element(language: Language) -> None:
    report = sample_report(language)
    reader: Any = pypdf.PdfReader(io.BytesIO(report))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {tree[place]: tree[place + 1].get_object() for place in range(0, len(tree), 2)}
    for number, (page, texts) in enumerate(zip(reader.pages, marked_texts(report), strict=True)):
        owned = owners[page["/StructParents"]]
        assert page["/StructParents"] == number
        # Header and footer are decoration; every other text has a number.
        decoration = squeezed(texts.pop(UNMARKED))
        assert decoration == squeezed(say(message("report.page", page=number + 1), language))
        assert set(texts) == set(range(len(owned)))
        for mark, owner in enumerate(owned):
            element = owner.get_object()
            assert mark in element["/K"]
            assert element["/Pg"].get_object()["/StructParents"] == number


def test_the_order_of_the_elements_is_that_of_the_text_on_the_pages() -> None:
    report = sample_report()
    texts = marked_texts(report)
    said = []
    for element in elements(document_element(report)):
        for kid in element["/K"]:
            if isinstance(kid, int):
                said.append(texts[element["/Pg"].get_object()["/StructParents"]][kid])
    read = squeezed("".join(said))
    assert read.index("CAR-Tdecisionreport") < read.index("Whatismissing") < read.index("Treatingphysician")
    assert read.index("Treatingphysician") < read.index("Treatmentsofar") < read.index("Rulesused")
    marked = ("".join(text for mark, text in page.items() if mark != UNMARKED) for page in texts)
    everything = squeezed("".join(marked))
    assert sorted(read) == sorted(everything)


def test_headings_are_the_titles_of_the_outline() -> None:
    report = sample_report()
    reader: Any = pypdf.PdfReader(io.BytesIO(report))
    texts = marked_texts(report)
    headings = [
        "".join(texts[one["/Pg"].get_object()["/StructParents"]][kid] for kid in one["/K"])
        for one in elements(document_element(report))
        if one["/S"] == "/H2"
    ]
    titles = [entry.title for entry in reader.outline]
    assert [heading for heading in headings if heading in titles][-len(titles) :] == titles
    assert sum(one["/S"] == "/H1" for one in elements(document_element(report))) == 1


def test_tables_have_rows_with_heads_over_their_columns() -> None:
    tables = [one for one in elements(document_element(sample_report())) if one["/S"] == "/Table"]
    assert len(tables) > 5
    for table in tables:
        rows = [kid.get_object() for kid in table["/K"]]
        assert {row["/S"] for row in rows} == {"/TR"}
        assert {cell.get_object()["/S"] for cell in rows[0]["/K"]} == {"/TH"}
        assert all(cell.get_object()["/A"]["/Scope"] == "/Column" for cell in rows[0]["/K"])
        for row in rows[1:]:
            assert {cell.get_object()["/S"] for cell in row["/K"]} == {"/TD"}


def test_marked_content_is_opened_and_closed_in_turn_on_every_page() -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(sample_report()))
    for page in reader.pages:
        code = page.get_contents().get_data().decode("latin-1")
        # Strings may hold anything; only operators count.
        operators = re.findall(r"\b(BDC|BMC|EMC|BT|ET)\b", re.sub(r"\((?:\\.|[^\\()])*\)", "()", code))
        assert re.fullmatch("((BDC BT ET|BMC( BT ET)*) EMC ?)+", " ".join(operators))


def test_the_file_says_that_it_is_tagged_and_shows_its_title() -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(sample_report("tr"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own kind of truth
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert root["/Lang"] == "tr"


def test_the_one_page_report_is_tagged_too() -> None:
    report = render_report(sample_result(), sample_case(), variant="one-page", issued=ISSUED)
    assert len(pages(report)) == 1
    kinds = {one["/S"] for one in elements(document_element(report))}
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds
