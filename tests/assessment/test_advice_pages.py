"""The pages of advice: one for each sample patient, the reason before the number, the same each time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "docs" / "advice_pages.py"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("advice")
    subprocess.run([sys.executable, str(SCRIPT), str(out)], check=True)  # noqa: S603
    return {path.stem: path.read_text(encoding="utf-8") for path in out.glob("*.md")}


def test_there_is_a_page_for_each_of_the_thirteen_patients(pages: dict[str, str]) -> None:
    assert set(pages) == {"README", "zhou-2025", "neuro-us", *(f"seed-002-p{n:02}" for n in range(1, 12))}


def test_the_reason_comes_before_the_number(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        if name != "README":
            assert text.index("## In short") < text.index("In numbers")
            assert "of 100" not in text[: text.index("## What the labels permit")]


def test_nothing_internal_is_printed(pages: dict[str, str]) -> None:
    for text in pages.values():
        for word in ("None", "hepatitis_b_screen_complete", "on_label", "{", "value."):
            assert word not in text


def test_numbers_claim_no_precision(pages: dict[str, str]) -> None:
    """Points are printed whole."""
    for name, text in pages.items():
        for line in text.splitlines():
            if "In numbers" in line:
                number = line.partition("In numbers")[2].partition("of 100")[0]
                assert "." not in number, (name, line)
