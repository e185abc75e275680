"""Two negative hepatitis B markers answer every label's caution; DNA is asked for where one is positive."""

import pytest

from cardecide.assessment import assess
from cardecide.case.model import Case
from cardecide.engine import load_rulebook
from cardecide.locations import bundled


def verdicts(**infection: str) -> set[str]:
    """The verdicts of the caution for hepatitis B over all labels in force."""
    case = Case.model_validate(
        {
            "id": "H",
            "decision_date": "2026-09-14",
            "jurisdictions": ["US", "EU", "CN"],
            "infection": {**infection, "date": "2026-09-01"},
        }
    )
    result = assess(case, load_rulebook(bundled("rules")), language="en")
    found = {
        one.verdict
        for product in result.products
        for label in product.labels
        for one in label.criteria
        if one.id == "hepatitis-b"
    }
    assert found
    return found


@pytest.mark.parametrize(
    ("infection", "expected"),
    [
        ({}, {"unknown"}),
        ({"hbsag": "negative"}, {"unknown"}),
        ({"hbsag": "negative", "anti_hbc": "negative"}, {"met"}),
        ({"hbsag": "positive"}, {"not_met"}),
        ({"hbsag": "negative", "anti_hbc": "positive"}, {"not_met"}),
        ({"hbv_dna": "detected"}, {"not_met"}),
        ({"hbv_dna": "not_detected"}, {"unknown"}),
    ],
)
def test_the_caution_for_hepatitis_b(infection: dict[str, str], expected: set[str]) -> None:
    assert verdicts(**infection) == expected


def test_viral_dna_against_two_negative_markers_is_open_and_asked() -> None:
    assert verdicts(hbsag="negative", anti_hbc="negative", hbv_dna="detected") == {"unknown"}
