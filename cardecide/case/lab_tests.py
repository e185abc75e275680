"""The laboratory tests a case may hold: units, plausible range, and every name they go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from cardecide.case.vocabulary import names_of, read_entries, spelling_key
from cardecide.reading.nearest import nearest


@dataclass(frozen=True, slots=True)
class MolarFactor:
    """How many ``to_unit`` (mass) one ``from_unit`` (amount of substance) of an analyte is; exact."""

    from_unit: str
    to_unit: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class LabTest:
    """One test. ``low`` and ``high`` bound what can be a measured value, in ``unit``; outside is a slip.

    ``units`` are offered first in forms; any unit that converts to ``unit`` is accepted. ``loinc`` is empty
    where the code is not certain. ``needs_upper_limit`` marks tests judged as multiples of the upper limit.
    """

    name: str
    label: Mapping[str, str]
    unit: str
    units: tuple[str, ...]
    low: Decimal
    high: Decimal
    aliases: tuple[str, ...] = ()
    loinc: str = ""
    molar: MolarFactor | None = None
    molar_for: tuple[str, ...] = ()
    needs_upper_limit: bool = False
    note: str = field(default="", compare=False)

    @property
    def needs_unit(self) -> bool:
        """Whether a value without a unit says nothing; a ratio has none."""
        return self.unit != "1"


@cache
def lab_tests() -> Mapping[str, LabTest]:
    """Every test of ``resources/lab_tests.yaml`` by name, in the order of the file."""
    tests = [_test(record) for record in read_entries("lab_tests.yaml", "lab_tests")]
    return MappingProxyType({test.name: test for test in tests})


def _test(record: Mapping[str, Any]) -> LabTest:
    low, high = record["plausible"]
    molar = record.get("molar")
    return LabTest(
        name=record["name"],
        label=MappingProxyType(record["label"]),
        unit=str(record["unit"]),
        units=tuple(map(str, record["units"])),
        low=Decimal(low),
        high=Decimal(high),
        aliases=tuple(record.get("aliases", ())),
        loinc=record.get("loinc", ""),
        molar=MolarFactor(molar["from"], molar["to"], _factor(molar)) if molar else None,
        molar_for=tuple(record.get("molar_for", ())),
        needs_upper_limit=record.get("needs_upper_limit", False),
        note=record.get("note", ""),
    )


def _factor(molar: Mapping[str, Any]) -> Fraction:
    if "divide" in molar:
        return 1 / Fraction(molar["divide"])
    return Fraction(molar["multiply"])


def lab_test(entered: str) -> LabTest | None:
    """The test that a name stands for, or None where it is not known or stands for several."""
    names = resolve_lab_test(entered)
    return lab_tests()[names[0]] if len(names) == 1 else None


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return names_of(lab_tests().values())


def resolve_lab_test(entered: str) -> tuple[str, ...]:
    """The tests a name may stand for: one if clear, several if ambiguous, none if unknown."""
    return _names().get(spelling_key(entered), ())


def nearest_lab_test(entered: str) -> str:
    """The test to offer for an unknown name; empty where none is close."""
    close = nearest(spelling_key(entered), _names())
    return _names()[close][0] if close else ""


@cache
def _molar_factors() -> Mapping[str, MolarFactor]:
    return {
        name: test.molar
        for test in lab_tests().values()
        if test.molar
        for name in (test.name, *test.molar_for)
    }


def molar_factor(analyte: str) -> MolarFactor | None:
    """The factor of a test, or of a fact derived from it in the same units."""
    return _molar_factors().get(analyte)
