"""What is wrong with an entry, in the language of the window.

Readers raise their problems in English sentences, which the command line prints as they are. The window finds
the sentence among its own by its fixed words and says it with the same parts in another language; a sentence
that it does not know stays as it is.
"""

import re
from collections.abc import Mapping
from functools import cache

from cardecide.language.messages import messages_of
from cardecide.language.text import Language
from cardecide.reading.problem import Problem, one_line

_FILE = "problem.yaml"
_FILES = (_FILE, "rule_problem.yaml")
_HOLE = re.compile(r"\\\{(\w)\\\}")


def problem_text(problem: Problem, language: Language) -> str:
    """The problem without its place: what is wrong, what was expected, and the nearest valid name."""
    forms = messages_of(_FILE)
    said = _in_language("said", problem.message, language)
    if problem.expected:
        expected = _in_language("wanted", problem.expected, language)
        said = forms["problem.expected"][language].format(message=said, expected=expected)
    if problem.nearest:
        said = forms["problem.nearest"][language].format(said=said, nearest=problem.nearest)
    return said


def problem_line(problem: Problem, language: Language) -> str:
    """The problem with its place in front, as a file's reader needs it."""
    place = problem.file or problem.field
    if place and problem.line:
        place += f":{problem.line}:{problem.column}"
    text = problem_text(problem, language)
    return one_line(f"{place}: {text}" if place else text)


def reason_text(reason: str, language: Language) -> str:
    """Why the operating system refused something; what it says itself where that is no known reason."""
    for name, sentences in messages_of(_FILE).items():
        if name.startswith("problem.reason.") and sentences["en"] == reason.casefold():
            return sentences[language]
    return reason


def is_known(kind: str, text: str) -> bool:
    """Whether a sentence (``said``) or an expectation (``wanted``) can be said in every language."""
    return any(pattern.fullmatch(text) for pattern, _ in _patterns(kind))


def _in_language(kind: str, text: str, language: Language) -> str:
    for pattern, forms in _patterns(kind):
        if found := pattern.fullmatch(text):
            parts = {part: reason_text(text, language) for part, text in found.groupdict().items()}
            return forms[language].format(**parts)
    return text


@cache
def _patterns(kind: str) -> list[tuple[re.Pattern[str], Mapping[Language, str]]]:
    """The English sentences in the order of the files."""
    found = []
    for file in _FILES:
        for name, sentences in messages_of(file).items():
            if name.startswith(f"problem.{kind}."):
                fixed = _HOLE.sub(_hole, re.escape(sentences["en"]))
                found.append((re.compile(fixed, re.DOTALL), sentences))
    return found


def _hole(found: re.Match[str]) -> str:
    """Any words; under ``n`` a number only."""
    return rf"(?P<{found[1]}>{r'[-+]?[0-9.,]+' if found[1] == 'n' else '.*'})"
