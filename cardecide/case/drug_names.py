"""From the word in a chart to the generic name of a drug.

A word that stands for more than one drug is never resolved: the letter ``P`` is pomalidomide, prednisone or,
as PS-341, bortezomib.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.case.drugs import all_drugs
from cardecide.reading.nearest import nearest

# Spelling varies in these signs only: "ide-cel", "Ide Cel", "IdeCel®".
_INSIGNIFICANT = re.compile(r"[\s\-‐‑–—_.®™·'’]+")
_COMBINING_DOT = "\N{COMBINING DOT ABOVE}"  # what case folding leaves of the Turkish capital İ


def spelling_key(word: str) -> str:
    """The part of a name that distinguishes it: case, width, hyphens and spaces are dropped."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace(_COMBINING_DOT, "").replace("ı", "i")
    return _INSIGNIFICANT.sub("", folded)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for drug in all_drugs().values():
        for word in (drug.name, *drug.label.values(), *drug.aliases):
            generics = found.setdefault(spelling_key(word), [])
            if drug.name not in generics:
                generics.append(drug.name)
    return MappingProxyType({key: tuple(generics) for key, generics in found.items()})


@cache
def _suggestions() -> Mapping[str, str]:
    return MappingProxyType(
        {spelling_key(word): drug.name for drug in all_drugs().values() for word in drug.suggest}
    )


def resolve_drug(entered: str) -> tuple[str, ...]:
    """Generic names that ``entered`` may stand for: one if clear, several if ambiguous, none if unknown."""
    return _names().get(spelling_key(entered), ())


def nearest_drug(entered: str) -> str:
    """The generic name to offer for a word that ``resolve_drug`` does not know; empty where none is close."""
    if listed := _suggestions().get(spelling_key(entered)):
        return listed
    close = nearest(spelling_key(entered), _names())
    return _names()[close][0] if close else ""
