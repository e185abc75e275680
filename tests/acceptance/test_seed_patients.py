"""The eleven patients of a published single-center series, with only what its Table 1 states."""

import json
from typing import Any

import pytest

from cardecide.cli import main
from cardecide.locations import bundled

FILES = sorted((bundled("resources") / "samples").glob("seed-002-p*.case.yaml"))
TWO_LINES = {"p05", "p09"}


def evaluate(path: object, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["evaluate", str(path), "--json", *options]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_there_are_eleven() -> None:
    assert len(FILES) == 11


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.removesuffix(".case"))
def test_the_chinese_labels_after_their_approval(path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    result = evaluate(path, capsys, "--jurisdiction", "CN", "--date", "2024-10-01")
    labels = [one for product in result["products"] for one in product["labels"]]
    assert {one["pack"] for one in labels} == {"cn.eque-cel", "cn.zevor-cel", "cn.cilta-cel"}
    two_lines = any(path.stem.startswith(f"seed-002-{number}") for number in TWO_LINES)
    for one in labels:
        if two_lines:
            assert one["status"] == "off_label"
        else:
            assert one["status"] == "undetermined", (
                "the table states no exposure, so nothing is permitted yet"
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.removesuffix(".case"))
def test_nothing_unstated_becomes_a_yes_or_a_no(path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    facts = evaluate(path, capsys)["facts"]
    for name in (
        "ecog",
        "active_infection",
        "hbsag_positive",
        "exposed_classes",
        "refractory_drugs",
        "lenalidomide_refractory",
        "prior_bcma_therapy",
        "prior_allogeneic_transplant",
        "neuro_history",
        "del_17p",
        "creatinine",
        "lvef",
        "plasma_cell_leukemia",
    ):
        assert facts[name]["value"] is None, name
    assert facts["prior_lines"]["origin"] == "stated"
    assert facts["prior_lines"]["low"] == facts["prior_lines"]["high"]
