"""How patients move between two sets of rules."""

import random
from collections import Counter

import pytest

from cardecide.cohort.attrition.transitions import moved, transitions
from cardecide.cohort.screening.screened import Screened
from tests.cohort.attrition.made import screened_of, side_of, status_of


def test_every_patient_is_counted_once() -> None:
    random.seed(7)
    before = ["".join(random.choices("mnu", k=2)) for _ in range(50)]  # noqa: S311 - made-up verdicts
    after = ["".join(random.choices("mnu", k=2)) for _ in range(50)]  # noqa: S311
    screened = screened_of(before, after)
    pairs = Counter((status_of(old), status_of(new)) for old, new in zip(before, after, strict=True))
    assert {(one.before, one.after): one.count for one in transitions(screened)} == pairs
    found = [(one.row, one.before, one.after) for one in moved(screened)]
    statuses = [
        (row, status_of(old), status_of(new))
        for row, (old, new) in enumerate(zip(before, after, strict=True))
    ]
    assert found == [one for one in statuses if one[1] != one[2]]


def test_a_pack_that_is_there_on_one_side_only() -> None:
    one = screened_of(["m", "n"])
    both = Screened(one.table, one.names, one.rows, one.judged, (), (one.side, side_of(["m", "n"], "other")))
    assert {(each.pack.id, each.before, each.after) for each in transitions(both)} == {
        ("t", "inside", "absent"),
        ("t", "outside", "absent"),
        ("other", "absent", "inside"),
        ("other", "absent", "outside"),
    }


def test_where_nothing_is_compared_there_are_no_transitions() -> None:
    with pytest.raises(ValueError, match="compares nothing"):
        transitions(screened_of(["m"]))
