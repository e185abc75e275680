"""Texts in English, Simplified Chinese and Turkish."""

from typing import Final, Literal

Language = Literal["en", "zh", "tr"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh", "tr")

Text = str | dict[str, str]
"""A text of a rule or of the catalogue: a plain string is English; a map holds one entry per language."""


def in_language(text: Text, language: Language) -> str:
    """The text in ``language``, or in English where that translation is missing."""
    if isinstance(text, str):
        return text
    return text.get(language) or text["en"]
