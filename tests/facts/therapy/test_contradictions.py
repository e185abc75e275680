"""Progressions that contradict each other, and those that lie on the 60th day, over a run of treatments."""

import pytest

from cardecide.facts.value import Truth

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN
RD = {
    "regimen": "Rd",
    "drugs": ["lenalidomide", "dexamethasone"],
    "start": "2021-01-01",
    "stop": "2021-06-01",
    "best_response": "VGPR",
}
LATE = {**RD, "progression": "2021-09-01"}  # 92 days after the last dose
VD = {"regimen": "Vd", "drugs": ["bortezomib"], "start": "2021-06-10", "stop": "2021-08-01"}
CLOSE = {"progression": "2021-07-20"}  # 49 days after the last dose of lenalidomide
CONTRADICTORY = ("PROGRESSION_CONTRADICTORY",)


def lenalidomide(derive, *treatments):
    return derive(list(treatments))["lenalidomide_refractory"]


def told(fact):
    return [line.id for line in fact.basis]


def test_a_first_progression_that_came_late_stands_against_an_earlier_one(derive):
    fact = lenalidomide(derive, LATE, {**VD, **CLOSE})
    assert (fact.value, fact.flags) == (OPEN, CONTRADICTORY)
    assert told(fact) == ["refractory.late"]
    month = lenalidomide(derive, LATE, {**VD, "start": "2021-06-10", "progression": "2021"})
    assert (month.value, month.flags) == (OPEN, CONTRADICTORY)
    alone = lenalidomide(derive, {**RD, "progression": "no"}, {**VD, **CLOSE})
    assert (alone.value, told(alone)) == (YES, ["refractory.progression-within-60-days"])


def test_a_later_treatment_that_says_nothing_does_not_stand_against_a_late_progression(derive):
    fact = lenalidomide(derive, LATE, VD)
    assert (fact.value, fact.flags) == (NO, ())
    assert told(fact) == ["refractory.late"]


def test_behind_a_treatment_that_says_nothing_the_next_is_still_heard(derive):
    silent = {**VD, "stop": "2021-06-20"}
    third = {"regimen": "Kd", "drugs": ["carfilzomib"], "start": "2021-06-25", "stop": "2021-08-01", **CLOSE}
    fact = lenalidomide(derive, LATE, silent, third)
    assert (fact.value, fact.flags) == (OPEN, CONTRADICTORY)


def test_the_last_treatment_of_a_run_says_whether_its_progression_came_late(derive):
    first = {**RD, "stop": "2021-03-01", "progression": "no"}
    again = {**LATE, "start": "2021-03-02"}
    fact = lenalidomide(derive, first, again, {**VD, **CLOSE})
    assert (fact.value, fact.flags) == (OPEN, CONTRADICTORY)


def test_one_contradiction_among_several_findings_leaves_it_open(derive):
    progressed = {**RD, "stop": "2021-03-01", "progression": "2021-03-01"}
    denied = {**RD, "start": "2021-03-02", "progression": "no", "reason_stopped": "progression"}
    fact = lenalidomide(derive, progressed, denied)
    assert (fact.value, fact.flags) == (OPEN, CONTRADICTORY)


def test_a_contradiction_about_progression_does_not_undo_a_missing_response(derive):
    fact = lenalidomide(
        derive,
        {**RD, "best_response": "SD", "cycles": 4, "progression": "no", "reason_stopped": "progression"},
    )
    assert (fact.value, fact.flags) == (YES, CONTRADICTORY)
    assert told(fact) == ["refractory.no-minimal-response"]


@pytest.mark.parametrize(("responses", "asked"), [(("SD", "unknown"), 1), (("unknown", "SD"), 1)])
def test_the_response_of_a_run_is_asked_of_its_last_treatment(derive, responses, asked):
    one, other = responses
    first = {**RD, "stop": "2021-03-01", "progression": "no", "best_response": one, "cycles": 2}
    second = {**RD, "start": "2021-03-02", "progression": "no", "best_response": other, "cycles": 3}
    (question,) = lenalidomide(derive, first, second).questions
    assert question.field == f"treatments[{asked}].best_response"


@pytest.mark.parametrize(
    ("stop", "day", "expected"),
    [
        ("2024-05-02", "2024-07", OPEN),  # the first of July is day 60
        ("2024-05-01", "2024-07", NO),  # and here day 61
        ("2024-06-01", "2024-07", YES),  # the last of July is day 60
        ("2024-05-31", "2024-07", OPEN),
    ],
)
def test_a_month_that_begins_or_ends_on_day_60(derive, stop, day, expected):
    fact = lenalidomide(derive, {**RD, "start": "2024-01-01", "stop": stop, "progression": day})
    assert fact.value is expected


@pytest.mark.parametrize(
    ("stop", "reason", "expected", "said"),
    [
        ("ongoing", "unknown", YES, ["refractory.stopped-for-progression"]),
        ("2021-06-01", "unknown", OPEN, []),
        ("2021-06-01", "progression", YES, ["refractory.stopped-for-progression"]),
    ],
)
def test_a_progression_without_a_date_is_on_the_drug_that_goes_on(derive, stop, reason, expected, said):
    fact = lenalidomide(derive, {**RD, "stop": stop, "progression": "yes", "reason_stopped": reason})
    assert (fact.value, told(fact)) == (expected, said)


def test_a_drug_stopped_for_progression_is_refractory_where_the_regimen_says_nothing(derive):
    drugs = [{"drug": "lenalidomide", "stop": "2021-04-01", "stop_reason": "progression"}, "dexamethasone"]
    facts = derive([{**RD, "drugs": drugs}])
    assert facts["lenalidomide_refractory"].value is YES
    denied = derive([{**RD, "drugs": drugs, "progression": "no"}])["lenalidomide_refractory"]
    assert (denied.value, denied.flags) == (OPEN, CONTRADICTORY)


@pytest.mark.parametrize(("day", "expected"), [("2021-01-01", YES), ("2020-12-31", OPEN)])
def test_a_progression_before_the_first_dose_is_a_contradiction(derive, day, expected):
    fact = lenalidomide(derive, {**RD, "progression": day})
    assert (fact.value, fact.flags) == (expected, () if expected is YES else CONTRADICTORY)


@pytest.mark.parametrize(("day", "flags"), [("2021", ("DATE_PRECISION",)), ("yes", ())])
def test_only_a_date_can_be_too_coarse(derive, day, flags):
    fact = lenalidomide(derive, {**RD, "progression": "no"}, {**VD, "progression": day})
    assert (fact.value, fact.flags) == (OPEN, flags)


def test_the_first_of_several_progressions_counts_for_early_relapse(derive):
    first = {
        "drugs": ["bortezomib"],
        "start": "2024-01-01",
        "stop": "2026-01-01",
        "progression": "2026-01-01",
    }
    undated = {"drugs": ["lenalidomide"], "stop": "2024-12-01", "reason_stopped": "progression"}
    assert derive([first])["early_relapse_12_months"].value is NO
    # At the latest when the second was stopped for it.
    assert derive([first, undated])["early_relapse_12_months"].value is YES
    silent = {**first, "stop": "2025-06-01", "progression": None}
    later = {"drugs": ["lenalidomide"], "start": "2025-07-01", "progression": "2026-01-01"}
    assert derive([silent, later])["early_relapse_12_months"].value is OPEN
