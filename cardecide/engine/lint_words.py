"""Finds texts of criteria that say other numbers than the condition: what a changed threshold leaves behind.

A number of the text is taken for a threshold unless something explains it: the condition has it, in its own
unit or another that fits; it bounds what is plausible for the fact; it belongs to the fact's name or to the
unit; or it counts what the condition lists.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from cardecide.case.units import units
from cardecide.engine.expression import (
    AnyOf,
    AtLeast,
    Compare,
    Expression,
    Includes,
    Operator,
    YesNoAtom,
    children,
)
from cardecide.engine.vocabulary import Vocabulary, unit_of
from cardecide.language.text import LANGUAGES, Language, Text

# Not inside a name (CD38, CARTITUDE-1), a translocation, a power of ten or a longer number.
_DIGITS: Final = re.compile(
    r"(?<![A-Za-z_\d][.,/])(?<![A-Za-z]-)(?<!\d;)(?<![A-Za-z_\d^])"
    r"\d+(?:[.,]\d+)?"
    r"(?!;\d)(?![A-Za-z_\d^⁰¹²³⁴⁵⁶⁷⁸⁹])(?![.,]\d)"
)
_WORDS: Final[dict[Language, re.Pattern[str]]] = {
    # "One" and its sisters are articles and pronouns as well; they count before a line of therapy only.
    "en": re.compile(
        r"\b(?:one(?= (?:prior|previous|earlier|line))|two|three|four|five|six|seven|eight|nine|ten)\b"
    ),
    "tr": re.compile(r"\b(?:(?:bir|altı)(?= basamak)|iki|üç|dört|beş|yedi|sekiz|dokuz)\b"),
    "zh": re.compile(r"(?<=既往|至少)[一二三四五六七八九十](?=线)"),
}
_COUNTS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "tr": ("bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"),
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
}
_MULTIPLES: Final = {"double": 2, "triple": 3, "quad": 4, "penta": 5}
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_YEARS: Final = range(1900, 2101)
_ROUNDED: Final = Fraction(1, 50)
"""How far a number of another unit may be from the exact one: 183 days are 6 months."""


@dataclass(frozen=True, slots=True)
class Differing:
    """``said``: numbers of the text, as it says them, that the condition does not have.

    ``asked``: thresholds, as written, that a text with numbers does not say. Each with the languages.
    """

    said: Mapping[str, tuple[Language, ...]]
    asked: Mapping[str, tuple[Language, ...]]

    def __bool__(self) -> bool:
        return bool(self.said or self.asked)


def differing_numbers(text: Text, condition: Expression, vocabulary: Vocabulary) -> Differing:
    """What the words and the condition say differently.

    Nothing where the condition compares nothing, for then numbers belong to the meaning of a fact, and in a
    language whose text says no number.
    """
    said = {language: numbers for language, one in _texts(text) if (numbers := _said(one, language))}
    compared = [part for part in _parts(condition) if isinstance(part, Compare)] if said else []
    if not compared:
        return Differing({}, {})
    explained = frozenset(_explained(condition, vocabulary))
    only_said: dict[str, tuple[Language, ...]] = {}
    only_asked: dict[str, tuple[Language, ...]] = {}
    for language, numbers in said.items():
        for shown, readings in numbers:
            if explained.isdisjoint(readings) and language not in only_said.get(shown, ()):
                only_said[shown] = (*only_said.get(shown, ()), language)
        every = frozenset().union(*(readings for _, readings in numbers))
        for one in compared:
            if every.isdisjoint(_forms(one, vocabulary)) and language not in only_asked.get(one.written, ()):
                only_asked[one.written] = (*only_asked.get(one.written, ()), language)
    return Differing(only_said, only_asked)


def _texts(text: Text) -> Iterator[tuple[Language, str]]:
    if isinstance(text, str):
        yield "en", text
        return
    yield from ((language, text[language]) for language in LANGUAGES if text.get(language))


@lru_cache(maxsize=20_000)
def _said(text: str, language: Language) -> tuple[tuple[str, frozenset[Fraction]], ...]:
    """The numbers of a text as they are said, each with what it can mean: a comma may part thousands."""
    found = []
    for match in _DIGITS.finditer(text):
        readings = {match[0].replace(",", ".")}
        if re.fullmatch(r"\d{1,3}[.,]\d{3}", match[0]):
            readings.add(re.sub("[.,]", "", match[0]))
        numbers = frozenset(map(Fraction, readings))
        if not any(map(_is_year, numbers)):
            found.append((match[0], numbers))
    for match in _WORDS[language].finditer(text.replace("İ", "i").replace("两", "二").lower()):
        found.append((match[0], frozenset({Fraction(_COUNTS[language].index(match[0]) + 1)})))
    return tuple(found)


def _is_year(number: Fraction) -> bool:
    # Asked with the fraction itself, the range would be walked from end to end.
    return number.denominator == 1 and number.numerator in _YEARS


def _parts(condition: Expression) -> Iterator[Expression]:
    yield condition
    for child in children(condition):
        yield from _parts(child)


def _explained(condition: Expression, vocabulary: Vocabulary) -> Iterator[Fraction]:
    for part in _parts(condition):
        match part:
            case Compare(fact, _, _, written):
                yield from _named(fact)
                yield from _forms(part, vocabulary)
                yield from map(Fraction, _NUMBER.findall(written))  # those of the unit
                yield from map(Fraction, vocabulary[fact].plausible or ())
            case YesNoAtom(fact):
                yield from _named(fact)
            case Includes(fact, _, members):
                yield from _named(fact)
                yield Fraction(len(members))
            case AtLeast(n, parts):
                yield from (Fraction(n), Fraction(len(parts)))
            case AnyOf():
                yield Fraction(1)


def _named(fact: str) -> Iterator[Fraction]:
    """The numbers of a fact's name: a dose of 7 days, an exposure to three classes."""
    yield from map(Fraction, _NUMBER.findall(fact))
    yield from (Fraction(number) for word, number in _MULTIPLES.items() if word in fact)


def _forms(part: Compare, vocabulary: Vocabulary) -> tuple[Fraction, ...]:
    """What a text may say for the threshold: it, the same in another unit, and ``up to 75`` for below 76."""
    return _forms_of(part.threshold, part.op, unit_of(vocabulary[part.fact]))


@lru_cache(maxsize=2_000)
def _forms_of(written: Decimal, op: Operator, unit: str) -> tuple[Fraction, ...]:
    return tuple(_every_form(Fraction(written), op, unit))


def _every_form(threshold: Fraction, op: Operator, unit: str) -> Iterator[Fraction]:
    yield threshold
    if op in "<>" and unit in ("", "years"):
        yield threshold + (1 if op == ">" else -1)
    own = units().get(unit)
    if own is None:
        return
    for other in units().values():
        if other.dimension == own.dimension:
            exact = threshold * own.size / other.size
            near = Fraction(round(exact))
            yield exact
            if near and abs(exact - near) <= _ROUNDED * near:
                yield near
