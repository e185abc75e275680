"""Checking the text of a pack as one types: everything wrong with it, where, and how to mend it."""

from dataclasses import dataclass

from cardecide.authoring.text_ranges import TextEdit, TextRange
from cardecide.engine.lint_codes import Severity
from cardecide.engine.pack import Pack
from cardecide.language.message import Message
from cardecide.reading.problem import Problem


@dataclass(frozen=True, slots=True)
class QuickFix:
    """A change that mends a problem: ``label`` says what it does, ``edits`` are replacements in the text."""

    label: Message
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class TextProblem:
    """One problem of a text.

    ``problem`` holds the exact words (English), line and column; ``headline`` says what kind of problem it is
    in any language; ``range`` is what to underline, ``fixes`` are the ways to mend it, the likeliest first.
    """

    problem: Problem
    severity: Severity
    headline: Message
    range: TextRange
    fixes: tuple[QuickFix, ...] = ()

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.problem.line

    @property
    def column(self) -> int:
        """The column, from 1, in code points."""
        return self.problem.column

    @property
    def code(self) -> str:
        """The stable name of the kind of problem; those of the linter have a page in ``docs/linter``."""
        return self.problem.code


@dataclass(frozen=True)
class CheckedText:
    """A text with what is wrong with it; ``pack`` is None where an error prevents one."""

    text: str
    pack: Pack | None
    problems: tuple[TextProblem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the text may not be saved as it is."""
        return any(one.severity == "error" for one in self.problems)


def check(text: str, name: str = "", *, before: Pack | None = None) -> CheckedText:
    """The pack that ``text`` holds and everything wrong with it, in the order of the text.

    ``name`` is the file's name in problems. With ``before``, a pack of another content, a text whose revision
    did not grow beyond it is warned of (``changed-without-version``). What was read of an earlier text is
    remembered: after a change of one criterion, only that one is read anew. Safe to call from any thread;
    never raises for a text.
    """
    raise NotImplementedError


def check_text(text: str, name: str = "", *, before: Pack | None = None) -> list[TextProblem]:
    """The problems alone, as ``check`` finds them."""
    return list(check(text, name, before=before).problems)
