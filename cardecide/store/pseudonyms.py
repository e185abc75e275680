"""Pseudonyms: two words and a number, so that no one is tempted to enter a name."""

import hashlib
from collections.abc import Callable
from typing import Final

# Words that are no one's name and say nothing about anyone.
_FIRST: Final = (
    *("alpine", "arctic", "azure", "balmy", "beige", "blue", "breezy", "bright", "bronze", "calm", "clear"),
    *("cobalt", "copper", "crimson", "crisp", "distant", "eastern", "even", "fresh", "gentle", "gilded"),
    *("golden", "green", "indigo", "ivory", "leafy", "lofty", "lunar", "mellow", "mild", "misty", "mossy"),
    *("northern", "ochre", "orange", "placid", "polar", "purple", "quiet", "rustic", "sandy", "scarlet"),
    *("serene", "silver", "smooth", "snowy", "solar", "southern", "starry", "still", "sunny", "teal"),
    *("tidal", "tranquil", "turquoise", "velvet", "verdant", "vivid", "warm", "western", "white", "windy"),
    *("yellow", "wooden"),
)
_SECOND: Final = (
    *("acorn", "anchor", "arch", "atlas", "bay", "beacon", "birch", "bridge", "brook", "canyon", "cedar"),
    *("chestnut", "cloud", "comet", "compass", "cove", "delta", "dune", "elm", "ferry", "fjord", "garden"),
    *("glacier", "grove", "harbor", "haven", "hill", "horizon", "island", "lagoon", "lake", "lantern"),
    *("larch", "lighthouse", "maple", "meadow", "mesa", "mill", "moon", "mountain", "oak", "oasis"),
    *("orchard", "pebble", "pine", "plain", "planet", "pond", "prairie", "rainbow", "reef", "ridge"),
    *("sail", "shore", "spring", "spruce", "star", "summit", "tower", "trail", "valley", "waterfall"),
    *("wave", "windmill"),
)


def pseudonym(seed: str, is_taken: Callable[[str], bool] = lambda _: False) -> str:
    """A pseudonym such as ``quiet-harbor-417``, the same for the same seed.

    Where ``is_taken`` says that it is in use, the next one that follows from the seed. Four million exist.
    """
    attempt = 0
    while is_taken(found := _nth(seed, attempt)):
        attempt += 1
    return found


def _nth(seed: str, attempt: int) -> str:
    digest = hashlib.sha256(f"{attempt}:{seed}".encode()).digest()
    first = _FIRST[int.from_bytes(digest[:4]) % len(_FIRST)]
    second = _SECOND[int.from_bytes(digest[4:8]) % len(_SECOND)]
    return f"{first}-{second}-{int.from_bytes(digest[8:12]) % 900 + 100}"


def pseudonym_words() -> frozenset[str]:
    """The words that pseudonyms are made of."""
    return frozenset((*_FIRST, *_SECOND))
