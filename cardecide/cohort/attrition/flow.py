"""Counts where patients are lost. Who is not known to be lost is never counted as lost, nor as staying.

At every criterion a patient is in one of three streams: *stays* (met so far), *open* (not lost, but an answer
is missing so far) or *lost*. A criterion to be checked by hand loses nobody and settles nobody: those whose
computed criteria are all met end as *by hand* where any such check is left.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cardecide.cohort.screening.screened import (
    BY_HAND,
    NOT_IN_FORCE,
    NOT_MET,
    REASONS,
    UNKNOWN,
    Screened,
    ScreenedCriterion,
    ScreenedPack,
)

if TYPE_CHECKING:
    import numpy


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion of the flow.

    ``lost`` are newly lost here: ``lost_of_stays`` of those that met all before, ``lost_of_open`` of the
    others. ``opened`` passed from *stays* to *open*. ``stays`` and ``open`` are left after it. ``alone`` fail
    it and ``alone_unknown`` leave it open, whatever their other criteria say; ``only`` fail this one and no
    other, and ``only_settled`` of them have no open criterion either.
    """

    criterion: ScreenedCriterion
    by_hand: bool
    lost_of_stays: int
    lost_of_open: int
    opened: int
    stays: int
    open: int
    alone: int
    alone_unknown: int
    only: int
    only_settled: int

    @property
    def lost(self) -> int:
        """The patients lost at this criterion, in order."""
        return self.lost_of_stays + self.lost_of_open


@dataclass(frozen=True, slots=True)
class Flow:
    """The attrition of one cohort under one label or trial.

    ``screened`` is everybody with an answer; ``set_aside`` could not be read. ``outside_time`` are judged on
    a day without a version in force, or with one that is not certain. The others end as ``stays`` (all
    criteria met), ``by_hand`` (a check is left), ``open`` (an answer is missing) or lost.
    """

    pack: ScreenedPack
    date: str
    rules: str
    screened: int
    set_aside: int
    outside_time: int
    steps: tuple[Step, ...]
    stays: int
    by_hand: int
    open: int

    @property
    def entered(self) -> int:
        """Those who are judged by criteria at all."""
        return self.screened - self.outside_time

    @property
    def lost(self) -> int:
        """Everybody who fails a criterion."""
        return sum(step.lost for step in self.steps)

    @property
    def costliest(self) -> Step | None:
        """The criterion that most patients fail while they fail no other; None where there is none."""
        best = max(self.steps, key=lambda step: step.only, default=None)
        return best if best is not None and best.only else None


def flow_of(screened: Screened, pack: int, *, side: int = 0) -> Flow:
    """The attrition under the pack in that column, in the order of its criteria."""
    import numpy

    one = screened.sides[side]
    judged = screened.judged
    by_criteria = judged & (one.reasons[:, pack] == REASONS.index("criteria"))
    codes = one.verdicts[pack][by_criteria]
    failed = codes == NOT_MET
    left_open = codes == UNKNOWN
    failures = failed.sum(axis=1)
    settled = ~left_open.any(axis=1)
    stays = numpy.ones(len(codes), bool)
    is_open = numpy.zeros(len(codes), bool)
    steps = []
    for place, criterion in enumerate(one.packs[pack].criteria):
        if (codes[:, place] == NOT_IN_FORCE).all():
            continue
        fails, unknown = failed[:, place], left_open[:, place]
        lost_of_stays, lost_of_open = stays & fails, is_open & fails
        opened = stays & unknown
        stays = stays & ~fails & ~unknown
        is_open = (is_open | opened) & ~fails
        only = fails & (failures == 1)
        steps.append(
            Step(
                criterion,
                bool(_is_by_hand(codes[:, place])),
                _count(lost_of_stays),
                _count(lost_of_open),
                _count(opened),
                _count(stays),
                _count(is_open),
                _count(fails),
                _count(unknown),
                _count(only),
                _count(only & settled),
            )
        )
    checks = (codes == BY_HAND).any(axis=1)
    return Flow(
        one.packs[pack],
        one.date,
        one.rules,
        _count(judged),
        len(screened.set_aside),
        _count(judged) - len(codes),
        tuple(steps),
        _count(stays & ~checks),
        _count(stays & checks),
        _count(is_open),
    )


def flows_of(screened: Screened, *, side: int = 0) -> list[Flow]:
    """The attrition under every pack."""
    return [flow_of(screened, place, side=side) for place in range(len(screened.sides[side].packs))]


def _is_by_hand(codes: "numpy.ndarray[Any, Any]") -> bool:
    in_force = codes[codes != NOT_IN_FORCE]
    return bool(len(in_force)) and bool((in_force == BY_HAND).all())


def _count(which: "numpy.ndarray[Any, Any]") -> int:
    return int(which.sum())
