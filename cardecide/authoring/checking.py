"""Checking the text of a pack as one types: everything wrong with it, where, and how to mend it."""

from dataclasses import dataclass, replace
from typing import Final

from cardecide.authoring.parts import read_in_parts
from cardecide.authoring.problem_ranges import range_of_problem
from cardecide.authoring.quick_fixes import QuickFix, quick_fixes
from cardecide.authoring.text_ranges import TextRange
from cardecide.engine.collecting import without_collecting
from cardecide.engine.known_conditions import known_conditions
from cardecide.engine.lint_codes import LintCode, Severity
from cardecide.engine.linter import lint_pack
from cardecide.engine.manifest import Recorded, unrevised
from cardecide.engine.pack import Pack
from cardecide.engine.pack_reader import read_pack
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import Message, message
from cardecide.language.messages import all_messages
from cardecide.reading.document import Document
from cardecide.reading.problem import InputError, Problem

__all__ = ["CheckedText", "QuickFix", "TextProblem", "check", "check_text", "marked"]

_WARNINGS: Final = frozenset(code.value for code in LintCode if code.severity == "warning")
# Beyond these nobody reads on, and the first ones explain the rest.
_MOST: Final = 500


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
    with without_collecting():
        pack, problems = _read(text, name, before)
        return CheckedText(text, pack, marked(text, problems))


def check_text(text: str, name: str = "", *, before: Pack | None = None) -> list[TextProblem]:
    """The problems alone, as ``check`` finds them."""
    return list(check(text, name, before=before).problems)


def marked(text: str, problems: list[Problem]) -> tuple[TextProblem, ...]:
    """The problems with their ranges and fixes, in the order of the text."""
    in_order = sorted(problems, key=lambda one: (one.line, one.column))[:_MOST]
    return tuple(_marked(text, problem) for problem in in_order)


def _read(text: str, name: str, before: Pack | None) -> tuple[Pack | None, list[Problem]]:
    try:
        document = read_in_parts(text, file=name)
    except InputError as error:
        return None, list(error.problems)
    known = known_conditions(catalogue())
    pack, problems = read_pack(document, known)
    if pack is not None:
        problems = lint_pack(pack, known)
        if before is not None and before.id == pack.id:
            recorded = {before.id: Recorded(revision=before.revision, sha256=before.sha256)}
            problems += [_at_revision(one, document) for one in unrevised([pack], recorded)]
    known.forget_what_is_too_much()
    errors = any(problem.code not in _WARNINGS for problem in problems)
    return (None if errors else pack), problems


def _at_revision(problem: Problem, document: Document) -> Problem:
    line, column = document.position(("revision",) if document.holds(("revision",)) else ("id",))
    return replace(problem, line=line, column=column)


def _marked(text: str, problem: Problem) -> TextProblem:
    range_ = range_of_problem(text, problem)
    severity: Severity = "warning" if problem.code in _WARNINGS else "error"
    name = f"authoring.problem.{problem.code}"
    headline = message(name if name in all_messages() else "authoring.problem.other")
    return TextProblem(problem, severity, headline, range_, quick_fixes(text, problem, range_))
