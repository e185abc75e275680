"""The hazard log names controls that exist, and its page says what its data say."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HAZARDS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "docs" / "trust" / "hazards.yaml").read_text(encoding="utf-8")
)["hazards"]


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_every_control_names_a_test_that_exists(hazard: dict[str, Any]) -> None:
    assert hazard["controls"], "a hazard without a control"
    for control in hazard["controls"]:
        assert control["tests"], control["text"]
        for name in control["tests"]:
            path, function = name.split("::")
            assert (ROOT / path).exists(), name
            assert function in functions_of(ROOT / path), name


def test_each_hazard_is_whole_and_named_once() -> None:
    names = [hazard["id"] for hazard in HAZARDS]
    assert len(set(names)) == len(names)
    for hazard in HAZARDS:
        assert hazard.keys() == {"id", "hazard", "harm", "severity", "causes", "controls", "residual"}, (
            hazard["id"]
        )
        assert 2 <= hazard["severity"] <= 5
        assert hazard["causes"] and hazard["residual"]


def test_the_page_is_current() -> None:
    done = subprocess.run(  # noqa: S603 - a program of this repository
        [sys.executable, ROOT / "packaging" / "docs" / "hazard_log.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
