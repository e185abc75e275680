"""Amounts, sizes and bounds as they are entered."""

from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from cardecide.case.findings import Lab, Lesion, Neurology
from cardecide.case.patient import Disease, Patient
from cardecide.case.quantity import read_decimal


@pytest.mark.parametrize(
    ("entered", "diameters"), [("17x10 mm", [17, 10]), ("10 × 17mm", [17, 10]), ("2.5 cm", [25])]
)
def test_a_size_holds_its_diameters_in_millimeters_largest_first(entered: str, diameters: list[int]) -> None:
    size = Lesion.model_validate({"size": entered}).size
    assert size is not None
    assert list(size.diameters_mm) == diameters


@pytest.mark.parametrize(
    "entered", ["17", "17x10", "17 mm x", "0 mm", "501 mm", "-3 mm", "1x2x3x4 mm", "17 in"]
)
def test_what_is_no_size(entered: str) -> None:
    with pytest.raises(ValidationError):
        Lesion.model_validate({"size": entered})


@pytest.mark.parametrize(
    ("entered", "comparator", "value"),
    [("<0.3", "<", "0.3"), ("≤ 0.3", "<=", "0.3"), (">= 20", ">=", "20"), ("≥20", ">=", "20"), (3, "", "3")],
)
def test_a_value_beyond_what_can_be_measured_is_a_bound(entered: object, comparator: str, value: str) -> None:
    lab = Lab.model_validate({"test": "crp", "value": entered, "unit": "mg/L"})
    assert (lab.comparator, lab.value) == (comparator, Decimal(value))


@pytest.mark.parametrize("entered", ["1,5", "1 000", "1_000", "١٢", "", "1.5.2", "0x1F", "nan", "1e31", True])
def test_what_is_no_number(entered: object) -> None:
    with pytest.raises(Exception, match="is not a number"):
        read_decimal(entered)


@pytest.mark.parametrize(
    ("entered", "unit"), [("57 years", "years"), ("57 y", "years"), ("57岁", "years"), ("57 yaş", "years")]
)
def test_the_unit_of_an_amount_is_kept_in_its_usual_spelling(entered: str, unit: str) -> None:
    age = Patient.model_validate({"age": entered}).age
    assert age is not None
    assert (age.value, age.unit) == (Decimal(57), unit)


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize(
    ("model", "field"),
    [(Patient, "ecog"), (Disease, "lytic_lesions"), (Neurology, "ice_score"), (Neurology, "moca_score")],
)
def test_a_yes_is_no_number(model: type[BaseModel], field: str, answer: bool) -> None:
    with pytest.raises(ValidationError, match="valid integer"):
        model.model_validate({field: answer})
    assert getattr(model.model_validate({field: "1"}), field) == 1
