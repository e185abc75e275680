"""Numbers as people type them: one ``.`` or ``,`` is the decimal mark, and grouping is refused."""

import re
from decimal import Decimal

from cardecide.case.quantity import plain

_NUMBER = re.compile(r"([+-]?\d*)(?:([.,])(\d+))?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d)\s*([^\d\s.,].*)?")


class NumberTextError(ValueError):
    """The text is not one number. ``args[0]`` is ``number`` or ``grouping``."""


def read_number(text: str) -> Decimal:
    """The number in ``text``.

    ``1,500`` could be one and a half or one thousand five hundred and is refused as grouping, as is
    everything with two marks or a blank inside; ``1,5`` and ``0,950`` can only be decimals.
    """
    text = text.strip().replace("−", "-")
    match = _NUMBER.fullmatch(text)
    if match and (match.group(1).strip("+-") or match.group(3)):
        if _GROUPED.fullmatch(text):
            raise NumberTextError("grouping")
        return Decimal(f"{match.group(1)}.{match.group(3)}" if match.group(3) else match.group(1))
    if re.fullmatch(r"[+-]?\d{1,3}(?:[.,\s'’]\d{3})+(?:[.,]\d+)?", text):
        raise NumberTextError("grouping")
    raise NumberTextError("number")


def split_unit(text: str) -> tuple[str, str]:
    """The number part and the unit part of ``950 /µL``; the unit is empty where there is none."""
    match = _WITH_UNIT.fullmatch(text.strip())
    return (match.group(1), (match.group(2) or "").strip()) if match else (text.strip(), "")


def show_number(value: Decimal) -> str:
    """The number as shown in a field: plain, with a point."""
    return plain(value)
