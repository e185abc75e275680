"""Tables in Markdown."""

import re
from collections.abc import Iterable, Sequence

from cardecide.language.text import Text, in_language

WRITTEN_BY = "<!-- Written by `cardecide rules docs`; changes made here are lost. -->"

_SPECIAL = re.compile(r"([\\|<>*`\[\]])")
_BETWEEN_WORDS = re.compile(r"\s+")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; a head that ends in ``#`` is a column of numbers. Cells are Markdown already."""
    lines = [
        "| " + " | ".join(head.removesuffix("#").rstrip() for head in heads) + " |",
        "|" + "|".join("---:" if head.endswith("#") else "---" for head in heads) + "|",
    ]
    lines += ("| " + " | ".join(cells) + " |" for cells in rows)
    return lines


def plain(text: Text | None) -> str:
    """A text as it stands, in English, with the signs that Markdown would read as its own made harmless."""
    return (
        ""
        if text is None
        else _SPECIAL.sub(r"\\\1", _BETWEEN_WORDS.sub(" ", in_language(text, "en")).strip())
    )


def code(text: str) -> str:
    """A word of a file, such as a condition."""
    return "`" + text.replace("|", "\\|") + "`"
