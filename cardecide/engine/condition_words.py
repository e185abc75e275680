"""Conditions in plain words, from the labels of the catalogue, for pages that clinicians read."""

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

_SIGNS: Final = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def in_words(condition: Expression, vocabulary: Vocabulary) -> str:
    """The condition in English; parts inside parts stand in parentheses.

    Raises KeyError where the vocabulary lacks a fact of the condition.
    """
    match condition:
        case YesNoAtom(fact):
            return vocabulary[fact].label["en"]
        case Compare(fact, op, _, written):
            return f"{vocabulary[fact].label['en']} {_SIGNS[op]} {written}"
        case Includes(fact, mode, members):
            all_or_any = "" if mode == "single" else f" {mode} of"
            return f"{vocabulary[fact].label['en']} include{all_or_any} {_values(fact, members, vocabulary)}"
        case IsOneOf(fact, values):
            one_of = " one of" if len(values) > 1 else ""
            return f"{vocabulary[fact].label['en']} is{one_of} {_values(fact, values, vocabulary)}"
        case Not(part):
            return f"not {_inner(part, vocabulary)}"
        case AllOf(()):
            return "every patient"
        case AllOf(parts):
            return " and ".join(_inner(part, vocabulary) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inner(part, vocabulary) for part in parts)
        case AtLeast(n, parts):
            return f"at least {n} of: " + "; ".join(_inner(part, vocabulary) for part in parts)


def _inner(part: Expression, vocabulary: Vocabulary) -> str:
    words = in_words(part, vocabulary)
    return f"({words})" if len(children(part)) > 1 else words


def _values(fact: str, values: tuple[str, ...], vocabulary: Vocabulary) -> str:
    return ", ".join(member_label(vocabulary[fact], value, "en") for value in values)
