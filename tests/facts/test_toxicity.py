"""Recorded CRS and ICANS: graded by ASTCT, never pooled with another system, never used to choose."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.case import read_case_text
from cardecide.case.model import Case
from cardecide.case.writing import dump_case
from cardecide.engine import Pack, load_rulebook
from cardecide.engine.expression import atoms
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import FactSheet
from cardecide.facts.value import Span
from cardecide.locations import bundled
from cardecide.reading.problem import InputError

Deriver = Callable[..., FactSheet]

CRS: dict[str, Any] = {
    "kind": "crs",
    "temperature": "39.1",
    "blood_pressure": "hypotension",
    "oxygen": "room_air",
    "anticytokine_therapy": "no",
}
ICANS: dict[str, Any] = {
    "kind": "icans",
    "ice_score": 8,
    "arousal": "awake",
    "seizure": "none",
    "motor_weakness": "no",
    "edema": "none",
}


def crs(derived: Deriver, **change: Any) -> Any:
    return derived(toxicity=[{**CRS, **change}])["crs_grade"]


def icans(derived: Deriver, **change: Any) -> Any:
    return derived(toxicity=[{**ICANS, **change}])["icans_grade"]


def test_nothing_recorded_is_not_known(derived: Deriver) -> None:
    for name in ("crs_grade", "icans_grade"):
        assert derived()[name].value == Span()


def test_a_case_keeps_its_observations() -> None:
    observed = [{**CRS, "date": "2026-12-01"}, {**ICANS, "grade": 1, "grading_system": "ASTCT-2019"}]
    case = Case.model_validate({"id": "T", "decision_date": "2026-11-20", "toxicity": observed})
    assert read_case_text(dump_case(case)).case == case
    assert len(case.toxicity) == 2


@pytest.mark.parametrize(
    "change", [{"kind": "rash"}, {"ice_score": 11}, {"temperature": 102}, {"grade": 6}, {"dose": 1}]
)
def test_what_cannot_be_is_refused(change: dict[str, Any]) -> None:
    text = "format: cardecide-case/1\nid: T\ntoxicity:\n  - " + str({**CRS, **change}).replace("'", '"')
    with pytest.raises(InputError) as refused:
        read_case_text(text)
    assert "toxicity" in refused.value.problems[0].field


@pytest.mark.parametrize(
    ("change", "grade"),
    [
        ({"temperature": "38.0", "blood_pressure": "normal"}, 1),
        ({"temperature": "37.9", "blood_pressure": "normal"}, 0),
        ({}, 2),
        ({"oxygen": "low_flow", "blood_pressure": "normal"}, 2),
        ({"blood_pressure": "one_vasopressor"}, 3),
        ({"oxygen": "high_flow_or_mask"}, 3),
        ({"blood_pressure": "several_vasopressors"}, 4),
        ({"oxygen": "positive_pressure"}, 4),
        ({"temperature": "37"}, 0),
        ({"temperature": "37", "anticytokine_therapy": "yes"}, 2),
    ],
)
def test_crs_by_its_signs(derived: Deriver, change: dict[str, Any], grade: int) -> None:
    assert crs(derived, **change).value == Span.exactly(grade)


@pytest.mark.parametrize(
    ("change", "grade"),
    [
        ({}, 1),
        ({"ice_score": 10}, 0),
        ({"ice_score": 6}, 2),
        ({"ice_score": 2}, 3),
        ({"arousal": "awakens_to_voice"}, 2),
        ({"arousal": "awakens_to_touch"}, 3),
        ({"arousal": "unarousable"}, 4),
        ({"arousal": "awakens_spontaneously"}, 1),
        ({"seizure": "brief"}, 3),
        ({"seizure": "prolonged"}, 4),
        ({"edema": "focal"}, 3),
        ({"edema": "diffuse"}, 4),
        ({"motor_weakness": "yes"}, 4),
    ],
)
def test_icans_by_its_signs(derived: Deriver, change: dict[str, Any], grade: int) -> None:
    assert icans(derived, **change).value == Span.exactly(grade)


def test_a_sign_that_is_not_entered_may_have_been_anything(derived: Deriver) -> None:
    fact = crs(derived, oxygen=None)
    assert fact.value == Span(2, 4)
    assert [question.field for question in fact.questions] == ["toxicity[0].oxygen"]
    assert crs(derived, temperature=None).value == Span(0, 2)
    assert crs(derived, blood_pressure=None).value == Span(1, 4)
    assert crs(derived, temperature="37", anticytokine_therapy="unknown").value == Span(0, 2)
    assert icans(derived, ice_score=None).value == Span(0, 3)
    assert icans(derived, arousal=None, ice_score=10).value == Span(0, 4)
    for name in ("seizure", "edema"):
        assert icans(derived, **{name: None}).value == Span(1, 4)
    assert icans(derived, motor_weakness="unknown").value == Span(1, 4)


def test_the_worst_sign_settles_the_grade(derived: Deriver) -> None:
    assert icans(derived, seizure="prolonged", arousal=None, edema=None).value == Span.exactly(4)


def test_a_recorded_grade_counts_by_its_system(derived: Deriver) -> None:
    def only(**recorded: Any) -> Any:
        return derived(toxicity=[{"kind": "crs", **recorded}])["crs_grade"]

    assert only(grade=2, grading_system="ASTCT-2019").value == Span.exactly(2)
    assert only(grade=5, grading_system="ASTCT-2019").value == Span.exactly(5)
    assert only(grade=2, grading_system="Lee-2014").value == Span()
    fact = only(grade=2)
    assert fact.value == Span()
    assert "toxicity[0].grading_system" in [question.field for question in fact.questions]


def test_grades_of_two_systems_are_not_pooled(derived: Deriver) -> None:
    other = {"kind": "crs", "grade": 4, "grading_system": "Lee-2014"}
    fact = derived(toxicity=[CRS, other])["crs_grade"]
    assert fact.value == Span(2, 5)
    assert any("Lee-2014" in str(line.parts) for line in fact.basis)


def test_a_recorded_grade_that_its_signs_do_not_give_is_asked_about(derived: Deriver) -> None:
    fact = crs(derived, grade=3, grading_system="ASTCT-2019")
    assert fact.value == Span(2, 3)
    assert [question.field for question in fact.questions] == ["toxicity[0].grade"]
    assert crs(derived, grade=2, grading_system="ASTCT-2019").value == Span.exactly(2)
    narrowed = crs(derived, oxygen=None, grade=3, grading_system="ASTCT-2019")
    assert narrowed.value == Span.exactly(3)


def test_death_is_recorded_whatever_the_signs_before_it(derived: Deriver) -> None:
    assert crs(derived, grade=5, grading_system="ASTCT-2019").value == Span.exactly(5)
    assert icans(derived, grade=5, grading_system="ASTCT-2019").value == Span.exactly(5)


def test_a_grade_of_another_system_may_be_any_grade(derived: Deriver) -> None:
    other = {"kind": "crs", "grade": 4, "grading_system": "Lee-2014"}
    assert derived(toxicity=[other, CRS])["crs_grade"].value == Span(Decimal(2), Decimal(5))
    none = {"kind": "crs", "grade": 0, "grading_system": "ASTCT-2019"}
    assert derived(toxicity=[other, none])["crs_grade"].value == Span()
    mild = {**none, "grade": 1}
    assert derived(toxicity=[other, mild])["crs_grade"].value == Span(Decimal(1), Decimal(5))


def test_the_highest_of_several_observations(derived: Deriver) -> None:
    mild = {**CRS, "blood_pressure": "normal", "date": "2026-12-01"}
    fact = derived(toxicity=[mild, {**CRS, "date": "2026-12-03"}])["crs_grade"]
    assert fact.value == Span.exactly(2)
    assert str(fact.as_of) == "2026-12-03"


def named_in(pack: Pack) -> set[str]:
    """Every fact that a pack's conditions ask about."""
    conditions = [criterion.condition for criterion in pack.criteria]
    return {atom.fact for condition in conditions if condition for atom in atoms(condition)}


def test_no_rule_that_bears_on_the_choice_names_a_fact_of_after_infusion() -> None:
    after = {name for name, fact in catalogue().items() if fact.after_infusion}
    assert after == {"crs_grade", "icans_grade"}
    packs = load_rulebook(bundled("rules")).packs.values()
    assert "age" in set().union(*map(named_in, packs))
    for pack in packs:
        assert not named_in(pack) & after, pack.id


def test_no_bundled_rule_file_mentions_a_fact_of_after_infusion() -> None:
    files = [file for file in bundled("rules").rglob("*.yaml") if not file.name.endswith(".tests.yaml")]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "crs_grade" not in text and "icans_grade" not in text, file.name


@pytest.mark.parametrize(
    ("recorded", "low", "high"), [(0, 0, 4), (1, 1, 4), (2, 2, 2), (3, 3, 3), (4, 4, 4), (5, 5, 5)]
)
def test_a_recorded_grade_settles_what_its_signs_leave_open_or_stands_beside_them(
    derived: Deriver, recorded: int, low: int, high: int
) -> None:
    fact = crs(derived, oxygen=None, grade=recorded, grading_system="ASTCT-2019")  # 2 to 4 by its signs
    assert fact.value == Span(Decimal(low), Decimal(high))
    assert [question.id for question in fact.questions] == (["toxicity.differs"] if low < high else [])


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ({}, ["toxicity.oxygen"]),
        ({"grading_system": "ASTCT-2019"}, ["toxicity.oxygen"]),
        ({"grade": 2, "grading_system": "Lee-2014"}, ["toxicity.oxygen"]),
        ({"grade": 2}, ["toxicity.system", "toxicity.oxygen"]),
    ],
)
def test_a_sign_is_asked_for_where_no_grade_by_this_system_stands(
    derived: Deriver, recorded: dict[str, Any], asked: list[str]
) -> None:
    assert [question.id for question in crs(derived, oxygen=None, **recorded).questions] == asked


@pytest.mark.parametrize(
    ("change", "grade", "day"),
    [
        ({}, "2", "@history:no-date"),
        ({"date": "2026-12-01"}, "2", "2026-12-01"),
        ({"oxygen": None}, "2–4", "@history:no-date"),
        ({"temperature": "37", "oxygen": None, "blood_pressure": "normal"}, "0", "@history:no-date"),
        ({"temperature": None}, "0–2", "@history:no-date"),
    ],
)
def test_an_observation_is_said_with_its_grade_and_day(
    derived: Deriver, change: dict[str, Any], grade: str, day: str
) -> None:
    (line,) = crs(derived, **change).basis
    parts = {key: str(value) for key, value in line.parts}
    assert (parts["kind"], parts["grade"], parts["date"]) == ("CRS", grade, day)


def test_a_grade_of_another_system_is_said_as_recorded(derived: Deriver) -> None:
    fact = derived(toxicity=[{"kind": "crs", "grade": 2, "grading_system": "Lee-2014"}])["crs_grade"]
    (line,) = fact.basis
    parts = {key: str(value) for key, value in line.parts}
    assert (line.id, parts["grade"], parts["entered"], parts["system"]) == (
        "toxicity.recorded",
        "0–5",
        "2",
        "Lee-2014",
    )
