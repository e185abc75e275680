"""What went wrong with the library, in the language of the window."""

from cardecide.reading.problem import InputError
from cardecide_ui.texts import Texts

_MOST_SHOWN = 12


def trouble_text(error: InputError, texts: Texts) -> str:
    """The sentence of a library's error; the problems of a case as they are told everywhere."""
    sentence = getattr(error, "sentence", None)
    if sentence is not None:
        return texts.say(sentence)
    return "\n".join(str(problem) for problem in error.problems[:_MOST_SHOWN])
