"""What can be written where the cursor stands: facts, values, units, sources, keys."""

from dataclasses import dataclass
from typing import Literal

from cardecide.authoring.text_ranges import TextRange
from cardecide.language.text import Language

CompletionKind = Literal["fact", "value", "unit", "source", "key", "word"]


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal: ``insert`` takes the place of ``range``; ``label`` is what a list shows.

    ``detail`` is short (a fact's label and unit), ``documentation`` longer, both plain text in the asked
    language.
    """

    label: str
    insert: str
    range: TextRange
    kind: CompletionKind
    detail: str = ""
    documentation: str = ""


def complete(text: str, offset: int, language: Language = "en") -> list[Completion]:
    """The proposals at ``offset`` that go with the word before it, the best first; also in a broken text."""
    raise NotImplementedError
