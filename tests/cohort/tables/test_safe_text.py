"""What is written out is run by no spreadsheet."""

import pytest

from cardecide.cohort.tables.safe_text import harmless
from cardecide.cohort.tables.table import FORMULA


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "|x", FORMULA + "=1"]
)
def test_a_formula_is_written_as_text(text: str) -> None:
    assert harmless(text).startswith("'")
    assert FORMULA not in harmless(text)


@pytest.mark.parametrize("text", ["-1.5", "+3", "-0,5", "9.8 g/dL", "阴性", "ağrı", "a=b", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_what_cannot_be_seen_is_written_out() -> None:
    assert harmless("a\u202eb") == "a[U+202E]b"
