"""Problems of a tests' text, to be underlined like those of a pack."""

from collections.abc import Iterable

from cardecide.authoring import TextProblem, TextRange, offset_at
from cardecide.language.message import message
from cardecide.reading.problem import Problem


def as_text_problems(text: str, problems: Iterable[Problem]) -> tuple[TextProblem, ...]:
    """The problems, each with the rest of its line as what to underline."""
    return tuple(
        TextProblem(one, "error", message("authoring.problem.other"), _range(text, one)) for one in problems
    )


def _range(text: str, problem: Problem) -> TextRange:
    start = offset_at(text, max(problem.line, 1), max(problem.column, 1))
    end = text.find("\n", start)
    return TextRange(start, len(text) if end < 0 else end)
