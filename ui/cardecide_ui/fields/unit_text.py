"""Units as people read them."""

import re

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def show_unit(unit: str) -> str:
    """A unit for the eye: ``10^9/L`` becomes ``×10⁹/L``."""
    shown = re.sub(r"\^(-?\d+)", lambda match: match.group(1).translate(SUPERSCRIPTS), unit)
    shown = re.sub(r"^10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])", "×10", shown)
    return re.sub(r"^u(?=[a-zA-Z])", "µ", shown).replace("m2", "m²") if shown not in ("1",) else ""
