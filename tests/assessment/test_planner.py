"""The planner's statements hold where the hypothesis is entered as a real case."""

from pathlib import Path

import pytest

from cardecide.assessment import assess
from cardecide.assessment.assessing import judged_on
from cardecide.assessment.hypotheses import hypotheses
from cardecide.assessment.lines_picture import LINES, lines_picture
from cardecide.assessment.supposed import suppose
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.case.writing import write_case
from cardecide.engine import Rulebook
from cardecide.facts.value import Span
from tests.assessment.conftest import ReadSample

NAMES = ["zhou-2025", "neuro-us", "long", "seed-002-p01", "seed-002-p05"]
LATER = PartialDate.parse("2026-09-01")


def statuses(result: object) -> dict[str, str]:
    from cardecide.assessment.result import Result

    assert isinstance(result, Result)
    owners = (*result.products, *result.alternatives)
    return {label.pack: label.status for one in owners for label in one.labels}


@pytest.mark.parametrize("name", NAMES)
def test_each_hypothesis_entered_as_a_case_gives_the_same_statuses(
    name: str, rules: Rulebook, sample: ReadSample, tmp_path: Path
) -> None:
    case = sample(name)
    judged = judged_on(case, rules, default_date=LATER)
    labels = [label.pack for one in judged.products for label in one.labels]
    planned = {one["id"]: one for one in assess(case, rules, default_date=LATER, full=True).planner}
    found = hypotheses(judged.case, judged.on, judged.facts, labels, "en")
    assert found
    before: dict[str, str] = statuses(assess(case, rules, default_date=LATER))
    for hypothesis in found:
        write_case(hypothesis.case, tmp_path / "case.yaml")
        entered = read_case(tmp_path / "case.yaml").case
        after = statuses(
            assess(entered, rules, on=hypothesis.on, jurisdictions=judged.question.jurisdictions)
        )
        entry = planned.get(hypothesis.id)
        if entry is None:
            continue
        for change in entry["changes"]:
            assert after[change["status"]] == change["after"], (hypothesis.id, change)
        if not hypothesis.id.startswith("label-"):
            moved = {pack for pack, status in after.items() if status != before[pack]}
            assert moved == {change["status"] for change in entry["changes"]}


def test_what_is_already_so_is_left_out(rules: Rulebook, sample: ReadSample) -> None:
    planned = [one["id"] for one in assess(sample("neuro-us"), rules, full=True).planner]
    assert "progression" not in planned
    assert "lenalidomide-refractory" not in planned


def test_lenalidomide_is_asked_where_it_is_open(rules: Rulebook, sample: ReadSample) -> None:
    day = PartialDate.parse("2024-06-01")
    planned = {one["id"]: one for one in assess(sample("zhou-2025"), rules, on=day, full=True).planner}
    assert {"us.cilta-cel", "eu.cilta-cel"} <= set(planned["lenalidomide-refractory"]["opens"])


def test_a_line_with_a_class_not_yet_given_comes_first(rules: Rulebook, sample: ReadSample) -> None:
    case = sample("neuro-us")
    without = tuple(
        one.model_copy(update={"drugs": tuple(d for d in one.drugs if d.drug != "daratumumab")})
        for one in case.treatments
    )
    result = assess(case.model_copy(update={"treatments": without}), rules, full=True)
    lines = [one["id"] for one in result.planner if one["id"].startswith("line-")]
    assert lines[0] == "line-anti-CD38"


def test_a_response_to_bridging_is_named_and_changes_nothing(rules: Rulebook, sample: ReadSample) -> None:
    entry = assess(sample("neuro-us"), rules, full=True).planner[-1]
    assert (entry["id"], entry["opens"], entry["closes"]) == ("bridging", [], [])
    assert entry["note"]


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_the_case_with_another_count_of_lines(
    name: str, rules: Rulebook, sample: ReadSample
) -> None:
    judged = judged_on(sample(name), rules, default_date=LATER)
    picture = lines_picture(judged)
    for lines in (1, 2, 4, 8):
        then = suppose(judged, {"prior_lines": lines, "prior_lines_2011": lines})
        for row in picture.rows:
            assert row.statuses[LINES.index(lines)] == (then.findings[row.pack].status or "undetermined")
    for row in picture.rows:
        if row.first is not None:
            assert row.statuses[LINES.index(row.first)] == "on_label"
            assert "on_label" not in row.statuses[: LINES.index(row.first)]


def test_the_patient_stands_in_the_columns_of_the_interval(rules: Rulebook, sample: ReadSample) -> None:
    picture = lines_picture(judged_on(sample("zhou-2025"), rules))
    assert (picture.low, picture.high) == (4, 5)


def test_a_line_is_added_to_a_stated_count_and_does_not_displace_it(
    rules: Rulebook, sample: ReadSample
) -> None:
    """A published table states six lines and no regimen: with one more there are seven, not one."""
    judged = judged_on(sample("seed-002-p10"), rules, on=PartialDate.parse("2024-10-01"))
    found = [
        one
        for one in hypotheses(judged.case, judged.on, judged.facts, [], "en")
        if one.id.startswith("line-")
    ]
    assert len(found) == 3
    for one in found:
        lines = judged_on(one.case, rules, on=one.on).facts["prior_lines"].value
        assert lines == Span.exactly(7)
    entry = next(
        one
        for one in assess(
            sample("seed-002-p10"), rules, on=PartialDate.parse("2024-10-01"), full=True
        ).planner
        if one["id"] == "line-PI"
    )
    assert entry["closes"] == []


def test_an_empty_case_gets_no_line_to_suppose(rules: Rulebook, sample: ReadSample) -> None:
    result = assess(sample("empty"), rules, default_date=LATER, full=True)
    assert not [one for one in result.planner if one["id"].startswith(("line-", "progression"))]
