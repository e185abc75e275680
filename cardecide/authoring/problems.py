"""What can go wrong with local rules, said so that the person before it knows what to do."""

from pathlib import Path
from typing import Final

from cardecide.language.message import Message
from cardecide.language.messages import say
from cardecide.reading.problem import InputError, Problem

SOMEBODY: Final = "@authoring:somebody"
"""The part of a message that stands for a person whose name is not known."""


class RulesError(InputError):
    """The local rules cannot do what was asked; nothing was changed.

    ``sentence`` says why in any language; ``code`` is a stable name, such as ``authoring-conflict``.
    """

    def __init__(self, sentence: Message, *, file: Path | str = "") -> None:
        # A part that begins with @ names another sentence; one that a person typed is only shown.
        typed = tuple((name, f" {text}" if _is_typed(text) else text) for name, text in sentence.parts)
        sentence = Message(sentence.id, typed)
        self.sentence = sentence
        self.code = sentence.id.replace(".", "-")
        super().__init__([Problem(say(sentence, "en"), file=str(file), code=self.code)])


def _is_typed(part: str) -> bool:
    return part.startswith("@") and part != SOMEBODY
