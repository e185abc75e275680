"""Single steps of the count of lines, each where its rule begins and ends."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.base import YesNo
from cardecide.case.choices import Phase
from cardecide.case.drugs import drugs_counting_as
from cardecide.facts.line_rules import Convention, Kind, Reason, Step, count_lines
from cardecide.facts.value import Truth

RD = frozenset({"lenalidomide", "dexamethasone"})
VRD = RD | {"bortezomib"}


def step(drugs=RD, place=1, **more):
    return Step(place=place, kind=more.pop("kind", Kind.DRUGS), drugs=drugs, **more)


def counted(*steps, convention=Convention.IMWG_2015):
    count = count_lines(steps, convention)
    return count.strict, count.low, count.high, [flag for flag, _ in count.flags]


FIRST = step(VRD, place=0)


@pytest.mark.parametrize(
    ("drugs", "gap", "flags"),
    [
        (RD, (61, 61), ["LATE_START_UNPLANNED"]),
        (RD, (60, 60), []),
        (RD, (30, 90), ["LATE_START_UNPLANNED"]),
        (RD, None, []),
        (VRD, (400, 400), []),
    ],
)
def test_a_part_of_the_previous_drugs_after_a_pause(drugs, gap, flags):
    assert counted(FIRST, step(drugs, gap=gap)) == (1, 1, 1 + len(flags), flags)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (1, 1, 2, ["SCT_PLAN_UNCONFIRMED"])),
        ({"reason": Reason.COMPLETED}, (1, 1, 2, ["SCT_PLAN_UNCONFIRMED"])),
        ({"planned": YesNo.YES}, (1, 1, 1, [])),
        ({"planned": YesNo.NO}, (2, 2, 2, [])),
        ({"reason": Reason.PROGRESSION}, (2, 2, 2, [])),
    ],
)
def test_the_first_transplant_after_other_treatment(more, expected):
    transplant = step(frozenset({"melphalan"}), kind=Kind.TRANSPLANT, **more)
    assert counted(FIRST, transplant) == expected


@pytest.mark.parametrize(
    ("drugs", "transplanted", "expected"),
    [
        (VRD, False, (1, 1, 2, ["RETREAT_SAME_REGIMEN_AFTER_PD"])),
        (VRD, True, (2, 2, 2, [])),
        (RD, False, (2, 2, 2, [])),
        (RD, True, (2, 2, 2, [])),
    ],
)
def test_nothing_new_after_progression(drugs, transplanted, expected):
    transplant = step(frozenset({"melphalan"}), kind=Kind.TRANSPLANT, planned=YesNo.YES)
    between = [transplant] if transplanted else []
    again = step(drugs, place=2, reason=Reason.PROGRESSION)
    assert counted(FIRST, *between, again) == expected


def test_the_same_regimen_after_progression_is_a_line_by_the_text_of_2011():
    again = step(VRD, reason=Reason.PROGRESSION)
    assert counted(FIRST, again, convention=Convention.IMWG_2011) == (2, 2, 2, [])


def test_every_known_steroid_at_once_is_a_change_of_steroids_only():
    steroids = frozenset(drugs_counting_as("steroid"))
    assert {"dexamethasone", "prednisone", "methylprednisolone"} <= steroids
    first = step(frozenset({"lenalidomide"}), place=0)
    added = step(frozenset({"lenalidomide"}) | steroids)
    assert counted(first, added) == (1, 1, 2, ["STEROID_ONLY_CHANGE"])


def test_a_drug_of_the_line_may_come_back_without_progression():
    without = step(RD, place=1)
    back = step(RD | {"bortezomib"}, place=2)
    assert counted(FIRST, without, back) == (1, 1, 2, ["READD_SAME_LINE"])
    relapsed = step(RD | {"bortezomib"}, place=2, reason=Reason.PROGRESSION)
    assert counted(FIRST, without, relapsed) == (2, 2, 2, [])


def test_all_drugs_of_the_line_may_come_back():
    one = step(frozenset({"bortezomib"}), place=0)
    other = step(frozenset({"ixazomib"}), place=1, planned=YesNo.YES)
    both = step(frozenset({"bortezomib"}), place=2)
    assert counted(one, other, both) == (1, 1, 2, ["READD_SAME_LINE"])
    together = step(frozenset({"bortezomib", "ixazomib"}), place=2)
    assert counted(one, other, together) == (1, 1, 2, ["READD_SAME_LINE"])


@pytest.mark.parametrize(
    ("reason", "flag"), [(Reason.COMPLETED, "PLAN_UNCONFIRMED"), (Reason.UNKNOWN, "REASON_UNKNOWN")]
)
def test_new_drugs_without_a_reason_open_a_line_in_the_strict_reading_only(reason, flag):
    assert counted(FIRST, step(frozenset({"ixazomib"}), reason=reason)) == (2, 1, 2, [flag])


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ((183, 183), (1, 1, 2, ["PLAN_UNCONFIRMED"])),
        ((184, 184), (2, 1, 2, ["REASON_UNKNOWN"])),
        ((100, 300), (1, 1, 2, ["PLAN_UNCONFIRMED"])),
        (None, (1, 1, 2, ["PLAN_UNCONFIRMED"])),
    ],
)
@pytest.mark.parametrize("phase", [Phase.MAINTENANCE, Phase.CONSOLIDATION])
def test_a_new_drug_in_maintenance_within_183_days(phase, gap, expected):
    assert counted(FIRST, step(frozenset({"ixazomib"}), phase=phase, gap=gap)) == expected


@pytest.mark.parametrize(
    ("reason", "convention", "low"),
    [
        (Reason.OTHER, Convention.IMWG_2015, 2),
        (Reason.OTHER, Convention.IMWG_2011, 1),
        (Reason.TOXICITY, Convention.IMWG_2015, 2),
        (Reason.TOXICITY, Convention.IMWG_2011, 2),
    ],
)
def test_a_switch_for_another_reason_than_progression(reason, convention, low):
    switched = step(frozenset({"ixazomib"}), reason=reason)
    assert counted(FIRST, switched, convention=convention) == (2, low, 2, ["NON_PD_SWITCH"])


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((183, 183), (1, 1, 2, ["TANDEM_UNCONFIRMED"])),
        ((184, 184), (2, 2, 2, ["SCT_REPEAT"])),
        ((100, 300), (1, 1, 2, ["TANDEM_UNCONFIRMED"])),
    ],
)
def test_a_second_transplant_within_183_days_may_be_a_tandem(days, expected):
    first = step(frozenset({"melphalan"}), kind=Kind.TRANSPLANT, planned=YesNo.YES)
    second = step(frozenset({"melphalan"}), place=2, kind=Kind.TRANSPLANT, since_transplant=days)
    assert counted(FIRST, first, second) == expected


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        (Truth.YES, (0, 0, 1, ["LT_1_CYCLE"])),
        (Truth.UNKNOWN, (1, 0, 1, ["LT_1_CYCLE"])),
        (Truth.NO, (1, 1, 1, [])),
    ],
)
def test_a_line_that_opened_with_less_than_a_cycle(short, expected):
    assert counted(step(VRD, place=0, short=short)) == expected
    completed = counted(step(VRD, place=0, short=short), step(VRD))
    assert completed[:3] == (1, 1, 1)
    still_short = counted(step(VRD, place=0, short=short), step(VRD, short=Truth.YES))
    assert still_short[:3] == expected[:3]


def test_a_short_line_that_only_the_strict_reading_opens():
    opener = step(frozenset({"ixazomib"}), short=Truth.YES)
    assert counted(FIRST, opener)[:3] == (1, 1, 2)
    then_whole = step(frozenset({"ixazomib"}), place=2)
    assert counted(FIRST, opener, then_whole)[:3] == (2, 1, 2)


def test_an_answer_settles_a_step_that_was_shorter_than_a_cycle():
    assert counted(FIRST, step(RD, new_line=YesNo.YES, short=Truth.YES)) == (2, 2, 2, [])
    assert counted(FIRST, step(frozenset({"ixazomib"}), new_line=YesNo.NO)) == (1, 1, 1, [])


UNKNOWN = step(None)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # It may have been the regimen before it, and what follows a part of it; or three lines.
        (step(VRD, place=2), (3, 1, 3)),
        (step(frozenset({"ixazomib"}), place=2, reason=Reason.TOXICITY), (3, 1, 3)),
        (step(VRD, place=2, reason=Reason.PROGRESSION), (3, 1, 3)),
        (step(VRD, place=2, planned=YesNo.YES), (2, 1, 2)),
        (step(VRD, place=2, new_line=YesNo.YES), (3, 2, 3)),
    ],
)
def test_drugs_that_are_not_known_may_be_any(after, expected):
    count = count_lines([FIRST, UNKNOWN, after])
    assert (count.strict, count.low, count.high) == expected
    assert count.flags == [("DRUGS_UNKNOWN", 1)]  # asked once, where they are missing


def test_drugs_that_are_not_known_may_have_come_back():
    planned = step(None, planned=YesNo.YES)
    whole = step(RD, place=2, planned=YesNo.YES)
    switched = step(RD | {"ixazomib"}, place=3, reason=Reason.TOXICITY)
    assert counted(FIRST, planned, whole, switched) == (2, 1, 2, ["NON_PD_SWITCH", "DRUGS_UNKNOWN"])
    unplanned = step(RD | {"ixazomib"}, place=3, planned=YesNo.NO)
    assert counted(FIRST, planned, whole, unplanned) == (2, 1, 2, ["DRUGS_UNKNOWN"])
    relapsed = step(RD | {"ixazomib"}, place=3, reason=Reason.PROGRESSION)
    assert counted(FIRST, planned, whole, relapsed) == (2, 2, 2, [])
    # They lie in the line before: what is new in this one is new.
    another = replace(switched, drugs=RD | {"carfilzomib"}, place=4)
    assert counted(FIRST, planned, whole, relapsed, another)[:3] == (3, 3, 3)


def test_a_car_t_whose_product_is_not_known_is_none_of_the_drugs_after_it():
    car_t = step(None, place=1, kind=Kind.CAR_T)
    again = step(VRD, place=2, reason=Reason.PROGRESSION)
    assert counted(FIRST, car_t, again) == (3, 3, 3, [])


SETS = [VRD, RD, frozenset({"carfilzomib"}), frozenset({"carfilzomib", "dexamethasone"})]
STEPS = st.builds(
    Step,
    place=st.just(0),
    kind=st.sampled_from([Kind.DRUGS] * 6 + [Kind.TRANSPLANT, Kind.CAR_T]),
    drugs=st.sampled_from(SETS),
    phase=st.sampled_from([Phase.UNKNOWN, Phase.MAINTENANCE]),
    planned=st.sampled_from(YesNo),
    new_line=st.sampled_from([YesNo.UNKNOWN] * 6 + [YesNo.YES, YesNo.NO]),
    reason=st.sampled_from(Reason),
    gap=st.sampled_from([None, (10, 10), (90, 90), (300, 300), (10, 300)]),
    short=st.sampled_from([Truth.NO] * 6 + [Truth.YES, Truth.UNKNOWN]),
)


@settings(max_examples=200)
@given(st.lists(STEPS, min_size=2, max_size=5), st.integers(0, 4), st.sampled_from(Convention))
def test_drugs_filled_in_only_narrow_the_count(steps, place, convention):
    steps = [replace(one, place=number) for number, one in enumerate(steps)]
    place %= len(steps)
    steps[place] = replace(steps[place], kind=Kind.DRUGS)
    without = [replace(one, drugs=None) if one.place == place else one for one in steps]
    outer = count_lines(without, convention)
    assert outer.low <= outer.strict <= outer.high
    for drugs in SETS:
        inner = count_lines(
            [replace(one, drugs=drugs) if one.place == place else one for one in steps], convention
        )
        assert outer.low <= inner.low <= inner.high <= outer.high
