"""The published patient of Zhou et al. (Oncology Letters 2025;29:253), from the file to the answer.

Expectations are those of a reader of the paper, not of the program: five lines by the 2015 definition,
lenalidomide stopped to protect stem cells and never shown to fail, nothing said of hepatitis B.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cardecide.cli import main
from cardecide.locations import bundled

CASE = str(bundled("resources") / "samples" / "zhou-2025.case.yaml")

Evaluate = Callable[..., dict[str, Any]]


@pytest.fixture
def evaluate(capsys: pytest.CaptureFixture[str]) -> Evaluate:
    def run(*options: str) -> dict[str, Any]:
        assert main(["evaluate", CASE, "--json", *options]) == 0
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        return result

    return run


def label(result: dict[str, Any], pack: str) -> dict[str, Any]:
    found = [one for product in result["products"] for one in product["labels"] if one["pack"] == pack]
    assert len(found) == 1, pack
    one: dict[str, Any] = found[0]
    return one


def product(result: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in result["products"] if one["id"] == name)


def test_on_the_day_of_the_decision_one_product_is_permitted_in_china(evaluate: Evaluate) -> None:
    result = evaluate("--date", "2023-07-31")
    assert label(result, "cn.eque-cel")["status"] == "on_label"
    assert label(result, "cn.zevor-cel")["status"] == "not_approved"
    assert label(result, "cn.cilta-cel")["status"] == "not_approved"


def test_the_us_labels_are_judged_by_the_versions_of_that_day(evaluate: Evaluate) -> None:
    result = evaluate("--date", "2023-07-31")
    assert label(result, "us.ide-cel")["version_from"] == "2021-03-26"
    assert label(result, "us.cilta-cel")["version_from"] == "2022-02-28"
    assert label(result, "us.ide-cel")["status"] == "on_label"
    assert label(result, "us.cilta-cel")["status"] == "on_label"


def test_the_case_decides_on_its_own_date_where_none_is_asked(evaluate: Evaluate) -> None:
    result = evaluate()
    assert result["decision_date"] == "2023-07"
    assert label(result, "cn.eque-cel")["status"] == "on_label"


def test_the_us_label_of_2024_asks_about_lenalidomide(evaluate: Evaluate) -> None:
    result = evaluate("--date", "2026-09-01")
    status = label(result, "us.cilta-cel")
    assert status["status"] == "undetermined"
    open_criteria = [one for one in status["criteria"] if one["verdict"] == "unknown"]
    assert [one["id"] for one in open_criteria if one["role"] == "include"] == ["lenalidomide-refractory"]
    assert open_criteria[0]["needs"] == ["lenalidomide_refractory"]
    missing = next(one for one in result["missing"] if one["fact"] == "lenalidomide_refractory")
    assert "us.cilta-cel" in missing["settles"]
    assert "lenalidomide" in missing["question"].lower()


@pytest.mark.parametrize("day", ["2023-07-31", "2026-09-01"])
def test_hepatitis_b_unknown_keeps_safety_undetermined(evaluate: Evaluate, day: str) -> None:
    result = evaluate("--date", day)
    for name in ("eque-cel", "cilta-cel", "ide-cel"):
        safety = product(result, name)["safety"]
        assert safety["status"] == "undetermined"
        assert any("hepatitis_b" in need for item in safety["items"] for need in item["needs"])


def test_five_lines_of_therapy_four_where_a_reason_is_missing(evaluate: Evaluate) -> None:
    lines = evaluate()["facts"]["prior_lines"]
    assert (lines["value"], lines["low"], lines["high"]) == (5, 4, 5)
    assert lines["questions"]


def test_what_the_paper_claims_is_kept_apart_from_what_follows(evaluate: Evaluate) -> None:
    facts = evaluate()["facts"]
    assert facts["penta_refractory"]["value"] is None
    assert facts["penta_refractory"]["claim"]
    assert facts["lenalidomide_refractory"]["value"] is None
    assert facts["triple_class_refractory"]["value"] == "yes"
    assert {"daratumumab", "carfilzomib"} <= set(facts["refractory_drugs"]["value"])
    assert "lenalidomide" not in facts["refractory_drugs"]["value"]


def test_no_unstated_finding_is_decided(evaluate: Evaluate) -> None:
    facts = evaluate()["facts"]
    for name in (
        "active_infection",
        "hbsag_positive",
        "hiv_positive",
        "inflammatory_disorder_active",
        "plasma_cell_leukemia",
        "neuro_history_taken",
        "cns_myeloma_active",
        "creatinine_clearance_cockcroft_gault",
        "ecog",
        "lvef",
        "t_4_14",
    ):
        assert facts[name]["value"] is None, name
        assert facts[name]["origin"] == "missing", name


def test_measurable_disease_of_two_trials(evaluate: Evaluate) -> None:
    """Total IgA of 8.27 g/L bounds the paraprotein: 10 g/L cannot be met, 5 g/L remains open."""
    protein = evaluate()["facts"]["serum_m_protein"]
    assert protein["high"] == pytest.approx(0.827)
    assert protein["low"] in (None, 0)
