"""What can go wrong with a case library, said so that the person before it knows what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.reading.problem import InputError, Problem

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
_BUSY: Final = 5
_LOCKED: Final = 6
_READ_ONLY: Final = 8
_DISK: Final = 10
_DAMAGED: Final = 11
_FULL: Final = 13
_CANNOT_OPEN: Final = 14
_TOO_LARGE: Final = 18
_NO_DATABASE: Final = 26
# Extended code: the file is no longer under the name it was opened by.
_MOVED: Final = 8 | (4 << 8)


class LibraryError(InputError):
    """The library cannot do what was asked; nothing of it was changed.

    ``sentence`` says why in any language; ``code`` is a stable name, such as ``library-conflict``.
    """

    def __init__(self, sentence: Message, *, file: Path | str = "") -> None:
        self.sentence = sentence
        self.code = sentence.id.replace(".", "-")
        super().__init__([Problem(say(sentence, "en"), file=str(file), code=self.code)])


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn an error of the database at ``path`` into a LibraryError.

    A fault of the program itself (a wrong statement, a broken constraint) is raised as it is. The errors of
    the database name tables and columns, never what stands in them.
    """
    try:
        yield
    except sqlcipher.Error as error:
        sentence = _sentence(getattr(error, "sqlite_errorcode", 0))
        if sentence is None:
            raise
        raise LibraryError(sentence, file=path) from None


def _sentence(code: int) -> Message | None:
    if code == _MOVED:
        return message("library.moved")
    sentences = {
        _BUSY: message("library.busy"),
        _LOCKED: message("library.busy"),
        _READ_ONLY: message("library.read-only"),
        _CANNOT_OPEN: message("library.cannot-open"),
        _DISK: message("library.disk"),
        _DAMAGED: message("library.damaged"),
        _FULL: message("library.full"),
        _TOO_LARGE: message("library.too-large"),
        _NO_DATABASE: message("library.wrong-key"),
    }
    return sentences.get(code & 0xFF)
