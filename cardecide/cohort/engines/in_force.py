"""Which versions of each pack are in force: once for a day, or for every day that the rows bring along.

Rows with their own decision dates fall into few *stretches*: what is in force changes only on the days on
which a version starts or ends, or the text of a pack ceases to be verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.codes import REASON, STATUS
from cardecide.cohort.engines.columns import FIRST_DAY, LAST_DAY
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.plan import CohortPlan, PlannedPack
from cardecide.engine.finding import Reason
from cardecide.engine.prepared import STATUSES as DECIDED
from cardecide.engine.prepared import Status
from cardecide.engine.versions import in_force
from cardecide.reading.problem import InputError, Problem

Stretches = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Force:
    """One pack on one day: the places of its versions, and of the one whose criteria are shown.

    ``status`` and ``reason`` are the codes of a row for which the criteria decide nothing; where ``settled``
    they hold whatever the criteria say.
    """

    versions: tuple[int, ...]
    newest: int | None
    status: int
    reason: int
    settled: bool


@dataclass(frozen=True)
class InForce:
    """For each stretch, what is in force of each pack, in the order of the plan.

    ``stretches`` holds the stretch of every row; None where all rows are judged on one day, stretch 0.
    """

    packs: Mapping[int, tuple[Force, ...]]
    stretches: Stretches | None = None

    def of_pack(self, place: int) -> dict[Force, list[int]]:
        """The different ways in which a pack may be in force, each with its stretches."""
        found: dict[Force, list[int]] = {}
        for stretch, forces in self.packs.items():
            found.setdefault(forces[place], []).append(stretch)
        return found


def forces(plan: CohortPlan, table: FactsTable) -> InForce:
    """What is in force for the rows of a table. Raises InputError where a row's day is none."""
    if plan.on is not None:
        return force_on_one_day(plan)
    days = _days(plan, table)
    edges = np.array(list(map(_number, edge_days(plan))), np.int64)
    pairs, places = np.unique(days, axis=0, return_inverse=True)
    stretches = np.searchsorted(edges, pairs, side="right")
    codes = (stretches[:, 0] * (len(edges) + 1) + stretches[:, 1]).astype(np.int32)
    first_of = dict(zip(reversed(codes.tolist()), reversed(range(len(codes))), strict=True))
    return InForce(
        {code: _on_day(plan, _partial_date(pairs[place])) for code, place in first_of.items()},
        codes[places.reshape(-1)],
    )


def force_on_one_day(plan: CohortPlan) -> InForce:
    """What is in force on the plan's day. Raises ValueError where it has none for all rows."""
    if plan.on is None:
        raise ValueError("every row has its own day")
    return InForce({0: _on_day(plan, plan.on)})


def _on_day(plan: CohortPlan, on: PartialDate) -> tuple[Force, ...]:
    return tuple(_force(pack, on) for pack in plan.packs)


def _force(planned: PlannedPack, on: PartialDate) -> Force:
    """What ``Evaluator`` does with the versions that may be in force, as far as it concerns no patient."""
    pack = planned.pack
    force = in_force(pack, on)
    versions = tuple(
        place
        for place, one in enumerate(planned.versions)
        if any(one.version is version for version in force.versions)
    )
    newest = versions[-1] if versions and not force.after else None
    gaps = force.before or force.after
    beyond = pack.verified_through is not None and on.last > pack.verified_through
    if pack.kind not in DECIDED or not (versions or gaps):
        return _fixed(versions, newest, "undetermined", "none")
    if gaps and versions:
        return _fixed(versions, newest, "undetermined", "versions_disagree")
    if gaps and beyond:
        return _fixed(versions, newest, "undetermined", "not_verified")
    if gaps:
        reason: Reason = "not_yet_approved" if force.before else "no_longer_approved"
        return _fixed(versions, newest, "not_approved", reason)
    return Force(versions, newest, STATUS["undetermined"], REASON["criteria"], False)


def _fixed(versions: tuple[int, ...], newest: int | None, status: Status, reason: Reason) -> Force:
    return Force(versions, newest, STATUS[status], REASON[reason], True)


def edge_days(plan: CohortPlan) -> list[date]:
    """The days on which something changes: a version starts or ends, or a text is no longer verified."""
    days: set[date] = set()
    for planned in plan.packs:
        for version in planned.pack.versions:
            days |= {day for day in (version.start, version.until) if day is not None}
        if planned.pack.verified_through is not None:
            days.add(planned.pack.verified_through + timedelta(days=1))
    return sorted(days)


def _days(plan: CohortPlan, table: FactsTable) -> npt.NDArray[np.int64]:
    """The first and last day of each row, as numbers."""
    import pyarrow as pa

    default = (plan.default.first, plan.default.last)
    columns = []
    for name, day in zip((FIRST_DAY, LAST_DAY), default, strict=True):
        column = table.column(name)
        if column is None:
            columns.append(np.full(len(table), _number(day), np.int64))
            continue
        numbers = column.cast(pa.date32()).cast(pa.int32()).fill_null(_number(day))
        columns.append(numbers.to_numpy().astype(np.int64))
    return np.stack(columns, axis=1)


def _partial_date(pair: npt.NDArray[np.int64]) -> PartialDate:
    first, last = (date(1970, 1, 1) + timedelta(days=int(one)) for one in pair)
    for one in (
        PartialDate(first.year, first.month, first.day),
        PartialDate(first.year, first.month),
        PartialDate(first.year),
    ):
        if (one.first, one.last) == (first, last):
            return one
    raise InputError([Problem(f"{first} to {last} is no day, month or year", field=FIRST_DAY)])


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
