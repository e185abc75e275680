"""What the catalogue says about a fact, for lists of proposals and for help on a word."""

from collections.abc import Iterator
from typing import Final

from cardecide.engine.vocabulary import unit_of
from cardecide.facts.catalogue import FactDefinition, member_label
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_SHOWN: Final = 12


def fact_detail(fact: FactDefinition, language: Language) -> str:
    """Label and unit, or label and kind, in a few words."""
    unit = unit_of(fact)
    return f"{fact.label[language]} · {unit or _said(f'kind-of-fact.{fact.kind}', language)}"


def fact_lines(fact: FactDefinition, language: Language) -> Iterator[str]:
    """Definition, kind and unit, plausible bounds, values, where it comes from, and its source."""
    yield fact.definition[language]
    yield _said(f"kind-of-fact.{fact.kind}", language) + (f" · {unit_of(fact)}" if unit_of(fact) else "")
    if fact.plausible is not None:
        low, high = fact.plausible
        yield _said("fact.plausible", language, low=low, high=high, unit=unit_of(fact)).rstrip()
    if fact.values:
        shown = [f"{name} ({label})" if (label := member_label(fact, name, language)) != name else name
                 for name in fact.values[:_SHOWN]]  # fmt: skip
        more = len(fact.values) - _SHOWN
        yield ", ".join(shown) + (f" … (+{more})" if more > 0 else "")
    yield _said("fact.source", language, cite=fact.source.cite)


def _said(name: str, language: Language, /, **parts: object) -> str:
    return say(message(f"authoring.{name}", **parts), language)
