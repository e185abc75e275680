"""Findings as a table for people: the status of each pack, and the criteria that fail or are unknown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cardecide.cohort.engines.codes import STATUSES, VERDICT
from cardecide.cohort.engines.columns import PATIENT

if TYPE_CHECKING:
    import pyarrow

    from cardecide.cohort.engines.findings import CohortFindings

FAILING: Final = ":failing"
UNKNOWN: Final = ":unknown"
_BETWEEN: Final = ", "
_BLOCK: Final = 131_072


def output_batches(
    findings: "CohortFindings", packs: tuple[str, ...], patients: "pyarrow.ChunkedArray | None"
) -> Iterator["pyarrow.RecordBatch"]:
    """The table in blocks; an empty one gives one empty block."""
    import pyarrow as pa

    for start in range(0, max(len(findings), 1), _BLOCK):
        rows = min(_BLOCK, len(findings) - start)
        part = findings.block(start, rows)
        columns: dict[str, Any] = {}
        if patients is not None:
            columns[PATIENT] = patients.slice(start, rows).combine_chunks()
        for pack in packs:
            columns |= _columns(part, pack)
        yield pa.RecordBatch.from_pydict(columns)


def _columns(findings: "CohortFindings", pack: str) -> dict[str, Any]:
    import pyarrow as pa

    names = [one.id for one in findings.plan.pack(pack).criteria]
    verdicts = findings.verdicts(pack)
    status = pa.DictionaryArray.from_arrays(
        pa.array(findings.statuses(pack).astype(np.int8)), pa.array(list(STATUSES), pa.string())
    )
    return {
        pack: status,
        f"{pack}{FAILING}": _listed(verdicts == VERDICT["not_met"], names),
        f"{pack}{UNKNOWN}": _listed(verdicts == VERDICT["unknown"], names),
    }


def _listed(chosen: Any, names: list[str]) -> "pyarrow.DictionaryArray":
    """The names chosen in each row. Rows share few lists, so each list is written once."""
    import pyarrow as pa

    octets = np.packbits(chosen, axis=1)
    rows = len(octets)
    if not octets.shape[1]:
        return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([""]))
    patterns, first, places = np.unique(
        octets.view(f"V{octets.shape[1]}").reshape(rows), return_index=True, return_inverse=True
    )
    del patterns
    texts = [
        _BETWEEN.join(name for name, wanted in zip(names, chosen[row], strict=True) if wanted)
        for row in first
    ]
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(texts, pa.string()))
