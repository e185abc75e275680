"""The facts of an evaluation as plain text: by topic, each in one line with its basis, questions under it."""

from collections.abc import Iterable
from typing import Final

from cardecide.assessment.result import FactResult, Result
from cardecide.facts.catalogue import TOPICS, catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_BASIS_SIGNS: Final = 260


def facts_text(result: Result, language: Language = "en") -> str:
    """Every topic with what is known of it, then what is not known.

    A line holds the label, the value, where it comes from, and in brackets the name that rules use with any
    flags. The basis of the line before, and a question that the topic has asked already, are not repeated.
    """
    lines: list[str] = []
    for topic in TOPICS:
        facts = {name: one for name, one in result.facts.items() if catalogue()[name].topic == topic}
        lines += ["", say(message(f"facts.topic.{topic}"), language), *_topic(facts, language)]
    return "\n".join(lines[1:])


def _topic(facts: dict[str, FactResult], language: Language) -> Iterable[str]:
    before: list[str] = []
    asked: set[str] = set()
    unknown: list[str] = []
    for name, fact in facts.items():
        if _is_unknown(fact):
            unknown.append(fact.label)
            continue
        yield f"  {_line(name, fact, before, language)}"
        before = fact.basis
        new = [one.question for one in fact.questions if one.question not in asked]
        asked.update(new)
        yield from (f"      ? {question}" for question in new)
        if fact.questions and not new:
            yield f"      ? {say(message('facts.asked-above'), language)}"
    if unknown:
        yield f"  {say(message('facts.not-known', labels=', '.join(unknown)), language)}"


def _is_unknown(fact: FactResult) -> bool:
    return fact.origin == "missing" and not fact.basis and not fact.flags


def _line(name: str, fact: FactResult, before: list[str], language: Language) -> str:
    parts = [f"{fact.label}: {fact.display}"]
    if fact.claim:
        parts.append(f"({fact.claim.rstrip('.')})")
    if basis := _basis(fact.basis, before, language):
        parts.append(f"— {basis}")
    parts.append(f"[{', '.join((name, *fact.flags))}]")
    return " ".join(parts)


def _basis(sentences: list[str], before: list[str], language: Language) -> str:
    """The sentences on one line, as many as can be read at a glance."""
    if sentences and sentences == before:
        return say(message("facts.as-above"), language)
    kept: list[str] = []
    for sentence in sentences:
        if kept and sum(map(len, kept)) + len(sentence) > _BASIS_SIGNS:
            break
        kept.append(sentence.rstrip(".。"))
    left = len(sentences) - len(kept)
    more = f" {say(message('facts.more', number=left), language)}" if left else ""
    return "; ".join(kept) + more
