"""Changes that mend a problem in one step: the nearest name, the missing unit, the day that closes a gap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Final

from cardecide.authoring.problem_ranges import place_of
from cardecide.authoring.text_ranges import TextEdit, TextRange
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.vocabulary import unit_of
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import Message, message
from cardecide.reading.problem import Problem


@dataclass(frozen=True, slots=True)
class QuickFix:
    """A change that mends a problem: ``label`` says what it does, ``edits`` are replacements in the text."""

    label: Message
    edits: tuple[TextEdit, ...]


_QUOTED: Final = re.compile(r"'([^']+)'")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MOST_SOURCES: Final = 4


def quick_fixes(text: str, problem: Problem, range_: TextRange) -> tuple[QuickFix, ...]:
    """The ways to mend the problem, the likeliest first; none where only the author can know."""
    return tuple(_fixes(text, problem, range_))


def _fixes(text: str, problem: Problem, range_: TextRange) -> Iterator[QuickFix]:
    names = _QUOTED.findall(problem.message)
    if problem.nearest and names and range_.of(text) == names[0]:
        yield _write(problem.nearest, range_)
    match problem.code:
        case LintCode.UNIT_DOES_NOT_FIT:
            yield from _units(text, problem, range_, names)
        case LintCode.DUPLICATE_ID if names:
            yield _write(_free_id(text, names[0]), range_)
        case LintCode.MISSING_SOURCE:
            yield from _sources(text, problem)
        case LintCode.WEAK_SOURCE_DECIDING:
            yield from _insert(text, place_of(text, problem), "encoded: by_hand")
        case LintCode.VERSION_GAP | LintCode.VERSION_OVERLAP:
            yield from _until(text, problem)
        case LintCode.CHANGED_WITHOUT_VERSION:
            yield from _revision(text, problem)
        case "not-yaml" if "tab" in problem.message:
            yield from _tab(text, range_)


def _write(word: str, range_: TextRange) -> QuickFix:
    return QuickFix(message("authoring.fix.write", word=word), (TextEdit(range_, word),))


def _units(text: str, problem: Problem, range_: TextRange, names: list[str]) -> Iterator[QuickFix]:
    fact = next((name for name in names if name in catalogue()), "")
    if not fact:
        return
    own = unit_of(catalogue()[fact])
    if problem.message.startswith("the unit of"):  # it is missing; the place is that of the number
        number = _NUMBER.match(text, range_.start) or _NUMBER.search(text, range_.start, range_.end)
        if number is not None and own:
            place = TextRange(number.end(), number.end())
            yield QuickFix(message("authoring.fix.add-unit", unit=own), (TextEdit(place, f" {own}"),))
        return
    unit = next((name for name in names if name != fact), "")
    at = text.find(unit, range_.start, range_.end + len(unit)) if unit else -1
    if at < 0:
        return
    if own:
        label = message("authoring.fix.other-unit", unit=own, instead=unit)
        yield QuickFix(label, (TextEdit(TextRange(at, at + len(unit)), own),))
    else:
        start = len(text[:at].rstrip(" "))
        label = message("authoring.fix.no-unit", unit=unit)
        yield QuickFix(label, (TextEdit(TextRange(start, at + len(unit)), ""),))


def _free_id(text: str, name: str) -> str:
    taken = _ids_in(text)
    return next(free for free in (f"{name}-{number}" for number in count(2)) if free not in taken)


@lru_cache(maxsize=2)
def _ids_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\bid: *['\"]?([\w.-]+)", text))


def _sources(text: str, problem: Problem) -> Iterator[QuickFix]:
    listed = problem.expected.removeprefix("source: one of ")
    if listed == problem.expected:
        return
    for source in listed.split(", ")[:_MOST_SOURCES]:
        yield from _insert(text, place_of(text, problem), f"source: {source}")


def _insert(text: str, start: int, line: str) -> Iterator[QuickFix]:
    """A further key at the end of the map that begins at ``start``; none between braces."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if text[start : start + 1] in ("{", "") or "{" in before:
        return
    end = _end_of_map(text, start, len(before))
    edit = TextEdit(TextRange(end, end), f"\n{' ' * len(before)}{line}")
    yield QuickFix(message("authoring.fix.add", line=line), (edit,))


def _end_of_map(text: str, start: int, column: int) -> int:
    """The end of the last line of the block map whose first key stands at ``start``."""
    last = at = _line_end(text, start)
    while at < len(text):
        line_start, at = at + 1, _line_end(text, at + 1)
        line = text[line_start:at]
        words = line.lstrip(" ")
        if not words.strip():
            continue
        depth = len(line) - len(words)
        if depth < column or (depth == column and words.startswith("- ")):
            break
        last = line_start + len(line.rstrip())
    return last


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _until(text: str, problem: Problem) -> Iterator[QuickFix]:
    """Let the version end where the next one begins."""
    start = place_of(text, problem)
    day = problem.expected.removeprefix("until: ")
    column = start - (text.rfind("\n", 0, start) + 1)
    written = re.compile(rf"^ {{{column}}}until: *['\"]?(\d{{4}}-\d{{2}}-\d{{2}})", re.MULTILINE)
    found = written.search(text, start, _end_of_map(text, start, column))
    if found is not None:
        yield _write(day, TextRange(*found.span(1)))
        return
    end = _line_end(text, start)
    if "{" not in text[start:end]:
        edit = TextEdit(TextRange(end, end), f"\n{' ' * column}until: {day}")
        yield QuickFix(message("authoring.fix.add", line=f"until: {day}"), (edit,))


def _revision(text: str, problem: Problem) -> Iterator[QuickFix]:
    wanted = re.match(r"revision: (\d+)", problem.expected)
    if wanted is None:
        return
    written = re.search(r"^revision: *(\d+)", text, re.MULTILINE)
    label = message("authoring.fix.raise-revision", revision=wanted[1])
    if written is not None:
        yield QuickFix(label, (TextEdit(TextRange(*written.span(1)), wanted[1]),))
        return
    found = re.search(r"^id:.*$", text, re.MULTILINE)
    if found is not None:
        place = TextRange(found.end(), found.end())
        yield QuickFix(label, (TextEdit(place, f"\nrevision: {wanted[1]}"),))


def _tab(text: str, range_: TextRange) -> Iterator[QuickFix]:
    start = text.rfind("\n", 0, range_.start) + 1
    blank = re.compile(r"[ \t]+").match(text, start)
    if blank is not None and "\t" in blank[0]:
        edit = TextEdit(TextRange(*blank.span()), blank[0].expandtabs(2))
        yield QuickFix(message("authoring.fix.spaces"), (edit,))
