"""Dates as people type them, and as they are shown back: with the month as a word."""

import re

from cardecide.case.partial_date import PartialDate
from cardecide.language.text import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "tr": ("Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"),
    "zh": tuple(f"{month}月" for month in range(1, 13)),
}
_FULL_EN = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_FULL_TR = (
    *("ocak", "şubat", "mart", "nisan", "mayıs", "haziran"),
    *("temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"),
)
MONTH_WORDS = tuple(
    dict.fromkeys(
        word
        for name in (*_FULL_EN, *_FULL_TR)
        for word in (name, name[:3] + "t" * (name == "september"), name[:3])
    )
)
"""The full and short names of the months as they occur in texts, in small letters."""

_IN_TEXT = re.compile(r"(?<![\w./-])(?:19|20)\d{2}-\d{2}(?:-\d{2})?(?![\w/-]|\.\d)")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})\.?[\s-]+)?([^\W\d_]+)\.?,?[\s-]+(\d{4})")
_WORD_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")


class DateTextError(ValueError):
    """The text is not one date. ``args[0]`` is ``date`` or ``order`` (day and month cannot be told apart)."""


def read_date(text: str) -> PartialDate:
    """The date in ``2023``, ``3/2023``, ``15 Mar 2023``, ``15.03.2023``, ``2023-03-15`` or ``2023年3月15日``.

    Raises DateTextError for anything else, for a day that does not exist, and for ``3/4/2023``, which is
    March in one country and April in another.
    """
    year, month, day = _parts(" ".join(text.split()))
    try:
        written = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
        return PartialDate.parse(written)
    except ValueError:
        raise DateTextError("date") from None


def show_date(value: PartialDate, language: Language) -> str:
    """The date with its month as a word: ``15 Mar 2023``, ``Mar 2023``, ``2023``."""
    if language == "zh":
        parts = [
            f"{value.year}年",
            f"{value.month}月" if value.month else "",
            f"{value.day}日" if value.day else "",
        ]
        return "".join(parts) if value.month else str(value.year)
    month = _MONTHS[language][value.month - 1] if value.month else ""
    return " ".join(part for part in (str(value.day or ""), month, str(value.year)) if part)


def dates_in_words(text: str, language: Language) -> str:
    """A sentence with its dates as they are shown everywhere, in place of ``2023-03-15`` and ``2023-03``."""

    def said(found: re.Match[str]) -> str:
        try:
            return show_date(PartialDate.parse(found[0]), language)
        except ValueError:
            return found[0]

    return _IN_TEXT.sub(said, text)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    if match := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        year, month, day = match.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match.group(2)), int(match.group(1)), None
    if match := _DOTTED.fullmatch(text):
        return int(match.group(3)), int(match.group(2)), int(match.group(1))
    if match := _SLASHED.fullmatch(text):
        return _slashed(*(int(part) for part in match.groups()))
    if match := _WORDS.fullmatch(text):
        return int(match.group(3)), _month(match.group(2)), int(match.group(1)) if match.group(1) else None
    if match := _WORD_FIRST.fullmatch(text):
        return int(match.group(3)), _month(match.group(1)), int(match.group(2))
    raise DateTextError("date")


def _slashed(first: int, second: int, year: int) -> tuple[int, int, int]:
    if first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    if first == second:
        return year, first, second
    raise DateTextError("order")


def _month(word: str) -> int:
    # Turkish İ folds to two characters; taking the dot off first lets "NİSAN" find "nisan".
    folded = word.replace("İ", "i").casefold()
    for names in (_FULL_EN, _FULL_TR):
        for number, name in enumerate(names, start=1):
            if len(folded) >= 3 and (name.startswith(folded) or folded == name[:3] + "t"):
                return number
    raise DateTextError("date")
