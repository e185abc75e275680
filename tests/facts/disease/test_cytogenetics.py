"""Genetic abnormalities: three values each, conflicting results, and each study's own high risk."""

import itertools

import pytest

from cardecide.facts import cytogenetics
from cardecide.facts.cytogenetics import FACT_OF, HIGH_RISK, any_of_known
from cardecide.facts.fact import Origin
from cardecide.facts.value import Truth

NAMES = {"del_17p": "del(17p)", "t_4_14": "t(4;14)", "gain_1q": "gain(1q)"}


def found(abnormality, result, **more):
    return {"abnormality": abnormality, "result": result, **more}


def sheet_of(derive, *entries):
    return derive(cytogenetics, {"cytogenetics": list(entries)})


def test_nothing_entered_leaves_everything_unknown(derive):
    sheet = sheet_of(derive)
    for name in (*FACT_OF.values(), *HIGH_RISK):
        assert sheet[name] is Truth.UNKNOWN, name


@pytest.mark.parametrize("result", ["not_tested", "failed", "unknown"])
def test_a_test_without_a_result_leaves_it_open(derive, result):
    assert sheet_of(derive, found("del(17p)", result))["del_17p"] is Truth.UNKNOWN


def test_one_marker_makes_high_risk_and_one_negative_does_not_make_standard(derive):
    sheet = sheet_of(derive, found("del(17p)", "present", date="2019-12"))
    assert all(sheet[name] is Truth.YES for name in HIGH_RISK)
    assert sheet["t_4_14"] is Truth.UNKNOWN
    sheet = sheet_of(derive, found("del(17p)", "absent"))
    assert all(sheet[name] is Truth.UNKNOWN for name in HIGH_RISK)


def test_the_definitions_are_kept_apart(derive):
    negative = [found(name, "absent") for name in ("del(17p)", "t(4;14)", "t(14;16)")]
    sheet = sheet_of(derive, *negative, found("gain(1q)", "present", copies=3))
    assert sheet["high_risk_cytogenetics_karmma3"] is Truth.NO
    assert sheet["high_risk_cytogenetics_cartitude1"] is Truth.NO
    assert sheet["high_risk_cytogenetics_cartitude4"] is Truth.YES
    assert sheet["high_risk_cytogenetics_imwg2016"] is Truth.YES


def test_without_1q_cartitude_4_stays_open(derive):
    negative = [found(name, "absent") for name in ("del(17p)", "t(4;14)", "t(14;16)")]
    assert sheet_of(derive, *negative)["high_risk_cytogenetics_cartitude4"] is Truth.UNKNOWN


def test_hyperdiploidy_present_is_not_non_hyperdiploidy(derive):
    negative = [found(name, "absent") for name in ("del(17p)", "t(4;14)", "t(14;16)", "t(14;20)", "gain(1q)")]
    name = "high_risk_cytogenetics_imwg2016"
    assert sheet_of(derive, *negative)[name] is Truth.UNKNOWN
    assert sheet_of(derive, *negative, found("hyperdiploidy", "present"))[name] is Truth.NO
    assert sheet_of(derive, *negative, found("hyperdiploidy", "absent"))[name] is Truth.YES


def test_once_present_stays_and_a_newer_negative_is_asked_about(derive):
    sheet = sheet_of(
        derive,
        found("t(4;14)", "present", date="2019-12"),
        found("t(4;14)", "absent", date="2026-01"),
    )
    assert sheet["t_4_14"] is Truth.YES
    assert sheet.questions("t_4_14") == ["cytogenetics-conflict.t(4;14)"]
    assert sheet.facts["t_4_14"].questions[0].field == "cytogenetics[1].result"
    assert sheet.facts["t_4_14"].flags == ("FISH_CONFLICT",)


@pytest.mark.parametrize(
    ("copies", "amplified"), [(None, Truth.UNKNOWN), (3, Truth.NO), (4, Truth.YES), (6, Truth.YES)]
)
def test_four_copies_are_an_amplification(derive, copies, amplified):
    sheet = sheet_of(derive, found("gain(1q)", "present", copies=copies))
    assert sheet["gain_1q"] is Truth.YES
    assert sheet["amp_1q"] is amplified


def test_an_amplification_is_a_gain_and_no_gain_is_no_amplification(derive):
    assert sheet_of(derive, found("amp(1q)", "present"))["gain_1q"] is Truth.YES
    assert sheet_of(derive, found("gain(1q)", "absent"))["amp_1q"] is Truth.NO
    assert sheet_of(derive, found("amp(1q)", "absent"))["gain_1q"] is Truth.UNKNOWN


def test_members_are_known_one_by_one(derive):
    sheet = sheet_of(derive, found("del(17p)", "present"), found("t(4;14)", "absent"))
    members = sheet["cytogenetic_abnormalities"]
    assert members.includes("del(17p)") is Truth.YES
    assert members.includes("t(4;14)") is Truth.NO
    assert members.includes("t(14;16)") is Truth.UNKNOWN


def test_a_result_after_the_decision_date_does_not_count(derive):
    assert sheet_of(derive, found("del(17p)", "present", date="2026-09-15"))["del_17p"] is Truth.UNKNOWN


def test_a_result_of_the_decision_date_counts(derive):
    assert sheet_of(derive, found("del(17p)", "present", date="2026-09-14"))["del_17p"] is Truth.YES


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_of_contradicting_results_is_asked_about(derive, order):
    entries = [
        found("t(4;14)", "present", date="2026-01"),
        found("t(4;14)", "absent", date="2019-12"),
    ][::order]
    fact = sheet_of(derive, *entries).facts["t_4_14"]
    newest = 0 if order == 1 else 1
    assert [question.field for question in fact.questions] == [f"cytogenetics[{newest}].result"]
    undated = sheet_of(derive, *[{**entries[0], "date": None}, entries[1]]).facts["t_4_14"]
    assert [question.field for question in undated.questions] == ["cytogenetics[0].result"]


def test_a_result_is_told_with_its_date_and_with_its_relative_of_1q(derive):
    dated, undated = found("gain(1q)", "present", date="2026-01"), found("amp(1q)", "absent")
    sheet = sheet_of(derive, dated, undated, found("del(17p)", "present"))
    for name in ("gain_1q", "amp_1q"):
        told = {line.id for line in sheet.facts[name].basis}
        assert told == {"cytogenetics-present", "cytogenetics-absent-undated"}, name
    assert [line.id for line in sheet.facts["del_17p"].basis] == ["cytogenetics-present-undated"]
    assert sheet.facts["del_17p"].origin is Origin.DERIVED


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Truth.UNKNOWN, Truth.YES, Truth.YES),
        (Truth.NO, Truth.UNKNOWN, Truth.NO),
        (Truth.YES, Truth.YES, Truth.YES),
        (Truth.NO, Truth.NO, Truth.NO),
        (Truth.YES, Truth.NO, Truth.UNKNOWN),
        (Truth.NO, Truth.YES, Truth.UNKNOWN),
        (Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN),
    ],
)
def test_two_statements_of_one_finding(one, other, together):
    assert any_of_known(one, other) is together


def test_another_name_is_understood(derive):
    assert sheet_of(derive, found("17p deletion", "present"))["del_17p"] is Truth.YES


def test_filling_in_a_result_never_flips_a_definition(derive):
    markers = ("del(17p)", "t(4;14)", "gain(1q)")
    for results in itertools.product(("present", "absent", "not_tested"), repeat=3):
        before = sheet_of(derive, *map(found, markers, results))
        for place, answer in itertools.product(range(3), ("present", "absent")):
            if results[place] != "not_tested":
                continue
            filled = [*results[:place], answer, *results[place + 1 :]]
            after = sheet_of(derive, *map(found, markers, filled))
            for name in HIGH_RISK:
                assert before[name] in (Truth.UNKNOWN, after[name])


@pytest.mark.parametrize(("copies", "expected"), [((3, 4), Truth.YES), ((3, 3), Truth.NO), ((4,), Truth.YES)])
def test_four_copies_in_one_of_several_results_are_an_amplification(derive, copies, expected):
    gains = [found("gain(1q)", "present", copies=one, date=f"2026-0{one}-01") for one in copies]
    assert sheet_of(derive, *gains)["amp_1q"] is expected
