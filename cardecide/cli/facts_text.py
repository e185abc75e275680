"""The facts of an evaluation as plain text: by topic, each in one line with its basis, questions under it."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from cardecide.assessment.result import FactResult, Result
from cardecide.facts.catalogue import TOPICS, catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_BASIS_SIGNS: Final = 260
_VALUE_COLUMNS: Final = 24
"""A longer value, such as a list of drugs, does not push the basis of its neighbors away."""

_STOPS: Final = ".。"


def facts_text(result: Result, language: Language = "en") -> str:
    """Every topic with what is known of it, then what is not known.

    A line holds the label, the value, where it comes from, and in brackets the name that rules use with any
    flags; labels, values and bases of a topic stand under each other. The basis of the line before, and a
    question that the topic has asked already, are not repeated.
    """
    lines: list[str] = []
    for topic in TOPICS:
        facts = {name: one for name, one in result.facts.items() if catalogue()[name].topic == topic}
        lines += ["", say(message(f"facts.topic.{topic}"), language), *_topic(facts, language)]
    return "\n".join(lines[1:])


def _topic(facts: dict[str, FactResult], language: Language) -> Iterable[str]:
    known = {name: fact for name, fact in facts.items() if not _is_unknown(fact)}
    heads = {name: _label(fact, language) for name, fact in known.items()}
    values = {name: _value(fact) for name, fact in known.items()}
    head = max(map(columns, heads.values()), default=0)
    value = max((n for n in map(columns, values.values()) if n <= _VALUE_COLUMNS), default=0)
    before: list[str] = []
    asked: set[str] = set()
    for name, fact in known.items():
        basis = _basis(fact, before, language)
        names = f"[{', '.join((name, *fact.flags))}]"
        left = f"  {_padded(heads[name], head)} {_padded(values[name], value)}"
        yield f"{left} — {basis} {names}" if basis else f"{left} {names}"
        before = fact.basis
        new = [one.question for one in fact.questions if one.question not in asked]
        asked.update(new)
        yield from (f"      ? {question}" for question in new)
        if fact.questions and not new:
            yield f"      ? {say(message('facts.asked-above'), language)}"
    labels = [fact.label for fact in facts.values() if _is_unknown(fact)]
    if labels:
        yield f"  {say(message('facts.not-known', labels=_comma(language).join(labels)), language)}"


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: two for each Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _is_unknown(fact: FactResult) -> bool:
    return fact.origin == "missing" and not fact.basis and not fact.flags


def _label(fact: FactResult, language: Language) -> str:
    return f"{fact.label}{'：' if language == 'zh' else ':'}"


def _value(fact: FactResult) -> str:
    claim = f" ({fact.claim.rstrip(_STOPS)})" if fact.claim else ""
    return fact.display + claim


def _basis(fact: FactResult, before: list[str], language: Language) -> str:
    """The sentences on one line, as many as can be read at a glance."""
    if not fact.basis:
        return say(message("as-entered"), language) if fact.origin == "entered" else ""
    if fact.basis == before:
        return say(message("facts.as-above"), language)
    kept: list[str] = []
    for sentence in fact.basis:
        if kept and sum(map(len, kept)) + len(sentence) > _BASIS_SIGNS:
            break
        kept.append(sentence.rstrip(_STOPS))
    left = len(fact.basis) - len(kept)
    more = f" {say(message('facts.more', number=left), language)}" if left else ""
    return ("；" if language == "zh" else "; ").join(kept) + more


def _comma(language: Language) -> str:
    return "、" if language == "zh" else ", "
