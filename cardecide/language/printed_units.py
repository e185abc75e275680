"""Units as they are printed, not as they are typed: ``10^9/L`` becomes ``× 10⁹/L``, ``ug`` becomes ``µg``."""

import re
from functools import cache
from typing import Final

_SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@cache
def printed_unit(unit: str) -> str:
    """The unit for the eye; nothing for a count or a ratio, whose unit is 1."""
    if unit == "1":
        return ""
    shown = re.sub(r"\^(-?\d+)", lambda match: match.group(1).translate(_SUPERSCRIPTS), unit)
    shown = re.sub(r"^10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])", "× 10", shown)
    shown = re.sub(r"(?<![A-Za-z])u(?=(g|mol|L|U|kat)\b)", "µ", shown)
    return re.sub(r"1\.73 ?m2", "1.73 m²", shown).replace("m2", "m²")
