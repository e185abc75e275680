"""One word for one thing: what the glossary rules out stands in no text that a person reads."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cardecide.locations import bundled
from cardecide.reading.document import read_document

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = {"zh": 3, "tr": 4}


def table() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def ruled_out(language: str) -> list[str]:
    return [word.strip() for row in table() for word in row[COLUMNS[language]].split(",") if word.strip()]


def texts(value: Any, language: str) -> Iterator[str]:
    """Every text of one language in a document: what stands under ``zh`` or ``tr`` in a language map."""
    if isinstance(value, dict):
        found = value.get(language)
        if isinstance(found, str) and "en" in value:
            yield found
        for part in value.values():
            yield from texts(part, language)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, language)


def stands_in(word: str, text: str, language: str) -> bool:
    """Whether a word begins somewhere in a text; Chinese is written without gaps between words."""
    start = r"\b" if language == "tr" else ""
    return re.search(start + re.escape(word), text, re.IGNORECASE) is not None


def files() -> list[Path]:
    folders = (bundled("resources"), bundled("rules"), ROOT / "cardecide" / "facts" / "catalogue")
    return sorted(
        path for folder in folders for path in folder.rglob("*.yaml") if "samples" not in path.parts
    )


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    return {
        str(path.relative_to(ROOT)): read_document(path.read_bytes(), file=path.name).value
        for path in files()
    }


@pytest.mark.parametrize("language", ["zh", "tr"])
def test_no_text_uses_a_word_that_the_glossary_rules_out(documents: dict[str, Any], language: str) -> None:
    words = ruled_out(language)
    assert len(words) >= 8
    looked_at = 0
    found = []
    for name, document in documents.items():
        for text in texts(document, language):
            looked_at += 1
            found += [f"{name}: {word}: {text}" for word in words if stands_in(word, text, language)]
    assert looked_at > 2_000
    assert not found, "\n".join(found)


def test_every_row_names_the_word_to_use() -> None:
    for row in table():
        assert len(row) == 5, row
        assert all(row[:3]), row
        assert not set(row[1].split(", ")) & set(row[3].split(", ")), row
