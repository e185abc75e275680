"""Which criteria ask about a fact, over all packs; and which packs and criteria hold given words."""

from dataclasses import dataclass

from cardecide.engine.pack import Kind, Place
from cardecide.engine.rulebook import Rulebook
from cardecide.language.text import Language, Text


@dataclass(frozen=True, slots=True)
class Use:
    """One criterion that asks about a fact. ``version`` is its first day, empty where the pack has no dates.

    ``atoms`` are the parts of the condition that name the fact, as written in the rule language.
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
    """The criteria whose conditions ask about the fact, in the order of packs and files."""
    raise NotImplementedError


def search_packs(
    words: str, rulebook: Rulebook, language: Language = "en", *, most: int = 200
) -> tuple[Hit, ...]:
    """Packs and criteria that hold every word in id, title, text, condition or source; case is ignored."""
    raise NotImplementedError
