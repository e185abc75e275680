"""Values as a clinician reads them: units, elapsed time that is never rounded up, the decimal mark."""

from decimal import Decimal

import pytest

from cardecide.assessment.display import display
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.value import Span
from cardecide.language.text import Language


def shown(name: str, low: str, high: str | None = None, language: Language = "en") -> str:
    span = Span(Decimal(low), Decimal(high if high is not None else low))
    return display(Fact(name, span, Origin.DERIVED), language)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("17.97", "17.97", "17.9 months"),  # 18 months are not reached
        ("18", "18", "18 months"),
        ("0", "0.968", "0–<1 months"),
        ("0.065", "0.065", "<0.1 months"),
        ("83.64", "84.55", "83.6–84.6 months"),
        ("2.03", "2.08", "2–2.1 months"),
        ("17.2", "17.97", "17.2–<18 months"),
    ],
)
def test_time_passed_is_never_rounded_up(low: str, high: str, expected: str) -> None:
    assert shown("months_since_imid", low, high) == expected


def test_what_is_no_time_passed_is_rounded() -> None:
    assert shown("paraprotein_doubling_time", "71.76") == "71.8 days"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "0.95 × 10⁹/L"), ("zh", "0.95 × 10⁹/L"), ("tr", "0,95 × 10⁹/L")]
)
def test_units_and_the_decimal_mark(language: Language, expected: str) -> None:
    assert shown("absolute_neutrophil_count", "0.95", language=language) == expected


def test_a_multiple_says_of_what() -> None:
    assert shown("alt_times_upper_limit", "0.689") == "0.689 × upper limit"


def test_nobody_measured_0_mm() -> None:
    assert shown("largest_lesion_diameter", "0") == "none"
    assert shown("largest_lesion_diameter", "17") == "17 mm"
