"""Labels and criteria inside a sentence: small first letters, and lists that end in *and*."""

import re
from collections.abc import Iterable
from typing import Final

from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_NAMES: Final = (
    "Parkinson's",
    "Parkinson",
    "Waldenström's",
    "Waldenström",
    "Cockcroft",
    "Durie",
    "Chinese",
    "Swiss",
    "Birleşik",
    "Çin",
    "Çinli",
    "Avrupa",
    "İsviçre",
    "Japon",
)
_SMALL: Final = str.maketrans({"İ": "i", "I": "ı"})


def in_sentence(text: str, language: Language) -> str:
    """``text`` as it stands inside a sentence: without a capital that only began a sentence.

    Names, abbreviations and international notation keep theirs: ECOG, KarMMa, Guillain-Barré, *Parkinson's*.
    """
    if language == "zh" or not text[:1].isupper():
        return text
    word = text.split(maxsplit=1)[0].rstrip(":;,.")
    is_plain = word == "A" or word[1:].islower()
    if not is_plain or word.replace("’", "'") in _NAMES:
        return text
    first = text[0].translate(_SMALL) if language == "tr" else text[0]
    return first.lower() + text[1:]


def listed(items: Iterable[str], language: Language) -> str:
    """The items as one enumeration, the last one joined by *and*."""
    all_items = list(items)
    if len(all_items) < 2:
        return "".join(all_items)
    comma, last = say(message("display.and"), language), say(message("display.and-last"), language)
    return comma.join(all_items[:-1]) + last + all_items[-1]


def joined(items: Iterable[str], language: Language) -> str:
    """Whole phrases, which may hold commas, as one line of a sentence, each without its full stop."""
    phrases = [in_sentence(item.rstrip(".。 "), language) for item in items]
    return say(message("display.phrases"), language).join(phrases)


def short_title(title: str) -> str:
    """A trial's name without its phase, product and place: *KarMMa* of *KarMMa, phase 2, ide-cel*."""
    return re.split(r"[,，(（]", title)[0].strip()
