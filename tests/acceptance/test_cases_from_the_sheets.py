"""Some three hundred cases written from the clinical sheets before anyone looked at the rules.

``sheets/base.yaml`` holds one patient of whom everything is known; each case of the other files changes a few
entries and says what has to follow: the status of a label (``US/ide-cel``), the fit or a criterion of a trial
(``trial/karmma``, ``karmma:platelets``), the safety of a product (``safety/ide-cel``), or a fact
(``fact/prior_lines``).
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cardecide.assessment import assess
from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.engine.rulebook import Rulebook
from cardecide.locations import bundled

SHEETS = Path(__file__).parent / "sheets"
FILES = ("labels", "trials", "therapy", "safety")
JURISDICTIONS = ("US", "EU", "UK", "CH", "JP", "CN", "HK", "MO", "TR")


@cache
def sheet(name: str) -> dict[str, Any]:
    value: dict[str, Any] = YAML(typ="safe").load(SHEETS / f"{name}.yaml")
    return value


def cases() -> Iterator[Any]:
    for name in FILES:
        for entry in sheet(name)["cases"]:
            days = entry.get("days") or {entry.get("on", sheet(name)["on"]): entry["expect"]}
            for day, expected in days.items():
                yield pytest.param(entry, str(day), expected, id=f"{name}-{entry['name']}-{day}")


def case_of(entry: dict[str, Any], day: str) -> dict[str, Any]:
    """The base patient with the changes of one entry."""
    base = sheet("base")
    if entry.get("nothing_else"):
        return {"format": "cardecide-case/1", "id": "E", "decision_date": day, "jurisdictions": JURISDICTIONS}
    case: dict[str, Any] = deepcopy(base["case"])
    case["decision_date"] = day
    case["jurisdictions"] = entry.get("jurisdictions", JURISDICTIONS)
    if "lines" in entry:
        case["treatments"] = case["treatments"][: base["lines"][entry["lines"]]]
    if "therapy" in entry:
        case["treatments"] = base["therapies"][entry["therapy"]]
    for section in ("treatments", "treatments_complete"):
        if section in entry:
            replace(case, section, entry[section])
    for section, change in entry.get("set", {}).items():
        if isinstance(change, dict) and isinstance(case.get(section), dict):
            for field, value in change.items():
                replace(case[section], field, value)
        else:
            replace(case, section, change)
    labs = {one["test"]: one for one in case["labs"]}
    for test, change in entry.get("labs", {}).items():
        if change is None:
            del labs[test]
            continue
        one = labs.setdefault(test, {"test": test})
        for field, value in change.items():
            replace(one, field, value)
    case["labs"] = list(labs.values())
    return case


def replace(section: dict[str, Any], field: str, value: Any) -> None:
    if value is None:
        section.pop(field, None)
    else:
        section[field] = value


def found(result: Result) -> dict[str, Any]:
    """What the expectations name, by the names they use."""
    said: dict[str, Any] = {f"fact/{name}": fact.value for name, fact in result.facts.items()}
    for product in result.products:
        said |= {f"{place}/{product.id}": "no_data" for place in product.no_data}
        said[f"safety/{product.id}"] = product.safety.status
        said[f"band/{product.id}"] = product.score.band
        for label in product.labels:
            said[f"{label.jurisdiction}/{product.id}"] = label.status
    for trial in (*result.other_trials, *(one for product in result.products for one in product.trials)):
        said[f"trial/{trial.pack}"] = trial.status
        said |= {f"{trial.pack}:{one.id}": one.verdict for one in trial.criteria}
    return said


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.mark.parametrize(("entry", "day", "expected"), list(cases()))
def test_case(
    entry: dict[str, Any], day: str, expected: dict[str, Any], rules: Rulebook, tmp_path: Path
) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case_of(entry, day), ensure_ascii=False, default=str), encoding="utf-8")
    result = assess(read_case(file).case, rules, default_date=PartialDate.parse(day), full=False)
    said = found(result)
    assert {name: said.get(name) for name in expected} == expected


def test_every_expectation_names_something_that_is_said(rules: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case_of({}, "2024-06-15"), default=str), encoding="utf-8")
    result = assess(read_case(file).case, rules, default_date=PartialDate.parse("2024-06-15"), full=False)
    names = {name for one in cases() for name in one.values[2]}
    assert names <= set(found(result))
