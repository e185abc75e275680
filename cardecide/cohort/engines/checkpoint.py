"""Finished parts of a long run, kept in a folder so that a run that was stopped goes on where it was.

The files hold answers as bits, nothing that was entered about a patient. A part counts only for the very same
table, rules and days.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np

from cardecide.cohort.engines.facts_table import BLOCK, FactsTable
from cardecide.cohort.engines.findings import PlaneTable
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.reading.problem import InputError, Problem

PART: Final = 2 * BLOCK
"""Rows of a part."""

_MARK: Final = "mark"


class Checkpoint:
    """The finished parts of one run. What another run left in the folder is thrown away."""

    def __init__(self, folder: Path, plan: CohortPlan, table: FactsTable, *, verdicts: bool) -> None:
        """Raises InputError where the folder cannot be used."""
        self._folder = folder
        mark = mark_of(plan, table, verdicts=verdicts)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            known = folder / _MARK
            if not known.exists() or known.read_text(encoding="ascii") != mark:
                self.clear()
                folder.mkdir(exist_ok=True)
                known.write_text(mark, encoding="ascii")
        except OSError as error:
            raise _unusable(folder, error) from None

    def read(self, number: int, planes: PlaneTable) -> bool:
        """Fill in the planes of a part; False where it is not there or not whole."""
        try:
            found = np.load(self._file(number), allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return False
        if found.shape != planes.shape or found.dtype != planes.dtype:
            return False
        planes[:] = found
        return True

    def write(self, number: int, planes: PlaneTable) -> None:
        """Keep a part, whole or not at all. Raises InputError where it cannot be written."""
        partial = self._folder / f"{uuid4().hex}.part"
        try:
            with partial.open("xb") as stream:
                np.save(stream, planes, allow_pickle=False)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(self._file(number))
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise _unusable(self._folder, error) from None

    def clear(self) -> None:
        """Remove the parts; other files in the folder are none of its business."""
        for pattern in ("*.npy", "*.part", _MARK):
            for file in self._folder.glob(pattern):
                file.unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()

    def _file(self, number: int) -> Path:
        return self._folder / f"part-{number:06d}.npy"


def mark_of(plan: CohortPlan, table: FactsTable, *, verdicts: bool) -> str:
    """What a run is recognized by: the table, the packs with their content, the days."""
    mark = hashlib.sha256(table.fingerprint().encode())
    packs = [f"{one.id}:{one.pack.sha256}" for one in plan.packs]
    for part in (plan.rules, *packs, plan.on, plan.default, plan.every_role, verdicts):
        mark.update(f"{part}\n".encode())
    return mark.hexdigest()


def _unusable(folder: Path, error: OSError) -> InputError:
    reason = (error.strerror or "unknown reason").lower()
    return InputError([Problem(f"the folder cannot be used: {reason}", file=str(folder))])
