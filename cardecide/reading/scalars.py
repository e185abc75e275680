"""What a word of a file stands for, by the core schema of YAML 1.2, kept exact.

Only ``true`` and ``false`` are truth values, so ``no`` and ``yes`` stay words; a number with a point or an
exponent is a Decimal; a date, a time and a number written with leading zeros stay text, so that an
identifier such as ``007`` keeps them. The octal and hexadecimal forms of the schema have no place in a
clinical file and stay text as well.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

Scalar = str | int | Decimal | bool | None

MAX_NUMBER_LENGTH: Final = 40
MAX_EXPONENT: Final = 30

_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[+-]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The words that stand for a truth value or for nothing."""


def read_scalar(text: str) -> Scalar:
    """The value of an unquoted word.

    Raises ValueError for what is no finite number, and for a number too long or too large to be meant.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _WHOLE.fullmatch(text):
        _refuse_long(text)
        return int(text)
    if _FRACTION.fullmatch(text):
        _refuse_long(text)
        try:
            number = Decimal(text)
        except InvalidOperation:  # an exponent that no decimal number can have
            number = None
        if number is None or (number and abs(number.adjusted()) > MAX_EXPONENT):
            raise ValueError(f"the number {text} is too large or too small to be meant")
        return number
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"'{text}' is not a finite number")
    return text


def _refuse_long(text: str) -> None:
    if len(text) > MAX_NUMBER_LENGTH:
        raise ValueError(f"a number of {len(text)} signs; put quotation marks around it if it is text")
