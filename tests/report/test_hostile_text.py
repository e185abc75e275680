"""Text from a case or a rule file is printed literally: nothing in it is executed, read or hidden."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.case.toxicity import Toxicity
from cardecide.report import render_report
from cardecide.report.paragraph import paragraph
from cardecide.report.styles import BODY
from cardecide.report.variants import Variant
from tests.report.further_parts import with_further_parts
from tests.report.reading_pdf import ISSUED, beyond_the_margins, pages, whole
from tests.report.sample_result import sample_case, sample_result

HOSTILE = {
    "bold": "<b>bold</b>",
    "unclosed": "<para><font color=white>hidden",
    "image": '<img src="file:///etc/passwd" width="10" height="10"/>',
    "link": '<a href="https://example.org/">press</a>',
    "entity": "&lt;&#65;&amp;&nosuch;",
    "template": "{{7*7}} {0} {part} %s %(x)d",
    "nul": "a\x00b",
    "controls": "a\x01\x1b\x7f\x9fb",
    "bidi": "abc\u202edcba\u202c \u2066x\u2069 \u200f",
    "zero-width": "a\u200bb\ufeffc\u00ad",
    "lines": "one\r\ntwo\nthree\u2028four\x0bfive",
    "private": "\ue000 \U0010ffff",
    "uncovered": "हिन्दी \U0001f600",
    "long-word": "W" * 5000,
    "long-text": "word " * 300,
    "chinese": "患者病情" * 120,
    "empty": "",
    "spaces": "   \t  ",
    "message-part": "@drugs:nosuch",
}

KEPT_AS_THEY_ARE = {"format", "kind", "status", "role", "verdict", "truth", "band", "applies", "fact", "key"}
KEPT_AS_THEY_ARE |= {"statuses"}
"""Fields with a closed vocabulary; everything else that holds text may hold any text."""


def poisoned(model: Any, poison: str) -> Any:
    """The same result with every free text replaced, at every depth, keys of mappings left alone."""
    if isinstance(model, BaseModel):
        changed = {
            name: value if name in KEPT_AS_THEY_ARE else poisoned(value, poison) for name, value in model
        }
        return model.model_copy(update=changed)
    if isinstance(model, list):
        return [poisoned(item, poison) for item in model]
    if isinstance(model, dict):
        return {key: poisoned(value, poison) for key, value in model.items()}
    return poison if isinstance(model, str) else model


def small_result() -> Result:
    """The sample with one of everything, so that thousands of characters in each field stay affordable."""
    result = sample_result()
    product = result.products[1]
    label, trial = product.labels[0], product.trials[0]
    product = product.model_copy(
        update={
            "labels": [label.model_copy(update={"criteria": label.criteria[3:6]})],
            "trials": [trial.model_copy(update={"criteria": trial.criteria[-3:]})],
        }
    )
    names = ("age", "prior_lines", "lenalidomide_refractory", "emd_kind", "ecog")
    facts = {name: result.facts[name] for name in names}
    small = result.model_copy(update={"products": [product], "facts": facts, "missing": result.missing[:4]})
    return with_further_parts(small)


def poisoned_case(poison: str) -> Case:
    """The case with every free text replaced; it is built past validation, as a careless caller might."""
    case = sample_case()
    treatments = tuple(
        one.model_copy(
            update={
                "regimen": poison,
                "dose": poison,
                "note": poison,
                "stop_reasons": dict.fromkeys([poison], one.reason_stopped),
                "drugs": tuple(
                    drug.model_copy(update={"entered": poison, "drug": poison, "dose": poison})
                    for drug in one.drugs
                ),
            }
        )
        for one in case.treatments
    )
    overrides = tuple(
        one.model_copy(update={"fact": poison, "value": poison, "reason": poison, "by": poison})
        for one in case.overrides
    )
    events = tuple(
        Toxicity(kind=kind, temperature=39, grade=2).model_copy(update={"note": poison})
        for kind in ("crs", "icans")
    )
    changed = {"treatments": treatments, "overrides": overrides, "note": poison, "toxicity": events}
    return case.model_copy(update=changed)


@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("variant", ["full", "one-page"])
def test_any_text_in_every_field_is_printed(poison: str, variant: Variant) -> None:
    result: Result = poisoned(small_result(), poison)
    report = render_report(result, poisoned_case(poison), issued=poison or "x", variant=variant)
    text = whole(report)
    assert "root:" not in text
    assert "https://example.org/" not in _links(report)
    assert text
    assert not beyond_the_margins(report)


def _links(report: bytes) -> str:
    return "".join(re.findall(r"/URI \((.*?)\)", report.decode("latin-1")))


@pytest.mark.parametrize(
    ("poison", "printed"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ('<img src="file:///etc/passwd"/>', '<imgsrc="file:///etc/passwd"/>'),
        ("{{7*7}}", "{{7*7}}"),
        ("&lt;", "&lt;"),
        ("a\x00b", "a[U+0000]b"),
        ("a\x1bb", "a[U+001B]b"),
        ("abc\u202edcba", "abc[U+202E]dcba"),
        ("a\u200bb", "a[U+200B]b"),
        ("हि", "[U+0939][U+093F]"),
        ("\U0001f600", "[U+1F600]"),
        ("\U0001fae8", "[U+1FAE8]"),
    ],
)
@pytest.mark.parametrize("place", ["case_id", "criterion", "fact", "override"])
def test_the_literal_characters_stand_on_paper(poison: str, printed: str, place: str) -> None:
    result, case = sample_result(), sample_case()
    if place == "case_id":
        result = result.model_copy(update={"case_id": poison})
    elif place == "criterion":
        label = result.products[0].labels[0]
        criterion = label.criteria[0].model_copy(update={"text": poison})
        label = label.model_copy(update={"criteria": [criterion, *label.criteria[1:]]})
        product = result.products[0].model_copy(update={"labels": [label]})
        result = result.model_copy(update={"products": [product]})
    elif place == "fact":
        fact = result.facts["emd_kind"].model_copy(update={"display": poison})
        result = result.model_copy(update={"facts": {**result.facts, "emd_kind": fact}})
    else:
        override = case.overrides[0].model_copy(update={"reason": poison})
        case = case.model_copy(update={"overrides": (override,)})
    assert printed in whole(render_report(result, case, issued=ISSUED))


def test_a_word_of_five_thousand_letters_is_printed_whole() -> None:
    word = "".join(chr(ord("A") + index % 26) for index in range(5000))
    result = sample_result().model_copy(update={"notes": [word]})
    fact = result.facts["emd_kind"].model_copy(update={"basis": [word]})
    result = result.model_copy(update={"facts": {**result.facts, "emd_kind": fact}})
    text = _without_frame(pages(render_report(result, sample_case(), issued=ISSUED)))
    letters = re.sub(r"[^A-Z]", "", text)
    assert letters.count(word[:2600]) >= 2


def test_a_long_chinese_note_runs_over_pages() -> None:
    note = "患者病情稳定。" * 700
    result = sample_result("zh").model_copy(update={"notes": [note]})
    text = whole(render_report(result, sample_case(), language="zh", issued=ISSUED))
    assert text.count("患者病情稳定") >= 690


def _without_frame(sheets: list[str]) -> str:
    """The pages' text without the lines of header and footer, which stand between the parts of a word."""
    framing = ("cardecide", "Decision", "Page", "counts", "policy", "before", "Fact")
    lines = [line for sheet in sheets for line in sheet.splitlines()]
    return "".join(line for line in lines if not line.startswith(framing))


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=400), width=st.floats(min_value=20, max_value=500))
def test_a_paragraph_of_any_text_can_be_measured_and_broken(text: str, width: float) -> None:
    made = paragraph(text, BODY)
    _, height = made.wrap(width, 1e6)
    assert height >= 0
    parts = made.split(width, height / 2 + 1)
    assert len(parts) <= 2


@pytest.mark.parametrize("build", [lambda text: text, lambda text: [text], lambda text: ["x", text]])
def test_no_text_reaches_the_markup_parser(
    build: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraph("the style is known", BODY)

    def refuse(*_: object) -> None:
        raise AssertionError("a text was parsed as markup")

    monkeypatch.setattr("reportlab.platypus.paraparser.ParaParser.parse", refuse)
    paragraph(build("<b>x</b>"), BODY).wrap(100, 100)
