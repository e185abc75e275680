"""Extramedullary disease in one phrase, and genetic results without saying one of them twice."""

import pytest

from cardecide.assessment import assess
from cardecide.assessment.extent_text import extent_text
from cardecide.assessment.result import FactResult
from cardecide.case.model import Case
from cardecide.engine import Rulebook

BONE = {"site": "rib", "kind": "paraskeletal"}
LIVER = {"site": "liver", "kind": "extraosseous"}


def facts(rules: Rulebook, **sections: object) -> dict[str, FactResult]:
    case = Case.model_validate(
        {"id": "E", "decision_date": "2026-11-20", "jurisdictions": ["US"], **sections}
    )
    return assess(case, rules, language="en").facts


@pytest.mark.parametrize(
    ("extent", "said"),
    [
        ({}, ""),
        ({"status": "absent"}, "none"),
        ({"status": "present", "lesions": [BONE]}, "paraskeletal (EM-B): rib"),
        ({"status": "present", "lesions": [LIVER]}, "extraosseous (EM-E): liver"),
        (
            {"status": "present", "lesions": [BONE, LIVER]},
            "extraosseous (EM-E) and paraskeletal (EM-B): liver, rib",
        ),
    ],
)
def test_every_kind_that_is_present_is_said(rules: Rulebook, extent: dict[str, object], said: str) -> None:
    assert extent_text(facts(rules, extramedullary=extent), "en") == said


@pytest.mark.parametrize(
    ("copies", "said"),
    [(3, "Gain 1q (3 or more copies)"), (4, "Amplification 1q (4 or more copies)")],
)
def test_an_amplification_is_not_said_to_be_a_gain_as_well(rules: Rulebook, copies: int, said: str) -> None:
    found = [{"abnormality": "gain(1q)", "result": "present", "method": "FISH", "copies": copies}]
    shown = facts(rules, cytogenetics=found)
    assert shown["cytogenetic_abnormalities"].display == said
    assert shown["gain_1q"].display == "yes"
