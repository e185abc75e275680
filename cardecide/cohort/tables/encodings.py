"""From the bytes of a text table to its text, saying which encoding was taken and why.

UTF-8 proves itself: text in another encoding hardly ever is valid UTF-8 by chance. The Chinese and the
Turkish encoding do not, so they are told apart by what the text would look like; where that leaves a doubt
the person is asked.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from cardecide.language.message import Message, message
from cardecide.reading.problem import InputError, Problem

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1254"]
ENCODINGS: Final[tuple[Encoding, ...]] = get_args(Encoding)

_SAMPLE: Final = 2_000_000
# The two thousand or so characters of daily use all lie in the first plane of GB 2312: both bytes are high.
_CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
_TURKISH = re.compile("[ğĞşŞıİçÇöÖüÜâîûÂÎÛéÉäÄßµ²³°±–’“”…€]")
_IN_WORD = re.compile("[A-Za-z]")
_MANGLED = re.compile("[ÃÄÅ][\u0080-\u00bf\u0152-\u0178\u2018-\u203a]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a table. Bytes that are no text in ``encoding`` are kept as single surrogates."""

    text: str
    encoding: Encoding
    notes: tuple[Message, ...] = ()


def decode(content: bytes, *, file: str, encoding: Encoding | None = None) -> Decoded:
    """The text of a table's file, in the encoding asked for or found.

    Single bad bytes do not stop the reading; they stay in the text as surrogates, so that their rows can be
    set aside. Raises InputError where the encoding cannot be told.
    """
    if encoding is not None:
        return _as_asked(content, encoding, file)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as_asked(content, "utf-16", file)
    if content.startswith(codecs.BOM_UTF8):
        text = content.decode("utf-8-sig", errors="surrogateescape")
        return Decoded(text, "utf-8-sig", _notes(text, "utf-8-sig"))
    if b"\x00" in content[:_SAMPLE]:
        raise _refused(file, "the file is no text: it holds NUL bytes", "CSV, XLSX or Parquet", "not-text")
    try:
        text = content.decode("utf-8")
        return Decoded(text, "utf-8", _notes(text, "utf-8"))
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(content):
        text = content.decode("utf-8", errors="surrogateescape")
        return Decoded(text, "utf-8", _notes(text, "utf-8"))
    found = _likely(content, file)
    text = content.decode(found, errors="surrogateescape")
    return Decoded(text, found, _notes(text, found))


def _as_asked(content: bytes, encoding: Encoding, file: str) -> Decoded:
    try:
        errors = "strict" if encoding == "utf-16" else "surrogateescape"
        text = content.decode(encoding, errors=errors).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise _refused(file, f"the file is not in the encoding {encoding}", "", "encoding") from None
    return Decoded(text, encoding, _notes(text, encoding))


def _notes(text: str, encoding: Encoding) -> tuple[Message, ...]:
    notes = [message("cohort.table.encoding", encoding=encoding.upper().replace("-SIG", " (BOM)"))]
    if mangled := len(_MANGLED.findall(text[:_SAMPLE])):
        notes.append(message("cohort.table.mangled", count=mangled))
    return tuple(notes)


def _mostly_utf8(content: bytes) -> bool:
    """Whether the file is UTF-8 with single faults: most of what is not ASCII is valid there."""
    text = content[:_SAMPLE].decode("utf-8", errors="surrogateescape")
    bad = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(character > "\x7f" for character in text) - bad
    return good > 2 * bad


def _likely(content: bytes, file: str) -> Encoding:
    sample = content[:_SAMPLE]
    chinese, turkish = _chinese_share(sample), _turkish_share(sample)
    if chinese >= 0.9 and chinese > turkish:
        return "gb18030"
    if turkish >= 0.9 and turkish > chinese:
        return "cp1254"
    raise _refused(
        file,
        "the encoding of the file cannot be told from its text",
        "UTF-8, or the encoding named: --encoding gb18030 or --encoding cp1254",
        "encoding",
    )


def _chinese_share(sample: bytes) -> float:
    """How much of what is not ASCII would be ordinary Chinese text."""
    text = sample.decode("gb18030", errors="surrogateescape")
    other = [place for place, character in enumerate(text) if character > "\x7f"]
    if not other:
        return 0.0
    # A Turkish word read as Chinese gives single characters inside Latin words; Chinese stands together.
    likely = sum(bool(_CHINESE.match(text[place])) and not _inside_a_word(text, place) for place in other)
    return likely / len(other)


def _turkish_share(sample: bytes) -> float:
    """How much of what is not ASCII would be letters and signs of Turkish text."""
    text = sample.decode("cp1254", errors="surrogateescape")
    other = [character for character in text if character > "\x7f"]
    return sum(bool(_TURKISH.match(character)) for character in other) / len(other) if other else 0.0


def _inside_a_word(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(_IN_WORD.match(before)) and bool(_IN_WORD.match(after))


def _refused(file: str, what: str, expected: str, code: str) -> InputError:
    return InputError([Problem(what, expected, file=file, code=code)])
