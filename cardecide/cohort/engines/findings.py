"""What the engines found: verdicts and statuses of every patient, kept as bits and read as small codes."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cardecide.cohort.engines.plan import CohortPlan

if TYPE_CHECKING:
    import pandas
    import pyarrow

Codes = npt.NDArray[np.uint8]


class CohortFindings:
    """Statuses and verdicts by pack. Codes are the places in STATUSES, VERDICTS and REASONS."""

    def __init__(self, plan: CohortPlan, rows: int) -> None:
        self.plan = plan
        self.rows = rows

    def __len__(self) -> int:
        return self.rows

    def statuses(self, pack: str) -> Codes:
        """The status code of every row."""
        raise NotImplementedError

    def reasons(self, pack: str) -> Codes:
        """The reason code of every row."""
        raise NotImplementedError

    def verdicts(self, pack: str) -> Codes:
        """Verdict codes, a row for each patient and a column for each of the planned pack's criteria.

        The verdict is that under the newest version that may be in force; NOT_IN_FORCE for the rest.
        """
        raise NotImplementedError

    def counts(self, pack: str) -> Mapping[str, int]:
        """How many rows have each status."""
        raise NotImplementedError

    def criterion_counts(self, pack: str) -> Mapping[str, Mapping[str, int]]:
        """How many rows have each verdict, by criterion."""
        raise NotImplementedError

    def batches(self, packs: tuple[str, ...] = ()) -> Iterator["pyarrow.RecordBatch"]:
        """For each pack three columns, in blocks: ``<pack>``, ``<pack>:failing`` and ``<pack>:unknown``."""
        raise NotImplementedError

    def to_arrow(self, packs: tuple[str, ...] = ()) -> "pyarrow.Table":
        """All blocks as one table."""
        raise NotImplementedError

    def to_pandas(self, packs: tuple[str, ...] = ()) -> "pandas.DataFrame":
        """The same for pandas."""
        raise NotImplementedError
