"""What can go wrong with local rules, said so that the person before it knows what to do."""

from pathlib import Path

from cardecide.language.message import Message
from cardecide.language.messages import say
from cardecide.reading.problem import InputError, Problem


class RulesError(InputError):
    """The local rules cannot do what was asked; nothing was changed.

    ``sentence`` says why in any language; ``code`` is a stable name, such as ``authoring-conflict``.
    """

    def __init__(self, sentence: Message, *, file: Path | str = "") -> None:
        self.sentence = sentence
        self.code = sentence.id.replace(".", "-")
        super().__init__([Problem(say(sentence, "en"), file=str(file), code=self.code)])
