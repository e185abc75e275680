"""Screens a facts table: columns that are facts already, of any number of patients.

Nothing is derived and nothing is mapped. Codes are made pack by pack when they are looked at, so that ten
million patients need no more memory than their planes.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, overload

from cardecide.cohort.engines.columns import PATIENT
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.findings import CohortFindings
from cardecide.cohort.engines.judge import Engine, judge_cohort
from cardecide.cohort.engines.plan import plan_cohort
from cardecide.cohort.screening.judging import Asked
from cardecide.cohort.screening.screened import Screened, ScreenedPack, Side, day_text
from cardecide.cohort.tables.table import SYNTHETIC

if TYPE_CHECKING:
    import pyarrow


def screen_facts(
    table: FactsTable,
    name: str,
    asked: Sequence[Asked],
    *,
    engine: Engine = "numpy",
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Screened, list[CohortFindings]]:
    """The answers under each of ``asked``, and what the engine found.

    Raises InputError where a pack does not exist or the engine cannot run, and the engine's StoppedError.
    """
    import numpy

    sides: list[Side] = []
    every: list[CohortFindings] = []
    own = any(column.startswith("decision_date__") for column in table.names)
    for one in asked:
        packs = one.screened()
        names = [pack.id for pack in packs]
        plan = plan_cohort(one.rulebook, names, on=one.on, default=one.default)
        found = judge_cohort(plan, table, engine=engine, workers=workers, progress=progress, stop=stop)
        statuses = numpy.stack([found.statuses(pack) for pack in names], axis=1)
        reasons = numpy.stack([found.reasons(pack) for pack in names], axis=1)
        sides.append(
            Side(
                packs,
                statuses,
                reasons,
                _Verdicts(found, packs),
                day_text(one.on, one.default, own=own),
                one.rulebook.version,
                one.rulebook.sha256,
            )
        )
        every.append(found)
    judged = numpy.ones(len(table), bool)
    names_of_rows = _Names(table.column(PATIENT), len(table))
    rows = range(1, len(table) + 1)
    return Screened(name, names_of_rows, rows, judged, (), tuple(sides), _is_synthetic(table)), every


def _is_synthetic(table: FactsTable) -> bool:
    """Whether the first name says that these are no patients; a made-up cohort names every row so."""
    names = table.column(PATIENT)
    first = str(names[0].as_py()) if names is not None and len(table) else ""
    return first.startswith(f"{SYNTHETIC} ")


class _Verdicts(Sequence[Any]):
    """The verdict codes of each pack, made when asked for; the last ones are kept."""

    def __init__(self, found: CohortFindings, packs: Sequence[ScreenedPack]) -> None:
        self._found, self._packs = found, packs
        self._last: tuple[int, Any] = (-1, None)

    def __len__(self) -> int:
        return len(self._packs)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, int):
            raise TypeError("Verdicts are looked at pack by pack.")
        if place != self._last[0]:
            pack = self._packs[place]
            planned = [one.id for one in self._found.plan.pack(pack.id).criteria]
            order = [planned.index(one.id) for one in pack.criteria]
            self._last = place, self._found.verdicts(pack.id)[:, order]
        return self._last[1]


class _Names(Sequence[str]):
    """The patients' names, from the table's own column; the number of the row where there is none."""

    def __init__(self, column: "pyarrow.ChunkedArray | None", rows: int) -> None:
        self._column, self._rows = column, rows

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._rows))]
        name = self._column[place].as_py() if self._column is not None else None
        return str(name) if name is not None else f"row {place + 1}"
