"""The neurological history, and the windows since a stroke or seizure."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.findings import Condition, Neurology
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, FactSheet, Origin
from cardecide.facts.neurology import derive
from cardecide.facts.spans import at_most
from cardecide.facts.value import NEVER, Members, Span, Truth

Deriver = Callable[..., FactSheet]
VECTORS = Path(__file__).parents[1] / "data" / "vectors" / "neuro6m.vec"


def history(*conditions: dict[str, Any] | str, reviewed: str = "unknown") -> dict[str, Any]:
    entries = [{"condition": one} if isinstance(one, str) else one for one in conditions]
    return {"reviewed": reviewed, "conditions": entries}


def members(fact: Fact) -> Members:
    assert isinstance(fact.value, Members)
    return fact.value


def months(fact: Fact) -> Span:
    assert isinstance(fact.value, Span)
    return fact.value


@pytest.mark.parametrize(
    "line", VECTORS.read_text(encoding="utf-8").splitlines(), ids=lambda x: x.split(" ")[0]
)
@pytest.mark.parametrize(
    ("fact", "condition"), [("months_since_stroke", "stroke"), ("months_since_seizure", "seizure")]
)
def test_vector_neuro6m(derived: Deriver, line: str, fact: str, condition: str) -> None:
    given_input, expected = (json.loads(part) for part in line.rstrip(" |").split(" | ")[1:3])
    sheet = derived(
        decision_date=given_input["ref"],
        neurology=history({"condition": condition, "date": given_input["event"]}),
    )
    within = at_most(months(sheet[fact]), Decimal(6))
    assert within is (Truth.YES if expected else Truth.NO)


def test_a_history_that_was_taken_is_closed(derived: Deriver) -> None:
    sheet = derived(neurology=history("dementia", reviewed="yes"))
    assert members(sheet["neuro_history"]).includes("dementia") is Truth.YES
    assert members(sheet["neuro_history"]).includes("stroke") is Truth.NO
    assert sheet["neuro_history_taken"].value is Truth.YES
    assert sheet["months_since_stroke"].value == NEVER
    assert sheet["peripheral_neuropathy_grade"].value == Span.exactly(0)


@pytest.mark.parametrize("reviewed", ["unknown", "no"])
def test_a_history_that_was_not_taken_leaves_the_rest_open(derived: Deriver, reviewed: str) -> None:
    sheet = derived(neurology=history("dementia", reviewed=reviewed))
    assert members(sheet["neuro_history"]).includes("dementia") is Truth.YES
    assert members(sheet["neuro_history"]).includes("stroke") is Truth.UNKNOWN
    assert sheet["months_since_stroke"].value == Span()
    assert sheet["peripheral_neuropathy_grade"].value == Span()


@pytest.mark.parametrize(
    ("status", "truth"), [("active", Truth.YES), ("resolved", Truth.NO), ("unknown", Truth.UNKNOWN)]
)
@pytest.mark.parametrize("reviewed", ["yes", "unknown"])
def test_active_follows_the_status(derived: Deriver, status: str, truth: Truth, reviewed: str) -> None:
    sheet = derived(neurology=history({"condition": "epilepsy", "status": status}, reviewed=reviewed))
    assert members(sheet["neuro_active"]).includes("epilepsy") is truth
    assert members(sheet["neuro_history"]).includes("epilepsy") is Truth.YES
    other = Truth.NO if reviewed == "yes" else Truth.UNKNOWN
    assert members(sheet["neuro_active"]).includes("psychosis") is other


def test_epilepsy_is_a_history_of_seizures(derived: Deriver) -> None:
    sheet = derived(neurology=history({"condition": "epilepsy", "date": "2026-10-20"}, reviewed="yes"))
    assert members(sheet["neuro_history"]).includes("seizure") is Truth.YES
    assert months(sheet["months_since_seizure"]) == Span.exactly(1)


def test_a_lesion_in_the_nervous_system_belongs_to_the_history(derived: Deriver) -> None:
    sheet = derived(
        neurology=history(reviewed="yes"),
        extramedullary={"status": "present", "lesions": [{"site": "brain", "kind": "cns"}]},
    )
    assert members(sheet["neuro_history"]).includes("cns_myeloma") is Truth.YES
    assert members(sheet["neuro_active"]).includes("cns_myeloma") is Truth.YES


def test_an_intracranial_hemorrhage_may_have_been_a_stroke(derived: Deriver) -> None:
    sheet = derived(
        neurology=history({"condition": "intracranial_hemorrhage", "date": "2026-05-19"}, reviewed="yes")
    )
    assert members(sheet["neuro_history"]).includes("stroke") is Truth.UNKNOWN
    fact = sheet["months_since_stroke"]
    # If it was one, it lies more than six months back; if not, there was none.
    assert at_most(months(fact), Decimal(6)) is Truth.NO
    assert months(fact).high is None
    assert fact.questions


def test_a_recent_hemorrhage_leaves_the_window_open(derived: Deriver) -> None:
    fact = derived(neurology=history({"condition": "intracranial_hemorrhage", "date": "2026-10-01"}))
    assert at_most(months(fact["months_since_stroke"]), Decimal(6)) is Truth.UNKNOWN


def test_a_transient_ischemic_attack_is_not_a_stroke(derived: Deriver) -> None:
    sheet = derived(
        neurology=history({"condition": "transient_ischemic_attack", "date": "2026-10-01"}, reviewed="yes")
    )
    assert members(sheet["neuro_history"]).includes("stroke") is Truth.NO
    assert sheet["months_since_stroke"].value == NEVER


def test_the_last_of_several_events_counts(derived: Deriver) -> None:
    sheet = derived(
        neurology=history(
            {"condition": "stroke", "date": "2020-01-01"}, {"condition": "stroke", "date": "2026-09-20"}
        )
    )
    assert months(sheet["months_since_stroke"]) == Span.exactly(2)


def test_an_event_without_a_date_is_asked_about(derived: Deriver) -> None:
    fact = derived(neurology=history("dementia", "stroke", reviewed="yes"))["months_since_stroke"]
    assert fact.value == Span()
    assert fact.questions[0].field == "neurology.conditions[1].date"
    onset = derived(neurology=history({"condition": "stroke", "onset": "2026-09-20"}))["months_since_stroke"]
    assert onset.value == Span(Decimal(0), Decimal(2))


def test_windows_are_measured_at_the_planned_apheresis(derived: Deriver) -> None:
    neurology = history({"condition": "stroke", "date": "2026-05-25"})
    at_decision = derived(neurology=neurology)["months_since_stroke"]
    at_apheresis = derived(neurology=neurology, logistics={"planned_apheresis": "2026-11-30"})[
        "months_since_stroke"
    ]
    assert at_most(months(at_decision), Decimal(6)) is Truth.YES
    assert at_most(months(at_apheresis), Decimal(6)) is Truth.NO


@settings(deadline=None)
@given(
    st.builds(PartialDate, st.integers(2024, 2026), st.none() | st.integers(1, 12)),
    st.sampled_from(["2026-11-20", "2026-11", "2026-08-31", "2026"]).map(PartialDate.parse),
    st.sampled_from([3, 6, 12, 24]),
)
def test_a_partial_date_decides_only_what_all_its_days_agree_on(
    event: PartialDate, reference: PartialDate, limit: int
) -> None:
    def within(date: PartialDate) -> Truth:
        conditions = (Condition(condition="stroke", date=date),)
        case = Case(id="T", neurology=Neurology(conditions=conditions))
        found = {fact.name: fact for fact in derive(Context(case, reference, reference, {}))}
        return at_most(months(found["months_since_stroke"]), Decimal(limit))

    days = [event.first + timedelta(days=n) for n in range((event.last - event.first).days + 1)]
    verdicts = {within(PartialDate.of(day)) for day in days if day <= reference.last}
    if verdicts:
        assert within(event) is (verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("entry", "low", "high"),
    [
        ({"status": "active", "grade": 2}, 2, 2),
        ({"status": "active"}, 1, 5),
        ({"status": "resolved", "grade": 3}, 0, 0),
        ({"grade": 2}, 0, 2),
        ({}, 0, 5),
    ],
)
def test_neuropathy_grade(derived: Deriver, entry: dict[str, Any], low: int, high: int) -> None:
    fact = derived(neurology=history({"condition": "peripheral_neuropathy", **entry}))[
        "peripheral_neuropathy_grade"
    ]
    assert fact.value == Span(Decimal(low), Decimal(high))
    assert bool(fact.questions) is (low < high)


def test_the_worst_of_several_neuropathies_counts(derived: Deriver) -> None:
    entry = {"condition": "peripheral_neuropathy", "status": "active"}
    fact = derived(neurology=history({**entry, "grade": 1}, {**entry, "grade": 3}))[
        "peripheral_neuropathy_grade"
    ]
    assert fact.value == Span.exactly(3)


def test_the_baseline_is_as_entered(derived: Deriver) -> None:
    sheet = derived(neurology={"ice_score": 10, "moca_score": 27, "handwriting_sample": "yes"})
    assert sheet["ice_score"].value == Span.exactly(10)
    assert sheet["moca_score"].value == Span.exactly(27)
    assert (sheet["handwriting_sample"].value, sheet["handwriting_sample"].origin) == (
        Truth.YES,
        Origin.ENTERED,
    )


def test_a_hemorrhagic_stroke_is_a_stroke_and_a_bleed(derived: Deriver) -> None:
    entry = {"condition": "haemorrhagic stroke", "date": "2026-05-20", "status": "resolved"}
    sheet = derived(neurology=history(entry, reviewed="yes"))
    for name in ("hemorrhagic_stroke", "stroke", "intracranial_hemorrhage"):
        assert members(sheet["neuro_history"]).includes(name) is Truth.YES
    assert months(sheet["months_since_stroke"]) == Span.exactly(6)
    assert sheet["months_since_stroke"].questions == ()
    ischemic = derived(neurology=history("stroke", reviewed="yes"))
    assert members(ischemic["neuro_history"]).includes("intracranial_hemorrhage") is Truth.NO


def test_a_bleed_alone_bounds_the_time_since_a_stroke_only_in_a_whole_history(derived: Deriver) -> None:
    entry = {"condition": "intracranial_hemorrhage", "date": "2026-05-20"}
    taken = derived(neurology=history(entry, reviewed="yes"))["months_since_stroke"]
    assert taken.value == Span(low=Decimal(6))
    not_taken = derived(neurology=history(entry))["months_since_stroke"]
    assert not_taken.value == Span()


def test_a_lesion_of_the_central_nervous_system_is_part_of_the_history(derived: Deriver) -> None:
    cns = derived(extramedullary={"lesions": [{"site": "brain", "kind": "cns"}]})
    assert members(cns["neuro_history"]).includes("cns_myeloma") is Truth.YES
    liver = derived(
        extramedullary={"lesions": [{"site": "liver", "kind": "extraosseous"}]}, neurology={"reviewed": "yes"}
    )
    assert members(liver["neuro_history"]).includes("cns_myeloma") is Truth.NO


def test_the_history_says_its_entries_and_its_newest_date(derived: Deriver) -> None:
    entries = [
        {"condition": "seizure", "date": "2024-01-01", "status": "resolved"},
        {"condition": "peripheral_neuropathy", "onset": "2025-02-03", "status": "active", "grade": 1},
    ]
    sheet = derived(neurology={"conditions": entries, "reviewed": "yes", "date": "2026-10-01"})
    for name in ("neuro_history", "neuro_active"):
        assert sheet[name].origin is Origin.DERIVED
        assert len(sheet[name].basis) == 3
        assert str(sheet[name].as_of) == "2025-02-03"
    assert sheet["neuro_history_taken"].origin is Origin.ENTERED
    assert str(sheet["neuro_history_taken"].as_of) == "2026-10-01"
    grade = sheet["peripheral_neuropathy_grade"]
    assert (grade.origin, len(grade.basis), str(grade.as_of)) == (Origin.DERIVED, 1, "2025-02-03")


def test_neuropathy_of_a_history_without_it_is_grade_0_and_says_why(derived: Deriver) -> None:
    fact = derived(neurology={"reviewed": "yes"})["peripheral_neuropathy_grade"]
    assert fact.origin is Origin.DERIVED
    assert [line.id for line in fact.basis] == ["history.taken"]


def test_a_neuropathy_without_a_grade_is_asked_about_at_its_entry(derived: Deriver) -> None:
    entries = [
        {"condition": "migraine"},
        {"condition": "peripheral_neuropathy", "status": "active"},
        {"condition": "peripheral_neuropathy", "status": "active", "grade": 2},
    ]
    fact = derived(neurology={"conditions": entries})["peripheral_neuropathy_grade"]
    assert fact.value == Span(Decimal(2), Decimal(5))
    (question,) = fact.questions
    assert question.id == "neuropathy-grade"
    assert question.field == "neurology.conditions[1].grade"
    assert question.text.id == "neurology.neuropathy-grade"


@pytest.mark.parametrize(
    ("answer", "truth"), [("yes", Truth.YES), ("no", Truth.NO), ("unknown", Truth.UNKNOWN)]
)
def test_drugs_that_look_like_parkinsonism_are_as_entered(
    derived: Deriver, answer: str, truth: Truth
) -> None:
    fact = derived(neurology={"movement_disorder_drugs": answer})["movement_disorder_drugs"]
    assert fact.value is truth
    assert fact.origin is (Origin.MISSING if truth is Truth.UNKNOWN else Origin.ENTERED)


@pytest.mark.parametrize(("name", "value"), [("ice_score", 9), ("moca_score", 27)])
def test_baseline_scores_are_as_entered(derived: Deriver, name: str, value: int) -> None:
    fact = derived(neurology={name: value})[name]
    assert fact.value == Span.exactly(value)
    assert fact.origin is Origin.ENTERED


@pytest.mark.parametrize("status", ["active", "resolved", "unknown"])
def test_a_word_that_stands_for_two_conditions_is_asked_about(derived: Deriver, status: str) -> None:
    word = {"condition": "parkinsonism", "status": status}
    sheet = derived(neurology=history(word, reviewed="yes"))
    ever, active = members(sheet["neuro_history"]), members(sheet["neuro_active"])
    for reading in ("parkinson_disease", "drug_induced_parkinsonism"):
        assert ever.includes(reading) is Truth.UNKNOWN
        assert active.includes(reading) is (Truth.NO if status == "resolved" else Truth.UNKNOWN)
    assert ever.includes("stroke") is Truth.NO
    assert [one.field for one in sheet["neuro_history"].questions] == ["neurology.conditions[0]"]


def test_a_clear_word_beside_the_unclear_one_stands(derived: Deriver) -> None:
    both = history("parkinsonism", "parkinson_disease", reviewed="yes")
    ever = members(derived(neurology=both)["neuro_history"])
    assert ever.includes("parkinson_disease") is Truth.YES
    assert ever.includes("drug_induced_parkinsonism") is Truth.UNKNOWN


def test_a_brain_injury_of_unknown_severity_is_not_a_severe_one(derived: Deriver) -> None:
    ever = members(derived(neurology=history("TBI", reviewed="yes"))["neuro_history"])
    assert ever.includes("severe_brain_injury") is Truth.UNKNOWN


def test_a_bleed_after_a_certain_stroke_may_have_been_the_last(derived: Deriver) -> None:
    stroke = {"condition": "stroke", "date": "2026-01-20", "status": "resolved"}
    bleed = {"condition": "intracranial_hemorrhage", "date": "2026-09-20", "status": "resolved"}
    fact = derived(neurology=history(stroke, bleed, reviewed="yes"))["months_since_stroke"]
    assert fact.value == Span(Decimal(2), Decimal(10))
    (question,) = [one for one in fact.questions if one.id == "counts-as"]
    assert question.field == "neurology.conditions[1]"
    assert dict(question.text.parts) == {
        "condition": "@conditions:intracranial_hemorrhage",
        "kind": "@conditions:stroke",
    }
    earlier = derived(neurology=history(stroke, {**bleed, "date": "2025-09-20"}, reviewed="yes"))
    assert earlier["months_since_stroke"].value == Span.exactly(10)
    undated = derived(neurology=history({**bleed, "date": None}, reviewed="yes"))["months_since_stroke"]
    assert undated.value == Span()


def test_a_condition_is_said_with_its_grade_and_its_newest_date(derived: Deriver) -> None:
    entries = [
        {"condition": "peripheral_neuropathy", "status": "active", "grade": 2, "onset": "2024-01-01"},
        {"condition": "seizure", "onset": "2023-01-01", "date": "2025-01-01"},
        {"condition": "dementia"},
    ]
    lines = [dict(line.parts) for line in derived(neurology=history(*entries))["neuro_history"].basis]
    assert [(line["grade"], str(line["date"])) for line in lines] == [
        (", CTCAE 2", "2024-01-01"),
        ("", "2025-01-01"),
        ("", "@history:no-date"),
    ]


def test_a_word_that_stands_for_other_conditions_was_no_stroke(derived: Deriver) -> None:
    sheet = derived(neurology=history({"condition": "parkinsonism", "date": "2026-10-20"}, reviewed="yes"))
    for name in ("months_since_stroke", "months_since_seizure"):
        assert (sheet[name].value, sheet[name].questions) == (NEVER, ())
