"""Units of measurement: their spellings, and exact conversion between those that fit.

No unit library is used. Thresholds are compared to the last digit, so conversion runs on exact fractions
where libraries run on floats; amount of substance becomes mass only with the factor of the one analyte,
which a general library does not hold; and loading one costs more than the rest of the start.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from cardecide.case.lab_tests import MolarFactor, molar_factor

# Dimension: units with their size in the first one of the row. A month is a twelfth of 365.25 days.
_SIZES: Final[dict[str, dict[str, str]]] = {
    "count": {"10^9/L": "1", "10^12/L": "1000", "10^6/L": "1/1000", "/uL": "1/1000", "/L": "1/1000000000"},
    "mass concentration": {
        "g/L": "1",
        "g/dL": "10",
        "mg/mL": "1",
        "mg/dL": "1/100",
        "mg/L": "1/1000",
        "ug/mL": "1/1000",
        "ug/dL": "1/100000",
        "ug/L": "1/1000000",
        "ng/mL": "1/1000000",
        "ng/dL": "1/100000000",
        "ng/L": "1/1000000000",
        "pg/mL": "1/1000000000",
    },
    "molar concentration": {
        "mmol/L": "1",
        "umol/L": "1/1000",
        "nmol/L": "1/1000000",
        "pmol/L": "1/1000000000",
    },
    "activity": {"U/L": "1", "ukat/L": "60", "mU/L": "1/1000", "uU/mL": "1/1000"},
    "flow": {"mL/min": "1", "mL/s": "60"},
    "flow by area": {"mL/min/1.73m2": "1", "mL/s/1.73m2": "60"},
    "daily mass": {"mg/24h": "1", "g/24h": "1000"},
    "share": {"%": "1"},
    "ratio": {"1": "1"},
    "length": {"mm": "1", "cm": "10", "m": "1000", "in": "25.4"},
    "mass": {"kg": "1", "g": "1/1000", "mg": "1/1000000", "lb": "0.45359237"},
    "time": {"days": "1", "weeks": "7", "months": "30.4375", "years": "365.25"},
    "short time": {"s": "1", "min": "60", "h": "3600"},
    "area": {"m2": "1"},
    "mass by area": {"kg/m2": "1"},
}

# Other spellings, after ``_squeeze``.
_VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "10^9/L": ("G/L", "10^3/uL", "10^3/mm3", "K/uL", "k/uL", "K/mm3", "thou/uL", "10^6/mL"),
    "10^12/L": ("T/L", "10^6/uL", "10^6/mm3", "M/uL"),
    "/uL": ("/mm3", "cells/uL", "cells/mm3", "1/uL", "cell/uL"),
    "g/L": ("g/l",),
    "g/dL": ("g%", "g/100mL", "gm/dL", "gr/dL"),
    "mg/dL": ("mg%", "mg/100mL"),
    "ug/L": ("mcg/L",),
    "ug/mL": ("mcg/mL",),
    "ug/dL": ("mcg/dL",),
    "U/L": ("IU/L", "u/L", "IE/L"),
    "mU/L": ("mIU/L", "miu/L"),
    "uU/mL": ("uIU/mL",),
    "mL/min/1.73m2": ("mL/min/1.73m^2", "mL/min/1.73sqm", "mL/min/m2*1.73"),
    "mL/s/1.73m2": ("mL/s/1.73m^2",),
    "mg/24h": ("mg/day", "mg/d", "mg/24hr", "mg/24hrs", "mg/24hours"),
    "g/24h": ("g/day", "g/d", "g/24hr", "g/24hrs", "g/24hours"),
    "%": ("percent", "pct"),
    "in": ("inch", "inches"),
    "kg": ("kgs", "kilogram", "kilograms"),
    "lb": ("lbs", "pound", "pounds"),
    "days": ("d", "day", "天", "gün"),
    "weeks": ("w", "wk", "wks", "week", "周", "hafta"),
    "months": ("mo", "mos", "month", "个月", "月", "ay"),
    "years": ("y", "yr", "yrs", "year", "岁", "年", "yıl", "yaş"),
    "s": ("sec", "second", "seconds"),
    "m2": ("m^2",),
    "kg/m2": ("kg/m^2",),
}

_SIGNS: Final = str.maketrans(
    {"µ": "u", "μ": "u", "×": "x", "²": "2", "³": "3", "％": "%", "·": "*", "−": "-"}
)
_RAISED: Final = re.compile(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?=/)")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER: Final = re.compile(r"^[xX*]?10(?:\^|\*\*?|[eE])(\d+)(?=/)")
_DIGITS: Final = Context(prec=28)


class UnitError(ValueError):
    """A unit that is not known, or that does not fit; ``accepted`` are the units that would."""

    def __init__(self, message: str, accepted: tuple[str, ...] = ()) -> None:
        self.accepted = accepted
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its canonical spelling; ``size`` is its size in the first unit of its dimension."""

    name: str
    dimension: str
    size: Fraction


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its canonical spelling."""
    found = {
        name: Unit(name, dimension, Fraction(size))
        for dimension, sizes in _SIZES.items()
        for name, size in sizes.items()
    }
    return MappingProxyType(found)


@cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Canonical spelling by exact spelling, and by folded spelling where only one unit is meant."""
    exact = {name: name for name in units()}
    for name, variants in _VARIANTS.items():
        exact.update(dict.fromkeys(variants, name))
    folded: dict[str, set[str]] = {}
    for spelling, name in exact.items():
        folded.setdefault(spelling.casefold(), set()).add(name)
    return exact, {spelling: names.pop() for spelling, names in folded.items() if len(names) == 1}


def _squeeze(unit: str) -> str:
    typed = _RAISED.sub(lambda match: "10^" + match[1].translate(_SUPERSCRIPTS), "".join(unit.split()))
    return _POWER.sub(r"10^\1", typed.translate(_SIGNS))


@lru_cache(maxsize=1024)
def normalize(unit: str) -> str:
    """The canonical spelling of a unit; an empty unit stays empty.

    Case is ignored only where one unit can be meant: ``G/L`` is 10^9/L and ``g/L`` grams.
    Raises UnitError for a unit that is not known.
    """
    if not unit.strip():
        return ""
    exact, folded = _spellings()
    spelling = _squeeze(unit)
    found = exact.get(spelling) or folded.get(spelling.casefold())
    if found is None:
        raise UnitError(f"'{unit.strip()}' is not a known unit")
    return found


def convert(value: Decimal, unit: str, to: str, analyte: str = "") -> Decimal:
    """``value`` in the unit ``to``, exact where the result has at most 28 digits.

    ``analyte`` is a laboratory test whose factor turns amount of substance into mass.
    Raises UnitError where a unit is not known or the two do not fit; an empty unit fits a ratio only.
    """
    factor = _factor(_unit(unit), _unit(to), analyte)
    if factor == 1:
        return value
    exact = Fraction(value) * factor
    return _DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def fits(unit: str, to: str, analyte: str = "") -> bool:
    """Whether ``convert`` would succeed."""
    try:
        _factor(_unit(unit), _unit(to), analyte)
    except UnitError:
        return False
    return True


def _unit(unit: str) -> Unit:
    return units()[normalize(unit) or "1"]


@lru_cache(maxsize=1024)
def _factor(unit: Unit, to: Unit, analyte: str) -> Fraction:
    if unit.dimension == to.dimension:
        return unit.size / to.size
    molar = molar_factor(analyte)
    if molar is not None and {unit.dimension, to.dimension} == {"mass concentration", "molar concentration"}:
        grams_per_mmol = _grams_per_mmol(molar)
        if unit.dimension == "molar concentration":
            return unit.size * grams_per_mmol / to.size
        return unit.size / grams_per_mmol / to.size
    of = f" for {analyte}" if analyte else ""
    raise UnitError(f"'{unit.name}' does not fit{of}", (to.name,))


def _grams_per_mmol(molar: MolarFactor) -> Fraction:
    from_, to = units()[molar.from_unit], units()[molar.to_unit]
    return molar.factor * to.size / from_.size
