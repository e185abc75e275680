"""Conditions in plain words, from the labels of the catalogue, for whoever reads rules and not YAML."""

from collections.abc import Sequence
from typing import Final

from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    YesNoAtom,
    children,
)
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import member_label
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_SIGNS: Final = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def in_words(condition: Expression, vocabulary: Vocabulary, language: Language = "en") -> str:
    """The condition in words; parts inside parts stand in parentheses.

    Raises KeyError where the vocabulary lacks a fact of the condition.
    """

    def label(fact: str) -> str:
        return vocabulary[fact].label[language]

    def values(fact: str, names: Sequence[str]) -> str:
        mark = "、" if language == "zh" else ", "
        return mark.join(member_label(vocabulary[fact], name, language) for name in names)

    def inner(part: Expression) -> str:
        words = in_words(part, vocabulary, language)
        return f"({words})" if len(children(part)) > 1 else words

    match condition:
        case YesNoAtom(fact):
            return label(fact)
        case Compare(fact, op, _, written):
            return f"{label(fact)} {_SIGNS[op]} {written}"
        case Includes(fact, mode, members):
            return _said(f"includes-{mode}", language, fact=label(fact), values=values(fact, members))
        case IsOneOf(fact, names):
            form = "is-one-of" if len(names) > 1 else "is"
            return _said(form, language, fact=label(fact), values=values(fact, names))
        case Not(part):
            return _said("not", language, part=inner(part))
        case AllOf(()):
            return _said("always", language)
        case AllOf(parts):
            return f" {_said('and', language)} ".join(map(inner, parts))
        case AnyOf(parts):
            return f" {_said('or', language)} ".join(map(inner, parts))
        case AtLeast(n, parts):
            return _said("at-least", language, n=n, parts="; ".join(map(inner, parts)))


def _said(name: str, language: Language, /, **parts: object) -> str:
    return say(message(f"engine.condition.{name}", **parts), language)
