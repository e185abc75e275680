"""What went wrong with rules, in words for the person before the window."""

from cardecide.authoring import RulesError
from cardecide.reading.problem import InputError
from cardecide_ui.texts import Texts

_MOST = 12


def words_of(error: InputError, texts: Texts) -> str:
    """The reason in the language of the window, or every problem of a text with its place."""
    if isinstance(error, RulesError):
        return texts.say(error.sentence)
    return "\n".join(
        f"{one.line}:{one.column}  {one.message}" if one.line else one.message
        for one in error.problems[:_MOST]
    )
