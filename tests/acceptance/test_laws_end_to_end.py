"""Laws that only the whole program can show, from the command line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.cli import main
from cardecide.engine import load_rulebook
from cardecide.language.messages import all_messages
from cardecide.locations import bundled

SAMPLES = sorted((bundled("resources") / "samples").glob("*.case.yaml"))
DAY = "2026-09-01"

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.removesuffix(".case.yaml"))


def evaluated(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["evaluate", str(path), "--json", "--date", DAY, *options]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def criteria(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for product in result["products"]:
        for pack in (*product["labels"], *product["trials"]):
            for one in pack["criteria"]:
                yield pack["pack"], one


@each_sample
def test_every_surface_gives_the_same_answer(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Law 4: the command line says what the function says that the window calls, under the same rules."""
    from cardecide.case.partial_date import PartialDate

    rulebook = load_rulebook(bundled("rules"))
    direct = assess(read_case(path).case, rulebook, on=PartialDate.parse(DAY))
    said = evaluated(path, capsys)
    assert said["rules"]["sha256"] == rulebook.sha256
    assert [one["id"] for one in said["products"]] == [one.id for one in direct.products]
    for told, made in zip(said["products"], direct.products, strict=True):
        assert [label["status"] for label in told["labels"]] == [label.status for label in made.labels]
        assert told["score"]["low"] == float(made.score.low)
        assert told["safety"]["status"] == made.safety.status


@each_sample
def test_every_criterion_names_its_source_and_grade(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Law 7."""
    grades = {"public", "recall-high", "seed", "recall-medium", "recall-low"}
    found = list(criteria(evaluated(path, capsys)))
    assert len(found) > 100
    for pack, one in found:
        assert one["source"] and one["source"]["cite"] and one["source"]["grade"] in grades, (pack, one["id"])


@each_sample
def test_a_check_by_hand_is_shown_and_never_met(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Law 7: what cannot be computed, or comes from a weak source, decides nothing."""
    result = evaluated(path, capsys)
    by_hand = [one for _, one in criteria(result) if one["encoded"] == "by_hand"]
    assert by_hand
    assert {one["verdict"] for one in by_hand} == {"by_hand"}
    for pack, one in criteria(result):
        if one["role"] in ("include", "exclude") and one["source"]["grade"] in (
            "recall-medium",
            "recall-low",
        ):
            assert one["verdict"] == "by_hand", (pack, one["id"])
    for product in result["products"]:
        for trial in product["trials"]:
            assert trial["by_hand"] == 0 or trial["status"] != "inside"


@each_sample
def test_the_contributions_are_the_score(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from decimal import Decimal

    for product in evaluated(path, capsys)["products"]:
        score = product["score"]
        parts = score["contributions"]
        for end in ("low", "high"):
            total = sum((Decimal(str(part[end])) for part in parts), Decimal(0))
            assert total == Decimal(str(score[end]))
        assert 0 <= score["low"] <= score["high"] <= 100


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
def test_outside_a_trial_is_never_contraindicated(language: str) -> None:
    """Law 11, in every language: the words for a trial's verdict speak of its population."""
    forbidden = re.compile(
        r"contraindicat|ineligible|not eligible|禁忌|不合格|kontrendike|uygun değil", re.IGNORECASE
    )
    sentences = {
        name: text for name, text in all_messages().items() if name.startswith(("trial.", "status.outside"))
    }
    assert len(sentences) >= 5
    for name, text in sentences.items():
        assert not forbidden.search(text[language]), name  # type: ignore[index]


def test_a_unit_changes_the_writing_and_not_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law 8: the same amounts in other units give the same facts and verdicts."""
    text = (bundled("resources") / "samples" / "neuro-us.case.yaml").read_text(encoding="utf-8")
    other = text
    for before, after in (
        ("value: 10.9, unit: g/dL", "value: 109, unit: g/L"),
        ("value: 2.1, unit: 10^9/L", "value: 2100, unit: /uL"),
        ("value: 37, unit: g/L", "value: 3.7, unit: g/dL"),
        ("value: 512, unit: mg/L", "value: 51.2, unit: mg/dL"),
    ):
        assert before in other, before
        other = other.replace(before, after)
    changed = tmp_path / "other-units.case.yaml"
    changed.write_text(other, encoding="utf-8")
    original = tmp_path / "same-units.case.yaml"
    original.write_text(text, encoding="utf-8")
    first, second = evaluated(original, capsys), evaluated(changed, capsys)
    for name, fact in first["facts"].items():
        assert (fact["value"], fact["low"], fact["high"]) == (
            second["facts"][name]["value"],
            second["facts"][name]["low"],
            second["facts"][name]["high"],
        ), name
    assert [one["verdict"] for _, one in criteria(first)] == [one["verdict"] for _, one in criteria(second)]
