"""The nearest valid name to a misspelled one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, valid: Iterable[str]) -> str:
    """The valid name closest to ``word``, ignoring case, or an empty string where none is close."""
    by_key = {name.casefold(): name for name in valid}
    matches = get_close_matches(word.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[matches[0]] if matches else ""
