"""Names and the other names they go by, from a list under ``resources``."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

from cardecide.locations import bundled
from cardecide.reading.document import read_document

# A hyphen counts at the ends of a name only: "17p-" is a deletion, "M-protein" is "M protein".
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_INSIGNIFICANT = re.compile(r"[\s_()\[\]{};:,.'’/]+")
_COMBINING_DOT = "\N{COMBINING DOT ABOVE}"
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "ı": "i"})


class Named(Protocol):
    """What a vocabulary holds."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Mapping[str, str]: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


@lru_cache(maxsize=4096)
def spelling_key(word: str) -> str:
    """The part of a name that distinguishes it: case, width, blanks and most signs are dropped."""
    folded = unicodedata.normalize("NFKC", word).translate(_DASHES).casefold().replace(_COMBINING_DOT, "")
    return _INSIGNIFICANT.sub("", _INNER_HYPHEN.sub("", folded))


def names_of(entries: Iterable[Named]) -> Mapping[str, tuple[str, ...]]:
    """For every spelling the names it may stand for: one where it is clear, several where it is not."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for word in (entry.name, *entry.label.values(), *entry.aliases):
            names = found.setdefault(spelling_key(word), [])
            if entry.name not in names:
                names.append(entry.name)
    return MappingProxyType({key: tuple(names) for key, names in found.items()})


def read_entries(file: str, key: str) -> list[dict[str, Any]]:
    """The records of ``resources/FILE`` under ``key``.

    Raises InputError where the bundled file is wrong.
    """
    document = read_document((bundled("resources") / file).read_bytes(), file=file)
    entries: list[dict[str, Any]] = document.value[key]
    return entries
