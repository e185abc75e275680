"""Published outcomes in three languages: no English word is left, no figure is changed."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from cardecide.engine import load_rulebook
from cardecide.language.outcome_words import outcome_name, outcome_value, place_in_source
from cardecide.locations import bundled

INTERNATIONAL = frozenset(
    "ORR PFS OS CR sCR VGPR CRS ICANS HR MRD NE CAR T cilta cel ide MDS AML n".split()  # noqa: SIM905 - a list of words
)
TURKISH_LATIN = re.compile(r"\b(without|control|others|grade|more|months|section|none|about|and)\b")


def outcomes() -> Iterator[tuple[str, str]]:
    for pack in load_rulebook(bundled("rules")).packs.values():
        for row in pack.rows:
            yield from row.outcomes.items()


def figures(text: str) -> list[Decimal]:
    return sorted(Decimal(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", text))


def test_no_english_word_is_left_in_chinese() -> None:
    left = {
        word
        for name, value in outcomes()
        for word in re.findall(r"[A-Za-z]+", f"{outcome_name(name, 'zh')} {outcome_value(value, 'zh')}")
    }
    assert left <= INTERNATIONAL


def test_no_english_word_is_left_in_turkish() -> None:
    said = [f"{outcome_name(name, 'tr')} {outcome_value(value, 'tr')}" for name, value in outcomes()]
    assert said
    assert not [one for one in said if TURKISH_LATIN.search(one)]


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
def test_no_figure_is_changed(language: str) -> None:
    for name, value in outcomes():
        told = figures(outcome_value(value, language))
        # Words such as "one patient" become figures; none may go and none may change.
        assert all(told.count(one) >= figures(value).count(one) for one in figures(value)), value
        assert figures(outcome_name(name, language)) == figures(name), name


@pytest.mark.parametrize(
    ("name", "en", "zh", "tr"),
    [
        ("PFS at 12 mo", "PFS at 12 months", "12 个月 PFS", "12. ayda PFS"),
        ("CRS grade 3 or more", "CRS of grade 3 or more", "3 级及以上 CRS", "≥3. derece CRS"),
        (
            "relapse or progression at 5 mo",
            "relapse or progression at 5 months",
            "5 个月 复发或进展",
            "5. ayda nüks veya progresyon",
        ),
        ("something new", "something new", "something new", "something new"),
    ],
)
def test_names(name: str, en: str, zh: str, tr: str) -> None:
    assert (outcome_name(name, "en"), outcome_name(name, "zh"), outcome_name(name, "tr")) == (en, zh, tr)


@pytest.mark.parametrize(
    ("value", "en", "zh", "tr"),
    [
        ("58 % (without 96 %)", "58 % (without it 96 %)", "58%（无此情况者 96%）", "%58 (olmayanlarda %96)"),
        (
            "5.1 mo (without 12.4)",
            "5.1 months (without it 12.4)",
            "5.1 个月（无此情况者 12.4）",
            "5,1 ay (olmayanlarda 12,4)",
        ),
        ("8 of 9", "8 of 9", "8/9", "8/9"),
        ("95.1–100 %", "95.1–100 %", "95.1–100%", "%95,1–100"),
    ],
)
def test_values(value: str, en: str, zh: str, tr: str) -> None:
    said = tuple(outcome_value(value, one) for one in ("en", "zh", "tr"))
    assert said == (en, zh, tr)


def test_places_in_a_source() -> None:
    assert place_in_source("section 4.1", "zh") == "第 4.1 节"
    assert place_in_source("boxed warning", "tr") == "kutulu uyarı"
    assert place_in_source("section 4.1", "en") == "section 4.1"
