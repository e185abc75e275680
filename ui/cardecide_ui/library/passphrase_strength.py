"""How hard a passphrase is to guess, roughly: enough to say "add a word", not to promise anything."""

import math
from typing import Final, Literal

Strength = Literal["short", "weak", "fair", "good"]

_FAIR: Final = 45.0  # bits: with the library's slow derivation, years of guessing for one graphics card
_GOOD: Final = 65.0
_COMMON: Final = ("password", "passwort", "parola", "sifre", "şifre", "123456", "qwerty", "abcdef", "111111")


def strength_of(text: str, shortest: int) -> Strength:
    """The strength of a passphrase; ``shortest`` is the least number of signs that is taken at all."""
    if len(text) < shortest:
        return "short"
    bits = _bits(text)
    return "good" if bits >= _GOOD else "fair" if bits >= _FAIR else "weak"


def _bits(text: str) -> float:
    """Signs that differ count in full up to their repetition; a common word counts as one sign."""
    folded = text.casefold()
    for common in _COMMON:
        folded = folded.replace(common, "x")
    kinds = (str.islower, str.isupper, str.isdigit)
    sizes = (26, 26, 10)
    alphabet = sum(size for kind, size in zip(kinds, sizes, strict=True) if any(map(kind, text)))
    alphabet += 20 * any(not sign.isalnum() for sign in text)
    steps = sum(_is_new(folded, place) for place in range(len(folded)))
    # A language's letters carry less than a random sign does; 0.6 is generous to none.
    return 0.6 * steps * math.log2(max(alphabet, 2))


def _is_new(text: str, place: int) -> bool:
    """Whether a sign is neither the one before nor the next of a run such as ``abc`` or ``321``."""
    if place == 0:
        return True
    return abs(ord(text[place]) - ord(text[place - 1])) > 1
