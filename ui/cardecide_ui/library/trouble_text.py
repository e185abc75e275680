"""What went wrong with the library, in the language of the window."""

from contextlib import suppress
from datetime import datetime

from cardecide.language.message import Message, message
from cardecide.reading.problem import InputError
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_line

_MOST_SHOWN = 12
_MOMENT = "when"


def trouble_text(error: InputError, texts: Texts) -> str:
    """The sentence of a library's error; the problems of a case as they are told everywhere."""
    sentence = getattr(error, "sentence", None)
    if sentence is not None:
        return texts.say(_with_moments(sentence, texts))
    return "\n".join(problem_line(problem, texts.language) for problem in error.problems[:_MOST_SHOWN])


def _with_moments(sentence: Message, texts: Texts) -> Message:
    """The sentence with its moments as the language writes them, in the time zone of this computer."""
    parts = {}
    for name, text in sentence.parts:
        parts[name] = text
        if name == _MOMENT:
            with suppress(ValueError):
                parts[name] = show_moment(datetime.fromisoformat(text), texts.language)
    return message(sentence.id, **parts)
