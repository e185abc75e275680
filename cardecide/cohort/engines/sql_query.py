"""One SQL text for a whole plan, from the columns of a facts table to statuses.

Each layer of the graph is a layer of the query, so that a common part is computed once and the engine sees
short expressions.
"""

from collections.abc import Collection
from typing import Literal

from cardecide.cohort.engines.columns import FIRST_DAY, LAST_DAY, PATIENT
from cardecide.cohort.engines.in_force import InForce, edge_days, force_on_one_day
from cardecide.cohort.engines.output import FAILING, UNKNOWN
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.sql_conditions import Conditions, answer_column
from cardecide.cohort.engines.sql_expression import (
    DUCKDB,
    SPARK,
    Called,
    Case,
    Column,
    Compared,
    Dialect,
    Literally,
    Sql,
    select,
    total,
)
from cardecide.cohort.engines.sql_statuses import STRETCH, Statuses
from cardecide.engine.expression import children


def status_column(place: int) -> str:
    """The column with the status code of a pack."""
    return f"status_{place}"


def reason_column(place: int) -> str:
    """The column with the reason code of a pack."""
    return f"reason_{place}"


def cohort_sql(
    plan: CohortPlan, columns: Collection[str], source: str, dialect: Literal["spark", "duckdb"] = "spark"
) -> str:
    """One query for another machine: for each pack its status, the criteria that fail and the unknown ones.

    ``columns`` are those of the table of facts called ``source``; one that the rules need and that is not
    there is unknown. Raises ValueError where the plan has no day for all rows.
    """
    spoken = SPARK if dialect == "spark" else DUCKDB
    return Query(plan, force_on_one_day(plan), columns, spoken).table(spoken.quoted(source))


class Query:
    """Writes a plan as SQL over a table that has ``columns``."""

    def __init__(
        self, plan: CohortPlan, force: InForce, columns: Collection[str], dialect: Dialect, order: str = ""
    ) -> None:
        """``order`` is a column that is passed on, to put rows in order again."""
        self._plan = plan
        self._force = force
        self._columns = frozenset(columns)
        self._dialect = dialect
        self._passed = [name for name in (PATIENT, order) if name in self._columns]
        self._statuses = Statuses(plan, force)

    def codes(self, source: str, *, verdicts: bool = True) -> str:
        """Statuses and reasons as codes and, with ``verdicts``, the answers to the plan's roots."""
        found: list[tuple[str, Sql]] = [(name, Column(name)) for name in self._passed if name != PATIENT]
        if verdicts:
            found += [(answer_column(slot), Column(answer_column(slot))) for slot in self._plan.roots]
        for place in range(len(self._plan.packs)):
            found.append((status_column(place), self._statuses.status(place)))
            found.append((reason_column(place), self._statuses.reason(place)))
        return select(found, self._answers(source), self._dialect)

    def table(self, source: str) -> str:
        """For each pack its status in words, the criteria that fail and those that are unknown."""
        found: list[tuple[str, Sql]] = [(name, Column(name)) for name in self._passed]
        for place, planned in enumerate(self._plan.packs):
            found.append((planned.id, self._statuses.status_name(place)))
            found.append((f"{planned.id}{FAILING}", self._statuses.listed(place, failing=True)))
            found.append((f"{planned.id}{UNKNOWN}", self._statuses.listed(place, failing=False)))
        return select(found, self._answers(source), self._dialect)

    def _answers(self, source: str) -> str:
        """The layers up to the one that has every answer, as a source."""
        graph = self._plan.graph
        conditions = Conditions(graph, self._plan.vocabulary, self._columns)
        kept: list[tuple[str, Sql]] = [(name, Column(name)) for name in self._passed]
        if self._force.stretches is not None:
            kept.append((STRETCH, self._stretch()))
        layers: dict[int, list[int]] = {}
        depths: dict[int, int] = {}
        for slot in self._wanted():
            depth = 1 + max((depths[graph.slot_of(part)] for part in children(graph.nodes[slot])), default=-1)
            depths[slot] = depth
            layers.setdefault(depth, []).append(slot)
        for depth in sorted({0, *layers}):
            columns = [
                (answer_column(slot), conditions.of(graph.nodes[slot])) for slot in layers.get(depth, [])
            ]
            text = select(columns if depth else [*kept, *columns], source, self._dialect, keep=depth > 0)
            source = f"(\n{text}\n) AS layer_{depth}"
        return source

    def _wanted(self) -> list[int]:
        graph, wanted = self._plan.graph, set(self._plan.roots)
        for slot in range(len(graph.nodes) - 1, -1, -1):
            if slot in wanted:
                wanted |= {graph.slot_of(part) for part in children(graph.nodes[slot])}
        return sorted(wanted)

    def _stretch(self) -> Sql:
        edges = edge_days(self._plan)
        parts = []
        for name, day, weight in (
            (FIRST_DAY, self._plan.default.first, len(edges) + 1),
            (LAST_DAY, self._plan.default.last, 1),
        ):
            own: Sql = Column(name) if name in self._columns else Literally(day)
            given = Called("COALESCE", (own, Literally(day)))
            parts += [
                Case(((Compared(given, ">=", Literally(edge)), Literally(weight)),), Literally(0))
                for edge in edges
            ]
        return total(parts) if parts else Literally(0)
