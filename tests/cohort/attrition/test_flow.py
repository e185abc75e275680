"""Attrition counted from its definition, patient by patient."""

import random

import numpy as np
import pytest

from cardecide.cohort.attrition.flow import flow_of
from cardecide.cohort.screening.screened import NOT_JUDGED, REASONS
from tests.cohort.attrition.made import screened_of, status_of


def test_a_small_cohort_by_hand() -> None:
    flow = flow_of(screened_of(["mmm", "nmm", "unm", "umm", "mnn", "mmh", "mum"]), 0)
    first, second, third = flow.steps
    assert (first.lost, first.opened, first.stays, first.open) == (1, 2, 4, 2)
    assert (second.lost_of_stays, second.lost_of_open, second.opened) == (1, 1, 1)
    assert (second.stays, second.open) == (2, 2)
    assert (third.lost, third.stays, third.open) == (0, 2, 2)
    assert (first.alone, second.alone, third.alone) == (1, 2, 1)
    assert (first.only, second.only, third.only) == (1, 1, 0)
    assert (first.only_settled, second.only_settled) == (1, 0)
    assert (flow.stays, flow.by_hand, flow.open, flow.lost) == (1, 1, 2, 3)
    assert flow.costliest is first


@pytest.mark.parametrize("seed", range(12))
def test_every_count_follows_the_definition(seed: int) -> None:
    random.seed(seed)
    rows = ["".join(random.choices("mmmnuh-", k=5)) for _ in range(60)]  # noqa: S311 - made-up verdicts
    flow = flow_of(screened_of(rows), 0)
    places = [int(step.criterion.id[1:]) for step in flow.steps]
    assert places == [place for place in range(5) if any(row[place] != "-" for row in rows)]
    for step, place in zip(flow.steps, places, strict=True):
        before = [row[:place] for row in rows]
        here = [row[place] for row in rows]
        still = ["n" not in one for one in before]
        certain = ["n" not in one and "u" not in one for one in before]
        assert step.lost == sum(one == "n" and ok for one, ok in zip(here, still, strict=True))
        assert step.lost_of_stays == sum(one == "n" and ok for one, ok in zip(here, certain, strict=True))
        assert step.opened == sum(one == "u" and ok for one, ok in zip(here, certain, strict=True))
        until = [row[: place + 1] for row in rows]
        assert step.stays == sum("n" not in one and "u" not in one for one in until)
        assert step.open == sum("n" not in one and "u" in one for one in until)
        assert step.alone == here.count("n")
        assert step.alone_unknown == here.count("u")
        assert step.only == sum(
            one == "n" and row.count("n") == 1 for one, row in zip(here, rows, strict=True)
        )
    assert flow.lost == sum(status_of(row) == "outside" for row in rows)
    assert flow.stays == sum(status_of(row) == "inside" for row in rows)
    assert flow.stays + flow.by_hand + flow.open + flow.lost == flow.entered == len(rows)


def test_who_is_judged_on_no_version_and_who_was_set_aside_are_in_no_step() -> None:
    screened = screened_of(["nm", "mm", "mm"])
    side = screened.side
    side.reasons[0, 0] = REASONS.index("not_yet_approved")
    screened.judged[2] = False
    side.statuses[2, 0] = side.reasons[2, 0] = NOT_JUDGED
    side.verdicts[0][2] = NOT_JUDGED
    flow = flow_of(screened, 0)
    assert (flow.screened, flow.outside_time, flow.entered) == (2, 1, 1)
    assert (flow.lost, flow.stays) == (0, 1)


def test_a_criterion_that_is_in_force_for_nobody_is_no_step() -> None:
    assert [step.criterion.id for step in flow_of(screened_of(["m-m", "n-u"]), 0).steps] == ["c0", "c2"]


def test_checks_by_hand_lose_nobody_and_settle_nobody() -> None:
    flow = flow_of(screened_of(["hm", "hn", "hu"]), 0)
    assert flow.steps[0].by_hand
    assert flow.steps[0].lost == flow.steps[0].opened == 0
    assert (flow.stays, flow.by_hand, flow.open, flow.lost) == (0, 1, 1, 1)


def test_nobody_at_all() -> None:
    screened = screened_of(["m"])
    screened.judged[:] = False
    flow = flow_of(screened, 0)
    assert (flow.screened, flow.entered, flow.lost, flow.costliest) == (0, 0, 0, None)
    assert np.all(~screened.judged)
