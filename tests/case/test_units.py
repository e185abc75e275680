"""Conversion of units: exact, only where units fit, and only with the analyte's own molar factor."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.lab_tests import lab_tests
from cardecide.case.units import UnitError, convert, fits, normalize, units
from cardecide.language.printed_units import printed_unit


@pytest.mark.parametrize(
    ("entered", "canonical"),
    [
        *(
            (spelling, "10^9/L")
            for spelling in [
                "10^9/L",
                "10*9/L",
                "x10^9/L",
                "×10⁹/L",
                "× 10⁹/L",
                "10E9/L",
                "10^9/l",
                "G/L",
                "K/uL",
                "10^3/µL",
            ]
        ),
        *((spelling, "/uL") for spelling in ["/uL", "/µL", "/μL", "/mm3", "cells/uL", "cells/µL", "/mm³"]),
        *((spelling, "g/L") for spelling in ("g/L", "g/l", " g / L ")),
        *((spelling, "mg/dL") for spelling in ("mg/dL", "mg/dl", "MG/DL", "mg%")),
        *((spelling, "umol/L") for spelling in ("umol/L", "µmol/L", "μmol/l")),
        *((spelling, "mL/min/1.73m2") for spelling in ("mL/min/1.73m2", "ml/min/1.73 m²", "mL/min/1.73m^2")),
        *((spelling, "mg/24h") for spelling in ("mg/24h", "mg/24 hr", "mg/day", "mg/d")),
        *((spelling, "U/L") for spelling in ("U/L", "IU/L", "iu/l", "u/l")),
        *((spelling, "%") for spelling in ("%", "％", "percent")),
        *((spelling, "years") for spelling in ("years", "yr", "岁", "yıl", "Year")),
        ("", ""),
        ("  ", ""),
    ],
)
def test_spellings_of_a_unit(entered: str, canonical: str) -> None:
    assert normalize(entered) == canonical


def test_case_matters_where_two_units_differ_by_it() -> None:
    assert normalize("G/L") == "10^9/L"
    assert normalize("g/L") == "g/L"


@pytest.mark.parametrize("unit", ["parsec", "mg/", "/", "10^8/L", "kg/h"])
def test_an_unknown_unit_is_an_error(unit: str) -> None:
    with pytest.raises(UnitError):
        normalize(unit)


@pytest.mark.parametrize(
    ("value", "unit", "to", "analyte", "expected"),
    [
        ("10.9", "g/dL", "g/L", "", "109"),
        ("2700", "ng/mL", "mg/L", "", "2.7"),
        ("35", "g/L", "g/dL", "", "3.5"),
        ("30", "mg/L", "mg/dL", "", "3"),
        ("2.5", "mg/dL", "mg/L", "", "25"),
        ("1500", "/uL", "10^9/L", "", "1.5"),
        ("1.5", "K/uL", "/uL", "", "1500"),
        ("0.5", "g/24h", "mg/24h", "", "500"),
        ("240", "ng/mL", "ug/L", "", "240"),
        ("1", "ukat/L", "U/L", "", "60"),
        ("1.7", "cm", "mm", "", "17"),
        ("70", "in", "cm", "", "177.8"),
        ("100", "lb", "kg", "", "45.359237"),
        ("12", "weeks", "days", "", "84"),
        ("2", "years", "months", "", "24"),
        ("88.4", "umol/L", "mg/dL", "creatinine", "1"),
        ("1.1", "mg/dL", "umol/L", "creatinine", "97.24"),
        ("2.5", "mmol/L", "mg/dL", "calcium", "10.02"),
        ("17.104", "umol/L", "mg/dL", "bilirubin_total", "1"),
        ("1000", "nmol/L", "mg/L", "beta2_microglobulin", "11.8"),
        ("2247", "pmol/L", "ug/L", "ferritin", "1000"),
        ("10", "mmol/L", "g/dL", "hemoglobin", "16.11"),
        ("1.7", "", "1", "", "1.7"),
    ],
)
def test_conversion_is_exact(value: str, unit: str, to: str, analyte: str, expected: str) -> None:
    assert convert(Decimal(value), unit, to, analyte) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "test", "expected"),
    [("177", "creatinine", "2.002"), ("106", "creatinine", "1.199"), ("34.2", "bilirubin_total", "2.000")],
)
def test_published_vectors_of_molar_conversion(value: str, test: str, expected: str) -> None:
    assert round(convert(Decimal(value), "umol/L", "mg/dL", test), 3) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to", "analyte"),
    [
        ("umol/L", "mg/dL", ""),
        ("umol/L", "mg/dL", "alt"),
        ("umol/L", "mg/dL", "crp"),
        ("g/dL", "10^9/L", "hemoglobin"),
        ("mL/min", "mL/min/1.73m2", ""),
        ("%", "1", ""),
        ("", "%", ""),
        ("", "g/dL", "hemoglobin"),
        ("mg/24h", "mg/dL", ""),
    ],
)
def test_units_that_do_not_fit(unit: str, to: str, analyte: str) -> None:
    assert not fits(unit, to, analyte)
    with pytest.raises(UnitError) as caught:
        convert(Decimal(1), unit, to, analyte)
    assert caught.value.accepted == (to,)


def test_every_unit_that_a_test_offers_fits_it() -> None:
    for test in lab_tests().values():
        assert test.unit in test.units
        for unit in test.units:
            assert normalize(unit) == unit
            assert fits(unit, test.unit, test.name)


_UNITS = st.sampled_from(sorted(units()))


@given(st.decimals(-(10**6), 10**6, places=4), _UNITS, _UNITS)
def test_there_and_back_is_the_same_value(value: Decimal, unit: str, other: str) -> None:
    if not fits(unit, other):
        return
    back = convert(convert(value, unit, other), other, unit)
    assert abs(back - value) <= abs(value) * Decimal("1e-25")


@pytest.mark.parametrize("unit", sorted(units()))
def test_a_unit_as_it_is_printed_is_read_back(unit: str) -> None:
    assert normalize(printed_unit(unit)) == ("" if unit == "1" else unit)
