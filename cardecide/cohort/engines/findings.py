"""What the engines found: verdicts and statuses of every patient, kept as bits and read as small codes."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cardecide.cohort.engines.codes import NOT_IN_FORCE, REASON, STATUS, STATUSES, VERDICT, VERDICTS
from cardecide.cohort.engines.column_views import unpacked, word_count
from cardecide.cohort.engines.in_force import Force, InForce
from cardecide.cohort.engines.plan import CohortPlan, PlannedPack
from cardecide.engine.prepared import STATUSES as DECIDED
from cardecide.engine.prepared import PreparedCriterion

if TYPE_CHECKING:
    import pandas
    import pyarrow

Codes = npt.NDArray[np.uint8]
PlaneTable = npt.NDArray[np.uint64]
"""A plane for each line: for an answer *yes* and then *no*, for a pack *permitted*, *refused*, *disagree*."""


class CohortFindings:
    """Statuses and verdicts by pack. Codes are the places in STATUSES, VERDICTS and REASONS.

    Where only statuses were asked for there are no verdicts, and asking for them raises ValueError.
    """

    def __init__(
        self,
        plan: CohortPlan,
        rows: int,
        force: InForce,
        statuses: PlaneTable,
        answers: PlaneTable | None,
        patients: "pyarrow.ChunkedArray | None" = None,
    ) -> None:
        self.plan = plan
        self.rows = rows
        self._force = force
        self._statuses = statuses
        self._answers = answers
        self._patients = patients
        self._root = {slot: place for place, slot in enumerate(plan.roots)}

    def __len__(self) -> int:
        return self.rows

    def statuses(self, pack: str) -> Codes:
        """The status code of every row."""
        place, planned = self._place(pack)
        found = self._by_stretch(place, [(force, force.status) for force in self._ways(place)])
        if (names := DECIDED.get(planned.pack.kind)) is not None:
            permitted, refused, _ = self._status_planes(place)
            found[unpacked(permitted, self.rows)] = STATUS[names[0]]
            found[unpacked(refused, self.rows)] = STATUS[names[1]]
        return found

    def reasons(self, pack: str) -> Codes:
        """The reason code of every row."""
        place, _ = self._place(pack)
        found = self._by_stretch(place, [(force, force.reason) for force in self._ways(place)])
        found[unpacked(self._status_planes(place)[2], self.rows)] = REASON["versions_disagree"]
        return found

    def verdicts(self, pack: str) -> Codes:
        """Verdict codes, a row for each patient and a column for each of the planned pack's criteria.

        The verdict is that under the newest version that may be in force; NOT_IN_FORCE for the rest.
        """
        place, planned = self._place(pack)
        columns = [self._verdicts(place, planned, one.id) for one in planned.criteria]
        return np.stack(columns, axis=1) if columns else np.empty((self.rows, 0), np.uint8)

    def counts(self, pack: str) -> Mapping[str, int]:
        """How many rows have each status."""
        codes = np.bincount(self.statuses(pack), minlength=len(STATUSES))
        return {status: int(count) for status, count in zip(STATUSES, codes, strict=True)}

    def criterion_counts(self, pack: str) -> Mapping[str, Mapping[str, int]]:
        """How many rows have each verdict, by criterion; rows to which it does not apply are in none."""
        place, planned = self._place(pack)
        found: dict[str, Mapping[str, int]] = {}
        for one in planned.criteria:
            codes = np.bincount(self._verdicts(place, planned, one.id), minlength=NOT_IN_FORCE + 1)
            found[one.id] = {str(name): int(count) for name, count in zip(VERDICTS, codes, strict=False)}
        return found

    def batches(self, packs: tuple[str, ...] = ()) -> Iterator["pyarrow.RecordBatch"]:
        """For each pack three columns, in blocks: ``<pack>``, ``<pack>:failing`` and ``<pack>:unknown``."""
        from cardecide.cohort.engines.output import output_batches

        return output_batches(self, packs or tuple(one.id for one in self.plan.packs), self._patients)

    def to_arrow(self, packs: tuple[str, ...] = ()) -> "pyarrow.Table":
        """All blocks as one table."""
        import pyarrow as pa

        return pa.Table.from_batches(list(self.batches(packs)))

    def to_pandas(self, packs: tuple[str, ...] = ()) -> "pandas.DataFrame":
        """The same for pandas."""
        table: pandas.DataFrame = self.to_arrow(packs).to_pandas()
        return table

    def block(self, start: int, rows: int) -> "CohortFindings":
        """The findings on some of the rows; ``start`` is a multiple of 64."""
        words = slice(start // 64, start // 64 + word_count(rows))
        stretches = self._force.stretches
        part = None if stretches is None else stretches[start : start + rows]
        return CohortFindings(
            self.plan,
            rows,
            InForce(self._force.packs, part),
            self._statuses[:, words],
            None if self._answers is None else self._answers[:, words],
            None if self._patients is None else self._patients.slice(start, rows),
        )

    def _place(self, pack: str) -> tuple[int, PlannedPack]:
        for place, planned in enumerate(self.plan.packs):
            if planned.id == pack:
                return place, planned
        raise KeyError(pack)

    def _ways(self, place: int) -> list[Force]:
        return list(self._force.of_pack(place))

    def _by_stretch(self, place: int, codes: list[tuple[Force, int]]) -> Codes:
        """A code for each row by what is in force for it."""
        stretches, ways = self._force.stretches, self._force.of_pack(place)
        if stretches is None or len(codes) == 1:
            return np.full(self.rows, codes[0][1] if codes else 0, np.uint8)
        known = self._known_stretches
        table = np.zeros(len(known), np.uint8)
        for force, code in codes:
            table[np.searchsorted(known, ways[force])] = code
        found: Codes = table[np.searchsorted(known, stretches)]
        return found

    @cached_property
    def _known_stretches(self) -> npt.NDArray[np.int64]:
        return np.array(sorted(self._force.packs), np.int64)

    def _status_planes(self, place: int) -> PlaneTable:
        return self._statuses[3 * place : 3 * place + 3]

    def _verdicts(self, place: int, planned: PlannedPack, identifier: str) -> Codes:
        ways = self._force.of_pack(place)
        parts = [(force, self._under(force, planned, identifier)) for force in ways]
        if len(parts) == 1:
            return parts[0][1]
        chosen = self._by_stretch(place, [(force, number) for number, (force, _) in enumerate(parts)])
        return np.choose(chosen, [codes for _, codes in parts])

    def _under(self, force: Force, planned: PlannedPack, identifier: str) -> Codes:
        version = None if force.newest is None else planned.versions[force.newest]
        criteria = () if version is None else version.criteria
        for prepared in criteria:
            if prepared.criterion.id == identifier:
                return self._codes(prepared)
        return np.full(self.rows, NOT_IN_FORCE, np.uint8)

    def _codes(self, prepared: PreparedCriterion) -> Codes:
        if self._answers is None:
            raise ValueError("only statuses were asked for")
        if prepared.step is None or prepared.criterion.by_hand:
            return np.full(self.rows, VERDICT["by_hand"], np.uint8)
        root = self._root[prepared.step.slot]
        yes, no = (unpacked(plane, self.rows) for plane in self._answers[2 * root : 2 * root + 2])
        met, failed = (yes, no) if prepared.criterion.met_when_yes else (no, yes)
        found = np.full(self.rows, VERDICT["unknown"], np.uint8)
        found[met] = VERDICT["met"]
        found[failed] = VERDICT["not_met"]
        return found
