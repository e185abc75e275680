"""From the bytes of a file to its text, refusing what cannot be one of our files."""

import codecs
import re
from typing import Final

from cardecide.reading.problem import InputError, Problem

MAX_BYTES: Final = 10_000_000

# Control characters other than tab and line ends, and the line separators that only some editors count.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(content: str | bytes, *, file: str) -> str:
    """The text of a UTF-8 file, without its byte order mark.

    Raises InputError with one sentence where the content is too large, in another encoding, or no text.
    """
    if len(content) > MAX_BYTES:
        raise _refused(
            file, "too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "a smaller file"
        )
    text = content if isinstance(content, str) else _decode(content, file)
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if (match := _FORBIDDEN.search(text)) is not None:
        line, column = _place(text, match.start())
        code = ord(match.group())
        what = "a NUL byte: this is no text file" if code == 0 else f"the control character U+{code:04X}"
        raise _refused(file, "control-character", f"the file holds {what}", "plain text", line, column)
    return text


def _decode(content: bytes, file: str) -> str:
    if content.startswith(_UTF_16) or b"\x00" in content[:64]:
        raise _refused(file, "encoding", "the file is no UTF-8 text but looks like UTF-16", "UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        line, column = _place(before, len(before))
        what = f"the byte 0x{content[error.start]:02X} is no UTF-8 text"
        raise _refused(file, "encoding", what, "a file saved as UTF-8", line, column) from None


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _refused(file: str, code: str, message: str, expected: str, line: int = 0, column: int = 0) -> InputError:
    return InputError([Problem(message, expected, file=file, line=line, column=column, code=code)])
