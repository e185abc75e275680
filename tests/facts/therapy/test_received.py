"""Received and what it rests on: classes, BCMA-directed therapy, runs of a drug, cycles."""

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.drug_runs import Dose, runs_of
from cardecide.facts.timeline import timeline
from cardecide.facts.value import Options, Span, Truth

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN


def given(*drugs, start="2024-01-01", **fields):
    return {"drugs": list(drugs), "start": start, **fields}


def said(fact, *parts):
    """Of each sentence of the basis its name and the parts asked for."""
    return [(line.id, *(str(dict(line.parts)[part]) for part in parts)) for line in fact.basis]


def asked(fact):
    return [(question.id, question.field) for question in fact.questions]


def test_a_drug_that_only_the_name_promises_leaves_its_class_open(derive):
    facts = derive([given("bortezomib", "dexamethasone", regimen="VRd")])
    classes = facts["exposed_classes"].value
    assert (classes.includes("PI"), classes.includes("IMiD")) == (YES, OPEN)


def test_a_regimen_by_its_name_takes_no_earlier_class_away(derive):
    classes = derive([given("daratumumab"), {"regimen": "VRd", "start": "2024"}])["exposed_classes"].value
    assert {"PI", "IMiD", "anti-CD38"} <= classes.present


def test_each_class_is_shown_by_a_drug_of_it(derive):
    fact = derive([given("dexamethasone", "bortezomib", "lenalidomide", "daratumumab")])[
        "triple_class_exposed"
    ]
    assert said(fact, "drug", "drug_class") == [
        ("therapy.received", "@drugs:bortezomib", "@value:PI"),
        ("therapy.received", "@drugs:lenalidomide", "@value:IMiD"),
        ("therapy.received", "@drugs:daratumumab", "@value:anti-CD38"),
    ]
    # What only the name promises shows nothing.
    fact = derive([given("bortezomib", regimen="VRd")])["triple_class_exposed"]
    assert said(fact, "drug") == [("therapy.received", "@drugs:bortezomib")]


def test_an_expanded_name_says_its_certain_drugs_and_a_mismatch_what_is_missing(derive):
    lines = derive(
        [{"regimen": "BVd", "start": "2024"}, given("bortezomib", "dexamethasone", regimen="VRd")]
    )["exposed_drugs"].basis
    parts = [(line.id, dict(line.parts)) for line in lines if line.id != "therapy.received"]
    assert [(name, one["regimen"], one["drugs"]) for name, one in parts] == [
        ("therapy.expanded", "BVd", "@drugs:bortezomib|dexamethasone"),
        ("therapy.mismatch", "VRd", "@drugs:lenalidomide"),
    ]


# BVd may hold belantamab mafodotin or bendamustine.
PERHAPS = {"regimen": "BVd", "drugs": ["B", "V", "d"], "start": "2024-01-01"}


def test_a_word_of_which_one_reading_is_directed_against_bcma_leaves_it_open(derived):
    for treatment in (PERHAPS, given("B", "dexamethasone"), given({"entered": "lenalidomide"})):
        facts = derived(treatments=[treatment])
        assert facts["prior_bcma_therapy"].value is OPEN
        perhaps = [("cellular.perhaps", "@drugs:belantamab mafodotin")] if "B" in treatment["drugs"] else []
        assert said(facts["prior_bcma_therapy"], "drug") == perhaps
        assert facts["best_response_to_bcma_therapy"].value == Options()
        assert facts["progression_after_bcma_therapy"].value is OPEN


BCMA = given(
    "teclistamab", "dexamethasone", start="2025-01-10", best_response="SD", progression="2025-04-10", cycles=4
)


def test_a_name_with_two_readings_is_not_said_to_have_been_either(derived):
    fact = derived(treatments=[{"regimen": "BVd", "start": "2024"}])["prior_bcma_therapy"]
    assert (fact.value, fact.basis) == (OPEN, ())


def test_only_bcma_directed_therapy_counts_for_the_response_to_it(derived):
    before = given("bortezomib", start="2020-01-01", best_response="CR", progression="no")
    facts = derived(treatments=[before, BCMA])
    assert facts["best_response_to_bcma_therapy"].value == Options(frozenset({"SD"}))
    assert facts["months_from_bcma_therapy_to_progression"].value == Span.exactly(3)
    assert said(facts["progression_after_bcma_therapy"], "regimen") == [
        ("response.progression-after", "teclistamab, dexamethasone")
    ]
    assert said(facts["prior_bcma_therapy"], "drug", "date") == [
        ("cellular.received", "@drugs:teclistamab", "2025-01-10")
    ]
    undated = {**BCMA, "start": None}
    assert said(derived(treatments=[undated])["prior_bcma_therapy"], "date") == [("cellular.received", "?")]


def test_what_may_have_been_bcma_therapy_too_leaves_a_better_response_open(derived):
    facts = derived(treatments=[given("B", "dexamethasone", start="2024-01-01"), BCMA])
    better = {"sCR", "CR", "VGPR", "PR", "MR", "SD"}
    assert facts["best_response_to_bcma_therapy"].value == Options(frozenset(better))
    assert facts["months_from_bcma_therapy_to_progression"].value == Span()


def test_no_progression_after_bcma_therapy_is_said(derived):
    facts = derived(treatments=[{**BCMA, "progression": "no"}, given("bortezomib", start="2026-01-01")])
    assert said(facts["progression_after_bcma_therapy"], "regimen") == [
        ("response.no-progression", "teclistamab, dexamethasone")
    ]
    open_ = derived(treatments=[{**BCMA, "progression": None}])["progression_after_bcma_therapy"]
    assert (open_.basis, asked(open_)) == ((), [("response.progression.0", "treatments[0].progression")])


def test_the_best_response_says_those_entered_and_asks_for_the_rest(derived):
    told = given("bortezomib", start="2020-01-01", best_response="PR")
    fact = derived(treatments=[told, given("lenalidomide")])["best_response_ever"]
    assert said(fact, "regimen", "response") == [("response.best", "bortezomib", "PR")]
    assert asked(fact) == [("response.best.1", "treatments[1].best_response")]


def test_cycles_are_said_as_given_or_by_the_progression_that_stands_for_them(derived):
    facts = derived(
        treatments=[
            given("bortezomib", best_response="PD"),
            given("lenalidomide", start="2025-01-01", best_response="PR", cycles=1),
        ]
    )
    assert said(facts["one_cycle_of_each_regimen"], "regimen") == [
        ("response.best", "bortezomib"),
        ("cycles.given", "lenalidomide"),
    ]
    assert said(facts["two_cycles_of_each_regimen"], "regimen") == [("cycles.given", "lenalidomide")]
    open_ = derived(treatments=[given("bortezomib"), given("lenalidomide", start="2025-01-01", cycles=1)])[
        "two_cycles_of_each_regimen"
    ]
    assert [(question.field, question.text.id) for question in open_.questions] == [
        ("treatments[0].cycles", "cycles.ask"),
        ("treatments[1].best_response", "response.ask.best"),
    ]


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ((0, 1, 2), [[0, 1, 2]]),
        ((0, 2, 3), [[0], [2, 3]]),
        ((0, 1, 3), [[0, 1], [3]]),
        ((0, 2, 4), [[0], [2], [4]]),
    ],
)
def test_a_drug_runs_on_through_neighboring_treatments(positions, expected):
    days = [("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-28"), ("2024-03-01", "2024-03-31")]
    days += [("2024-04-01", "2024-04-30"), ("2024-05-01", "2024-05-31")]
    case = Case.model_validate(
        {"id": "T", "treatments": [given("lenalidomide", start=start, stop=stop) for start, stop in days]}
    )
    on = PartialDate.parse("2026-11-20")
    entries = timeline(Context(case, on, on, {}))
    doses = [Dose(place, entries[place], entries[place].drugs.given[0]) for place in positions]
    found = runs_of(doses, join_unclear=False)
    assert [[dose.position for dose in run] for run in found] == expected


def test_the_last_therapy_says_its_progression_and_its_last_dose(derive):
    told = given("bortezomib", stop="2024-06-01", progression="2024-09-01", regimen="Vd")
    for stop, shown in (("2024-06-01", "2024-06-01"), ("ongoing", "ongoing"), (None, "?")):
        fact = derive([{**told, "stop": stop}])["progressed_on_last_therapy"]
        assert said(fact, "regimen", "date", "stop") == [("response.progression", "Vd", "2024-09-01", shown)]


@pytest.mark.parametrize(
    ("fields", "asked_for"),
    [
        ({}, ["response.progression.0", "response.best.0"]),
        ({"best_response": "PR"}, ["response.progression.0"]),
        ({"best_response": "PR", "stop": None, "progression": "2024-09-01"}, ["response.stop.0"]),
        ({"stop": None, "progression": "2024-09-01"}, ["response.stop.0", "response.best.0"]),
    ],
)
def test_what_is_asked_of_the_last_therapy(derive, fields, asked_for):
    fact = derive([given("bortezomib", **{"stop": "2024-06-01", **fields})])["refractory_to_last_line"]
    assert fact.value is OPEN
    assert [question.id for question in fact.questions] == asked_for


def test_a_minimal_response_rests_on_the_responses_entered_and_asks_for_the_others(derive):
    fact = derive([given("bortezomib", best_response="SD", cycles=4), given("lenalidomide", start="2025")])[
        "minimal_response_ever"
    ]
    assert fact.value is OPEN
    assert said(fact, "regimen", "response") == [("response.best", "bortezomib", "SD")]
    assert asked(fact) == [("response.best.1", "treatments[1].best_response")]
