"""ASTCT grades of CRS and ICANS: the vectors, the boundaries, and what a missing sign leaves open."""

from decimal import Decimal

import pytest

from cardecide.facts.toxicity_grades import (
    Arousal,
    BloodPressure,
    Edema,
    Motor,
    Oxygen,
    Seizure,
    crs_grade,
    icans_grade,
)
from cardecide.facts.value import Truth

PRESSURES = {
    None: BloodPressure.NORMAL,
    "fluids": BloodPressure.HYPOTENSION_WITHOUT_VASOPRESSOR,
    "one": BloodPressure.ONE_VASOPRESSOR,
}
OXYGEN = {None: Oxygen.ROOM_AIR, "ppv": Oxygen.POSITIVE_PRESSURE}
AROUSAL = {
    None: Arousal.AWAKE,
    "awakens_spont": Arousal.AWAKENS_SPONTANEOUSLY,
    "tactile": Arousal.AWAKENS_TO_TOUCH,
    "unarousable": Arousal.UNAROUSABLE,
}
SEIZURE = {None: Seizure.NONE, "brief": Seizure.BRIEF}


def test_vector_crs(vector):
    row = vector.given
    assert crs_grade(row["temp"], PRESSURES[row.get("bp")], OXYGEN[row.get("o2")]) == vector.expected


def test_vector_icans(vector):
    row = vector.given
    grade = icans_grade(row["ice"], AROUSAL[row.get("arous")], SEIZURE[row.get("seiz")])
    assert grade == vector.expected


@pytest.mark.parametrize(("temperature", "grade"), [("37.9", 0), ("38.0", 1)])
def test_fever_begins_at_38(temperature, grade):
    assert crs_grade(Decimal(temperature)) == grade


def test_after_anticytokine_therapy_fever_is_no_longer_needed():
    low = BloodPressure.HYPOTENSION_WITHOUT_VASOPRESSOR
    assert crs_grade(Decimal(37), low, anticytokine_therapy=Truth.YES) == 2
    assert crs_grade(Decimal(37), low, anticytokine_therapy=Truth.UNKNOWN) is None
    assert crs_grade(Decimal(37), anticytokine_therapy=Truth.YES) == 0


def test_a_missing_sign_leaves_the_grade_open_unless_it_cannot_change_it():
    assert crs_grade(None) is None
    assert crs_grade(Decimal(39), None) is None
    assert crs_grade(Decimal(39), None, Oxygen.POSITIVE_PRESSURE) == 4
    assert crs_grade(Decimal(37), None) == 0
    assert icans_grade(None) is None
    assert icans_grade(None, Arousal.AWAKENS_TO_VOICE) is None
    assert icans_grade(None, Arousal.AWAKENS_TO_TOUCH) == 3
    assert icans_grade(10, None) is None


@pytest.mark.parametrize(("score", "grade"), [(10, 0), (9, 1), (7, 1), (6, 2), (3, 2), (2, 3), (0, 3)])
def test_ice_boundaries(score, grade):
    assert icans_grade(score) == grade


@pytest.mark.parametrize(
    "sign",
    [{"motor": Motor.DEEP_FOCAL_WEAKNESS}, {"edema": Edema.DIFFUSE_OR_RAISED_PRESSURE}],
)
def test_one_sign_of_grade_4_decides(sign):
    assert icans_grade(10, **sign) == 4
    assert icans_grade(None, None, **sign) == 4


@pytest.mark.parametrize("score", [-1, 11])
def test_an_ice_score_outside_the_scale_is_refused(score):
    with pytest.raises(ValueError, match="between 0 and 10"):
        icans_grade(score)


def test_without_any_sign_a_fever_may_be_any_grade_but_none():
    assert crs_grade(Decimal("38.5"), None, None) is None
    assert crs_grade(Decimal("37"), None, None) == 0
    assert crs_grade(Decimal("37"), None, None, anticytokine_therapy=Truth.YES) is None
    assert crs_grade(Decimal("37"), BloodPressure.NORMAL, None, anticytokine_therapy=Truth.YES) is None
    assert crs_grade(Decimal("38.5"), BloodPressure.SEVERAL_VASOPRESSORS, None) == 4


def test_the_worst_grade_needs_no_arousal():
    assert icans_grade(10, None, Seizure.PROLONGED_OR_REPETITIVE) == 4
    assert icans_grade(10, None, Seizure.BRIEF) is None


def test_waking_spontaneously_from_sleepiness_is_grade_1_with_a_full_score():
    assert icans_grade(10, Arousal.AWAKENS_SPONTANEOUSLY) == 1
    assert icans_grade(10, Arousal.AWAKE) == 0


@pytest.mark.parametrize(
    ("pressure", "oxygen", "grade"),
    [
        (BloodPressure.HYPOTENSION_WITHOUT_VASOPRESSOR, Oxygen.ROOM_AIR, 2),
        (BloodPressure.ONE_VASOPRESSOR, Oxygen.ROOM_AIR, 3),
        (BloodPressure.SEVERAL_VASOPRESSORS, Oxygen.ROOM_AIR, 4),
        (BloodPressure.NORMAL, Oxygen.LOW_FLOW, 2),
        (BloodPressure.NORMAL, Oxygen.HIGH_FLOW_OR_MASK, 3),
        (BloodPressure.NORMAL, Oxygen.POSITIVE_PRESSURE, 4),
    ],
)
def test_each_sign_of_cytokine_release_alone(pressure, oxygen, grade):
    assert crs_grade(Decimal(39), pressure, oxygen) == grade


@pytest.mark.parametrize(
    ("signs", "grade"),
    [
        ({"arousal": Arousal.AWAKENS_SPONTANEOUSLY}, 1),
        ({"arousal": Arousal.AWAKENS_TO_VOICE}, 2),
        ({"arousal": Arousal.AWAKENS_TO_TOUCH}, 3),
        ({"arousal": Arousal.UNAROUSABLE}, 4),
        ({"seizure": Seizure.BRIEF}, 3),
        ({"edema": Edema.FOCAL}, 3),
    ],
)
def test_each_neurological_sign_alone(signs, grade):
    assert icans_grade(10, **signs) == grade
