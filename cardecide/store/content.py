"""The content of a revision: the case as the JSON of its file, compressed, and the words to find it by."""

import json
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from cardecide.case.model import Case
from cardecide.case.problems import problems_of
from cardecide.case.writing import dump_case_json
from cardecide.language.message import message
from cardecide.reading.document import read_document
from cardecide.reading.problem import InputError
from cardecide.store.problems import LibraryError

_LETTER: Final = re.compile(r"[^\W\d_]")


def packed(case: Case) -> bytes:
    """The case as it is stored. Raises LibraryError where it holds half of a character."""
    try:
        return zlib.compress(dump_case_json(case).encode())
    except UnicodeEncodeError:
        raise LibraryError(message("library.half-character")) from None


def text_of(content: bytes) -> str:
    """The JSON of a stored case, byte for byte as it was saved. Raises LibraryError where it is damaged."""
    try:
        return zlib.decompress(content).decode()
    except (zlib.error, UnicodeDecodeError):
        raise LibraryError(message("library.damaged")) from None


def case_from(content: bytes, *, name: str) -> Case:
    """The case that was stored.

    What was saved is given back as it was, even where its entries contradict each other: mending that is
    the work of the form. Raises InputError where this version of the program cannot read it.
    """
    document = read_document(text_of(content), file=name)
    try:
        return Case.model_validate(document.value)
    except ValidationError as error:
        raise InputError(problems_of(error, document)) from None


def words_of(case: Case) -> str:
    """The words of a case to search in: everything entered as a word, no key and no number."""
    return words_of_text(dump_case_json(case))


def words_of_text(text: str) -> str:
    """The words of a case given as JSON."""
    data = json.loads(text)
    data.pop("format", None)
    words = dict.fromkeys(fold(word) for word in _words(data))
    return "\n".join(words)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str) and _LETTER.search(value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)


def fold(text: str) -> str:
    """The text as it is compared and searched: without case, accents, width; ``İ``, ``I`` and ``ı`` alike."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare).casefold().replace("ı", "i").strip()
