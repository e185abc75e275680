"""What would be different: with other facts, on another day, under other rules. The case stays as it is."""

import json
from pathlib import Path

import pytest

from cardecide.assessment.assessing import judged_on
from cardecide.assessment.comparison import compare
from cardecide.assessment.supposed import suppose
from cardecide.assessment.what_if import what_if
from cardecide.case.choices import TestResult
from cardecide.case.findings import Abnormality
from cardecide.case.health import Override
from cardecide.case.partial_date import PartialDate
from cardecide.cli import main
from cardecide.engine import Rulebook, load_rulebook
from cardecide.facts.value import Members, Truth
from cardecide.locations import bundled
from cardecide.reading.problem import InputError
from tests.assessment.conftest import ReadSample

ZHOU = str(bundled("resources") / "samples" / "zhou-2025.case.yaml")
DAY = PartialDate.parse("2026-11-20")
NEURO = str(bundled("resources") / "samples" / "neuro-us.case.yaml")


def test_one_more_line_permits_ide_cel_and_the_case_is_untouched(rules: Rulebook, sample: ReadSample) -> None:
    case = sample("neuro-us")
    judged = judged_on(case, rules)
    answer = what_if(judged, {"prior_lines": 2})
    moved = {one.status: (one.before, one.after) for one in answer.changes}
    assert moved["us.ide-cel"] == ("off_label", "on_label")
    assert case == sample("neuro-us") and not case.overrides
    assert what_if(judged, {"prior_lines": 1}).changes == []


def test_a_supposed_member_changes_that_member_alone(rules: Rulebook, sample: ReadSample) -> None:
    judged = judged_on(sample("zhou-2025"), rules)
    before, after = (
        one.facts["refractory_drugs"].value
        for one in (judged, suppose(judged, {"lenalidomide_refractory": "yes"}))
    )
    assert isinstance(before, Members) and isinstance(after, Members)
    assert before.includes("lenalidomide") is Truth.UNKNOWN
    assert after.includes("lenalidomide") is Truth.YES
    assert after.present - {"lenalidomide"} == before.present


def test_a_supposed_refractory_drug_makes_its_class_and_their_combinations_agree(
    rules: Rulebook, sample: ReadSample
) -> None:
    judged = judged_on(sample("zhou-2025"), rules)
    for drug, drug_class in (("lenalidomide", "IMiD"), ("thalidomide", "IMiD"), ("selinexor", "XPO1")):
        then = suppose(judged, {f"{drug}_refractory": "yes"}).facts
        for name, member in (
            ("refractory_drugs", drug),
            ("refractory_classes", drug_class),
            ("exposed_drugs", drug),
            ("exposed_classes", drug_class),
        ):
            assert member_in(then[name].value, member) is Truth.YES, (drug, name)
    both = {"lenalidomide_refractory": "yes", "bortezomib_refractory": "yes"}
    assert suppose(judged, both).facts["double_refractory"].value is Truth.YES
    assert suppose(judged, both).facts["lenalidomide_refractory"].value is Truth.YES


def test_a_drug_supposed_not_refractory_leaves_no_class_without_a_drug(
    rules: Rulebook, sample: ReadSample
) -> None:
    judged = judged_on(sample("neuro-us"), rules)
    refractory = judged.facts["refractory_drugs"].value
    assert isinstance(refractory, Members) and "lenalidomide" in refractory.present
    then = suppose(judged, {"lenalidomide_refractory": "no"}).facts
    assert then["lenalidomide_refractory"].value is Truth.NO
    assert member_in(then["refractory_drugs"].value, "lenalidomide") is Truth.NO
    others = {one for one in ("pomalidomide", "thalidomide") if one in refractory.present}
    wanted = Truth.YES if others else Truth.NO
    assert member_in(then["refractory_classes"].value, "IMiD") is wanted


def test_a_class_supposed_not_refractory_has_no_refractory_drug(rules: Rulebook, sample: ReadSample) -> None:
    then = suppose(judged_on(sample("neuro-us"), rules), {"imid_refractory": "no"}).facts
    value = then["refractory_drugs"].value
    assert isinstance(value, Members) and not {"lenalidomide", "pomalidomide", "thalidomide"} & value.present
    assert then["lenalidomide_refractory"].value is Truth.NO
    assert then["double_refractory"].value is Truth.NO


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_supposed_abnormality_moves_every_definition_of_high_risk(
    answer: str, rules: Rulebook, sample: ReadSample
) -> None:
    case = sample("empty").model_copy(
        update={"cytogenetics": (Abnormality(abnormality="t(4;14)", result=TestResult.ABSENT),)}
    )
    then = suppose(judged_on(case, rules, default_date=DAY), {"del_17p": answer}).facts
    truth = Truth.YES if answer == "yes" else Truth.NO
    assert then["del_17p"].value is truth
    assert member_in(then["cytogenetic_abnormalities"].value, "del(17p)") is truth
    assert then["high_risk_cytogenetics_karmma3"].value is (Truth.YES if answer == "yes" else Truth.UNKNOWN)
    assert member_in(then["cytogenetic_abnormalities"].value, "t(4;14)") is Truth.NO


def test_a_clinicians_own_set_follows_a_supposed_member(rules: Rulebook, sample: ReadSample) -> None:
    own = Override(fact="cytogenetic_abnormalities", value=["gain(1q)"], reason="outside letter")
    case = sample("zhou-2025").model_copy(update={"overrides": (own,)})
    then = suppose(judged_on(case, rules), {"del_17p": "yes"})
    assert member_in(then.facts["cytogenetic_abnormalities"].value, "del(17p)") is Truth.YES
    assert then.facts["high_risk_cytogenetics_karmma3"].value is Truth.YES
    assert case.overrides == (own,)


def test_a_condition_that_is_active_is_one_of_the_history(rules: Rulebook, sample: ReadSample) -> None:
    judged = judged_on(sample("empty"), rules, default_date=DAY)
    yes = suppose(judged, {"stroke_active": "yes"}).facts
    assert member_in(yes["neuro_history"].value, "stroke") is Truth.YES
    no = suppose(judged, {"stroke_history": "no"}).facts
    assert member_in(no["neuro_active"].value, "stroke") is Truth.NO
    assert member_in(no["neuro_history"].value, "seizure") is Truth.UNKNOWN


def test_a_stated_combination_stays_where_a_supposed_member_leaves_it_open(
    rules: Rulebook, sample: ReadSample
) -> None:
    case = sample("empty").model_copy(update={"stated": {"triple_class_exposed": "yes"}})
    then = suppose(judged_on(case, rules, default_date=DAY), {"lenalidomide_exposed": "yes"}).facts
    assert then["triple_class_exposed"].value is Truth.YES
    assert member_in(then["exposed_classes"].value, "IMiD") is Truth.YES


def member_in(value: object, member: str) -> Truth:
    assert isinstance(value, Members)
    return value.includes(member)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prior_line", 2),
        ("prior_lines", "many"),
        ("hbsag_positive", "maybe"),
        ("lenalidomide_refractory", "maybe"),
        ("thalidomide_refractory", "maybe"),
    ],
)
def test_what_cannot_be_supposed_is_an_input_error(
    name: str, value: object, rules: Rulebook, sample: ReadSample
) -> None:
    with pytest.raises(InputError):
        suppose(judged_on(sample("neuro-us"), rules), {name: value})


def test_two_days_differ_by_the_label_that_came_between(rules: Rulebook, sample: ReadSample) -> None:
    first, second = (
        judged_on(sample("zhou-2025"), rules, on=PartialDate.parse(d)) for d in ("2024-04-04", "2024-04-05")
    )
    found = compare(first, second)
    assert [one.status for one in found.changes if one.kind == "label"] == ["us.cilta-cel"]
    added = next(
        one for one in found.criteria if (one.pack, one.id) == ("us.cilta-cel", "lenalidomide-refractory")
    )
    assert (added.before, added.after) == (None, "unknown")


def test_a_day_compared_with_itself_differs_in_nothing(rules: Rulebook, sample: ReadSample) -> None:
    judged = judged_on(sample("zhou-2025"), rules)
    found = compare(judged, judged)
    assert (found.changes, found.scores, found.criteria) == ([], [], [])


def test_two_rulebooks_are_told_apart_by_their_hash(
    rules: Rulebook, sample: ReadSample, tmp_path: Path
) -> None:
    own = (bundled("rules") / "labels" / "us" / "ide-cel.yaml").read_text(encoding="utf-8")
    (tmp_path / "ide-cel.yaml").write_text(
        own.replace("prior_lines >= 2", "prior_lines >= 1"), encoding="utf-8"
    )
    changed = load_rulebook(bundled("rules"), tmp_path)
    found = compare(judged_on(sample("neuro-us"), rules), judged_on(sample("neuro-us"), changed))
    assert found.before.rules_sha256 != found.after.rules_sha256
    labels = [(one.status, one.before, one.after) for one in found.changes if one.kind == "label"]
    assert labels == [("us.ide-cel", "off_label", "on_label")]
    assert [(one.pack, one.before, one.after) for one in found.criteria] == [("us.ide-cel", "not_met", "met")]


def test_the_command_line_answers_what_if_as_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", NEURO, "--what-if", "prior_lines=2"]) == 0
    assert "us.ide-cel: off label -> on label" in capsys.readouterr().out
    assert main(["evaluate", NEURO, "--what-if", "prior_lines=2", "--json"]) == 0
    assert any(one["status"] == "us.ide-cel" for one in json.loads(capsys.readouterr().out)["changes"])


@pytest.mark.parametrize("given", ["prior_lines", "no_such_fact=2", "prior_lines=many"])
def test_a_supposition_that_makes_no_sense_ends_with_status_2(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", NEURO, "--what-if", given]) == 2
    assert capsys.readouterr().err


def test_the_command_line_compares_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", ZHOU, "--date", "2023-07-31", "--compare-date", "2024-05-01"]) == 0
    assert "us.cilta-cel: on label -> undetermined" in capsys.readouterr().out


def test_the_command_line_names_the_policies_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", NEURO, "--policy", "evidence-first"]) == 0
    capsys.readouterr()
    assert main(["evaluate", NEURO, "--policy", "mine"]) == 2
    assert "evidence-first" in capsys.readouterr().err
