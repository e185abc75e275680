"""Labels and criteria inside a sentence."""

import pytest

from cardecide.assessment.running_text import in_sentence, joined, listed
from cardecide.language.text import Language


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Active infection", "en", "active infection"),
        ("Hepatitis B screen complete", "en", "hepatitis B screen complete"),
        ("ECOG performance status", "en", "ECOG performance status"),
        ("Parkinson's disease", "en", "Parkinson's disease"),
        ("Parkinsonism", "en", "parkinsonism"),
        ("Guillain-Barré syndrome", "en", "Guillain-Barré syndrome"),
        ("KarMMa", "en", "KarMMa"),
        ("Myeloma: active", "en", "myeloma: active"),
        ("A line", "en", "a line"),
        ("HBV DNA", "tr", "HBV DNA"),
        ("İnme", "tr", "inme"),
        ("Isı", "tr", "ısı"),
        ("Birleşik Krallık endikasyonu", "tr", "Birleşik Krallık endikasyonu"),
        ("Aktif enfeksiyon", "tr", "aktif enfeksiyon"),
        ("活动性感染", "zh", "活动性感染"),
        ("", "en", ""),
    ],
)
def test_a_capital_that_began_a_sentence_is_small_inside_one(
    text: str, language: Language, expected: str
) -> None:
    assert in_sentence(text, language) == expected


@pytest.mark.parametrize(
    ("items", "language", "expected"),
    [
        ([], "en", ""),
        (["a"], "en", "a"),
        (["a", "b"], "en", "a and b"),
        (["a", "b", "c"], "en", "a, b and c"),
        (["a", "b", "c"], "tr", "a, b ve c"),
        (["甲", "乙", "丙"], "zh", "甲、乙和丙"),
    ],
)
def test_the_last_item_is_joined_by_and(items: list[str], language: Language, expected: str) -> None:
    assert listed(items, language) == expected


def test_phrases_lose_their_full_stops() -> None:
    assert joined(["Stroke, or seizure.", "ECOG above 1."], "en") == "stroke, or seizure; ECOG above 1"
