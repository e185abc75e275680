"""The diagram: everything in its place, the same in every form, and harmless."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from cardecide.cohort.attrition.drawing import Box, Drawing, wrapped
from cardecide.cohort.attrition.flow import flow_of
from cardecide.cohort.attrition.layout import layout
from cardecide.cohort.attrition.svg import svg
from cardecide.cohort.attrition.tones import INKS
from cardecide.cohort.attrition.words import FlowWords
from cardecide.language.text import LANGUAGES, Language
from cardecide.report.shapes_page import measure, shapes_pdf, shapes_png
from tests.cohort.attrition.made import screened_of

ROWS = ["mmmm", "nmmm", "umnm", "mnmh", "mmuh", "mmmh", "unnm"]
SVG = "{http://www.w3.org/2000/svg}"


def drawing(language: Language = "en", rows: Sequence[str] = ROWS, synthetic: bool = False) -> Drawing:
    return layout(flow_of(screened_of(rows), 0), FlowWords(language), measure, synthetic=synthetic)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_box_covers_another_and_all_lie_on_the_sheet(language: Language) -> None:
    shown = drawing(language)
    assert not [pair for pair in itertools.combinations(shown.boxes, 2) if overlap(*pair)]
    for box in shown.boxes:
        assert box.x >= 0 and box.x + box.width <= shown.width and box.y + box.height <= shown.height


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_a_box_fits_into_it(language: Language) -> None:
    shown = drawing(language)
    inside = 0
    for label in shown.labels:
        for box in shown.boxes:
            if box.x <= label.x <= box.x + box.width and box.y <= label.y <= box.y + box.height:
                inside += 1
                assert label.x + measure(label.text, label.size, label.bold) <= box.x + box.width
                assert label.y - label.size >= box.y - 1
    assert inside > 20


def test_the_counts_are_written() -> None:
    texts = " | ".join(label.text for label in drawing().labels)
    for text in ("Screened: 7", "lost: 1", "open: 2", "Inside the trial's population: 1"):
        assert text in texts
    assert "contraindicated" not in texts.casefold()


def test_synthetic_patients_are_called_so() -> None:
    assert any("Synthetic" in label.text for label in drawing(synthetic=True).labels)
    assert not any("Synthetic" in label.text for label in drawing().labels)


def test_svg_is_well_formed_escaped_and_refers_nowhere() -> None:
    hostile = replace(drawing(), title='<script>alert("x")</script>', described="a & b")
    text = svg(hostile)
    root = ET.fromstring(text)  # noqa: S314 - written by this program
    assert root.findtext(f"{SVG}title") == '<script>alert("x")</script>'
    assert "<script" not in text
    assert "href" not in text and "url(" not in text
    assert len(root.findall(f"{SVG}rect")) == len(hostile.boxes) + 1
    assert [one.text for one in root.findall(f"{SVG}text")] == [one.text for one in hostile.labels]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_holds_the_same_words_and_embeds_its_fonts(language: Language) -> None:
    shown = drawing(language)
    content = shapes_pdf([shown, shown], INKS, foot="t.csv")
    document = pypdfium2.PdfDocument(content)
    try:
        assert len(document) == 2
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    for label in shown.labels:
        assert "".join(label.text.split()) in "".join(text.split())
    assert b"Helvetica" not in content
    assert content == shapes_pdf([shown, shown], INKS, foot="t.csv")


def test_png_is_a_picture_of_the_page() -> None:
    from PySide6.QtGui import QImage

    image = QImage.fromData(shapes_png(drawing(), INKS, scale=1.0))
    assert (image.width(), image.height()) == (596, 842) or (image.width(), image.height()) == (595, 842)
    colors = {image.pixelColor(x, y).name() for x in range(0, 595, 7) for y in range(0, 400, 5)}
    assert {"#ffffff", INKS["lost"].ground, INKS["open"].ground} <= colors


def test_long_words_and_chinese_are_wrapped() -> None:
    for text in ("a" * 200, "患者" * 80, "one two three " * 20):
        lines = wrapped(text, 10, 120, measure)
        assert all(measure(line, 10, False) <= 120 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
