"""Which criteria ask about a fact, over all packs; and which packs and criteria hold given words."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from cardecide.engine.expression import atoms, text_of
from cardecide.engine.pack import Criterion, Kind, Pack, Place
from cardecide.engine.rulebook import Rulebook
from cardecide.language.text import Language, Text, in_language


@dataclass(frozen=True, slots=True)
class Use:
    """One criterion that asks about a fact.

    ``version`` is its first day, empty where the pack has no dates. ``atoms`` are the parts of the condition
    that name the fact, as written in the rule language.
    """

    pack: str
    kind: Kind
    pack_title: Text
    version: str
    criterion: str
    text: Text
    atoms: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A pack, or a criterion of it, in which all words of a search occur; ``criterion`` may be empty."""

    pack: str
    kind: Kind
    pack_title: Text
    version: str
    criterion: str
    text: Text
    place: Place


def where_used(fact: str, rulebook: Rulebook) -> tuple[Use, ...]:
    """The criteria whose conditions ask about the fact, in the order of packs and files.

    Of a scoring policy, the screening and what is judged on the day of infusion.
    """
    return tuple(use for pack in rulebook.packs.values() for use in _uses(fact, pack))


def _uses(fact: str, pack: Pack) -> Iterator[Use]:
    for version, criterion in _criteria(pack):
        if criterion.condition is None:
            continue
        parts = dict.fromkeys(text_of(atom) for atom in atoms(criterion.condition) if atom.fact == fact)
        if parts:
            yield Use(
                pack.id, pack.kind, pack.title, version,
                criterion.id, criterion.text, tuple(parts), criterion.place,
            )  # fmt: skip
    if pack.scoring is None:
        return
    place = Place(pack.file, 1, 1)
    named = [("screening", one.fact) for one in pack.scoring.screening]
    named += [("on_the_day", one) for one in sorted(pack.scoring.on_the_day)]
    for what, name in named:
        if name == fact:
            yield Use(pack.id, pack.kind, pack.title, "", what, what.replace("_", " "), (fact,), place)


def search_packs(
    words: str, rulebook: Rulebook, language: Language = "en", *, most: int = 200
) -> tuple[Hit, ...]:
    """Packs and criteria that hold every word in id, title, text, condition or source; case is ignored.

    ``language`` is the one that is searched beside English.
    """
    wanted = fold(words).split()
    found: list[Hit] = []
    for pack in rulebook.packs.values():
        if len(found) >= most:
            break
        found += _hits(pack, wanted, language)
    return tuple(found[:most])


def _hits(pack: Pack, wanted: list[str], language: Language) -> Iterator[Hit]:
    about = [pack.id, pack.kind, pack.product, pack.jurisdiction, pack.registry, *pack.jurisdictions]
    about += [one.cite for one in pack.sources.values()]
    if _all_in(wanted, [*map(str, filter(None, about)), *_said(pack.title, language)]):
        yield Hit(pack.id, pack.kind, pack.title, "", "", pack.title, Place(pack.file, 1, 1))
        if not wanted:
            return
    for version, criterion in _criteria(pack):
        condition = "" if criterion.condition is None else text_of(criterion.condition)
        held = [criterion.id, condition, *_said(criterion.text, language)]
        held += [f"{one.source.key} {one.source.cite} {one.place}" for one in criterion.citations]
        if _all_in(wanted, held):
            yield Hit(pack.id, pack.kind, pack.title, version, criterion.id, criterion.text, criterion.place)


def _criteria(pack: Pack) -> Iterator[tuple[str, Criterion]]:
    for version in pack.versions:
        start = "" if version.start is None else str(version.start)
        for criterion in version.criteria:
            yield start, criterion


def _said(text: Text, language: Language) -> tuple[str, str]:
    return in_language(text, "en"), in_language(text, language)


def _all_in(wanted: list[str], held: list[str]) -> bool:
    text = fold("\n".join(held))
    return all(word in text for word in wanted)


def fold(text: str) -> str:
    """The text as it is compared: without capitals, accents and width, the letters i of Turkish as one."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "i"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
