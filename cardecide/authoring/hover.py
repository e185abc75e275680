"""Help on the word under the pointer: a fact, a value, a unit, a source, a key."""

from dataclasses import dataclass

from cardecide.authoring.text_ranges import TextRange
from cardecide.language.text import Language


@dataclass(frozen=True, slots=True)
class Hover:
    """Help on the word in ``range``: a title and lines of plain text."""

    range: TextRange
    title: str
    lines: tuple[str, ...]


def hover(text: str, offset: int, language: Language = "en") -> Hover | None:
    """What there is to say about the word at ``offset``; None where nothing is known about it."""
    raise NotImplementedError
