"""The nearest valid name to a misspelled one."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def nearest(word: str, valid: Iterable[str]) -> str:
    """The valid name closest to ``word``, ignoring case, or an empty string where none is close."""
    by_key = {name.casefold(): name for name in valid}
    match = _closest(word.casefold(), tuple(by_key))
    return by_key[match] if match else ""


@lru_cache(maxsize=512)
def _closest(word: str, keys: tuple[str, ...]) -> str:
    """Remembered: an editor asks for the same misspelled word at every key."""
    return next(iter(get_close_matches(word, keys, n=1, cutoff=0.6)), "")
