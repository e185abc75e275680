"""What went wrong with rules, in words for the person before the window."""

from cardecide.authoring import RulesError
from cardecide.reading.problem import InputError
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text

_MOST = 12


def words_of(error: InputError, texts: Texts) -> str:
    """The reason in the language of the window, or every problem of a text with its place."""
    if isinstance(error, RulesError):
        return texts.say(error.sentence)
    return "\n".join(
        f"{one.line}:{one.column}  {problem_text(one, texts.language)}"
        if one.line
        else problem_text(one, texts.language)
        for one in error.problems[:_MOST]
    )
