"""Statuses, reasons and the criteria behind them in SQL, pack by pack."""

from collections.abc import Callable

from cardecide.cohort.engines.codes import REASON, STATUS, STATUSES
from cardecide.cohort.engines.in_force import Force, InForce
from cardecide.cohort.engines.plan import CohortPlan, PlannedPack
from cardecide.cohort.engines.sql_conditions import answer_column
from cardecide.cohort.engines.sql_expression import (
    Called,
    Case,
    Cast,
    Column,
    Compared,
    Literally,
    Negated,
    Nothing,
    OneOf,
    Sql,
    conjunction,
    disjunction,
)
from cardecide.engine.atom_answers import NO
from cardecide.engine.prepared import STATUSES as DECIDED
from cardecide.engine.prepared import PreparedCriterion, PreparedVersion

STRETCH = "stretch"
"""The column that says in which stretch of days a row's own day lies."""


class Statuses:
    """Writes what becomes of each pack over a table of answers."""

    def __init__(self, plan: CohortPlan, force: InForce) -> None:
        self._plan = plan
        self._force = force

    def status(self, place: int) -> Sql:
        """The code of the status."""
        planned = self._plan.packs[place]
        return Cast(self._by_way(place, lambda force: self._status(planned, force)), "TINYINT")

    def reason(self, place: int) -> Sql:
        """The code of the reason."""
        planned = self._plan.packs[place]
        return Cast(self._by_way(place, lambda force: self._reason(planned, force)), "TINYINT")

    def status_name(self, place: int) -> Sql:
        """The status in words."""
        code = self.status(place)
        return Case(
            tuple(
                (Compared(code, "=", Literally(number)), Literally(name))
                for number, name in enumerate(STATUSES)
            )
        )

    def listed(self, place: int, *, failing: bool) -> Sql:
        """The criteria that fail, or those that are unknown, in one text."""
        planned = self._plan.packs[place]
        return self._by_way(place, lambda force: self._listed(planned, force, failing=failing))

    def _by_way(self, place: int, write: Callable[[Force], Sql]) -> Sql:
        ways = list(self._force.of_pack(place).items())
        if len(ways) == 1:
            return write(ways[0][0])
        whens = [
            (OneOf(Column(STRETCH), tuple(map(Literally, stretches))), write(force))
            for force, stretches in ways
        ]
        return Case(tuple(whens))

    def _status(self, planned: PlannedPack, force: Force) -> Sql:
        if force.settled:
            return Literally(force.status)
        each = [self._version(planned, planned.versions[one]) for one in force.versions]
        if len(each) == 1:
            return each[0]
        return Case(((_same(each), each[0]),), Literally(STATUS["undetermined"]))

    def _reason(self, planned: PlannedPack, force: Force) -> Sql:
        if force.settled or len(force.versions) == 1:
            return Literally(force.reason)
        each = [self._version(planned, planned.versions[one]) for one in force.versions]
        return Case(((_same(each), Literally(force.reason)),), Literally(REASON["versions_disagree"]))

    def _version(self, planned: PlannedPack, version: PreparedVersion) -> Sql:
        permitted, refused = DECIDED[planned.pack.kind]
        parts = [_met(slot, speaks_for=refusal == NO) for slot, refusal in version.refusals]
        met = conjunction(parts)
        whens: list[tuple[Sql, Sql]] = [(Negated(met), Literally(STATUS[refused]))]
        if not version.has_checks:
            whens.append((met, Literally(STATUS[permitted])))
        return Case(tuple(whens), Literally(STATUS["undetermined"]))

    def _listed(self, planned: PlannedPack, force: Force, *, failing: bool) -> Sql:
        criteria = () if force.newest is None else planned.versions[force.newest].criteria
        shown = [one for one in criteria if self._is_shown(one)]
        parts: list[Sql] = [Literally(", ")]
        for one in shown:
            assert one.step is not None  # noqa: S101 - those without a condition are not shown
            met = _met(one.step.slot, speaks_for=one.criterion.met_when_yes)
            name, nothing = Literally(one.criterion.id), Nothing("STRING")
            if failing:
                parts.append(Case(((Negated(met), name),), nothing))
            else:
                known = disjunction([met, Negated(met)])
                parts.append(Case(((known, nothing),), name))
        return Called("CONCAT_WS", tuple(parts)) if shown else Literally("")

    def _is_shown(self, prepared: PreparedCriterion) -> bool:
        if prepared.step is None or prepared.criterion.by_hand:
            return False
        return prepared.step.slot in self._plan.roots


def _met(slot: int, *, speaks_for: bool) -> Sql:
    answer = Column(answer_column(slot))
    return answer if speaks_for else Negated(answer)


def _same(each: list[Sql]) -> Sql:
    return conjunction([Compared(each[0], "=", one) for one in each[1:]])
