"""Help on the word under the pointer: a fact, a value, a unit, a source, a key."""

import re
from dataclasses import dataclass
from typing import Final

from cardecide.authoring.cursor import cursor_at, sources_in
from cardecide.authoring.editable import fitting_units
from cardecide.authoring.fact_help import fact_lines
from cardecide.authoring.key_help import key_help
from cardecide.authoring.text_ranges import TextRange
from cardecide.facts.catalogue import FactDefinition, catalogue, member_label
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_WORD: Final = re.compile(r"[^\s,\[\]{}'\"]+")
_FACT: Final = re.compile(r"[a-z][a-z0-9_]+")
_MOST_UNITS: Final = 12


@dataclass(frozen=True, slots=True)
class Hover:
    """Help on the word in ``range``: a title and lines of plain text."""

    range: TextRange
    title: str
    lines: tuple[str, ...]


def hover(text: str, offset: int, language: Language = "en") -> Hover | None:
    """What there is to say about the word at ``offset``; None where nothing is known about it."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    at = offset - line_start
    found = next((one for one in _WORD.finditer(line) if one.start() <= at < one.end()), None)
    word = found[0].removesuffix(":") if found is not None else ""
    if found is None or at >= found.start() + len(word):
        return None
    is_key = found[0].endswith(":")
    range_ = TextRange(line_start + found.start(), line_start + found.start() + len(word))
    if is_key:
        help_ = key_help(word, language)
        fact = catalogue().get(word)
        if fact is not None and not help_:
            return Hover(range_, f"{fact.label[language]} ({word})", tuple(fact_lines(fact, language)))
        return Hover(range_, word, (help_,)) if help_ else None
    definition = catalogue().get(word)
    if definition is not None:
        return Hover(
            range_, f"{definition.label[language]} ({word})", tuple(fact_lines(definition, language))
        )
    if (around := _fact_before(line, found.start())) is not None:
        return _value_or_unit(range_, word, around, language)
    cursor = cursor_at(text, range_.end)
    about = sources_in(text).get(word) if cursor.path[-1:] == ("source",) or "source" in cursor.path else None
    if about is not None:
        lines = [piece.strip(" {}") for piece in about.split("\n")]
        return Hover(range_, word, tuple(piece for piece in lines if piece))
    return None


def _fact_before(line: str, at: int) -> FactDefinition | None:
    """The last fact that is named before a place of the line."""
    names = [one[0] for one in _FACT.finditer(line, 0, at) if one[0] in catalogue()]
    return catalogue()[names[-1]] if names else None


def _value_or_unit(range_: TextRange, word: str, fact: FactDefinition, language: Language) -> Hover | None:
    if word in fact.values:
        label = member_label(fact, word, language)
        return Hover(range_, label, (f"{fact.label[language]} ({fact.name})",))
    units = fitting_units(fact)
    if word in units:
        others = ", ".join(unit for unit in units[:_MOST_UNITS] if unit != word)
        said = say(message("authoring.fact.units", units=others), language)
        return Hover(range_, f"{fact.label[language]}: {word}", (said,) if others else ())
    return None
