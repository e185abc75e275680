"""Made-up cohorts as facts tables. Every row and every file says that it is synthetic."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import numpy as np

from cardecide.cohort.engines.columns import PATIENT, FactsNeeded, NeededFact, member_column
from cardecide.cohort.engines.facts_table import BLOCK, FactsTable
from cardecide.cohort.synthetic.consequences import add_consequences
from cardecide.cohort.synthetic.draws import Draw, Sampler
from cardecide.cohort.synthetic.profile import Profile, profile
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    import pyarrow

MARK: Final = "synthetic"
"""The word in every row's name and the key in every file's schema."""


def synthetic_cohort(name: str, rows: int, needed: FactsNeeded, *, seed: int = 1) -> FactsTable:
    """A made-up cohort with the needed facts; those that the profile does not have are unknown."""
    import pyarrow as pa

    batches = list(synthetic_batches(profile(name), rows, needed, seed=seed))
    return FactsTable(pa.Table.from_batches(batches))


def write_synthetic_cohort(
    name: str,
    rows: int,
    needed: FactsNeeded,
    path: Path,
    *,
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """The same in a file, ``.arrow`` or ``.parquet``, block by block.

    Raises InputError where it cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    partial = path.with_name(f".{uuid4().hex}.part")
    done = 0
    try:
        writer: Any = None
        for batch in synthetic_batches(profile(name), rows, needed, seed=seed):
            if writer is None:
                if path.suffix == ".parquet":
                    writer = pq.ParquetWriter(partial, batch.schema, compression="zstd")
                else:
                    writer = pa.ipc.new_file(str(partial), batch.schema)
            writer.write_batch(batch)
            done += batch.num_rows
            progress(done, rows)
        writer.close()
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        reason = (error.strerror or "unknown reason").lower()
        raise InputError([Problem(f"it cannot be written: {reason}", file=str(path))]) from None


def synthetic_batches(
    chosen: Profile, rows: int, needed: FactsNeeded, *, seed: int = 1
) -> Iterator["pyarrow.RecordBatch"]:
    """The cohort block by block; one empty block where there are no rows."""
    import pyarrow as pa

    sampler = Sampler(chosen, seed)
    for block, start in enumerate(range(0, max(rows, 1), BLOCK)):
        count = min(BLOCK, rows - start)
        draw = sampler.draw(block, count)
        add_consequences(draw, sampler.generator(block, 1))
        names = [f"{MARK} {chosen.id} {number:08d}" for number in range(start + 1, start + count + 1)]
        columns: dict[str, pa.Array] = {PATIENT: pa.array(names, pa.string())}
        gaps = sampler.generator(block, 2)
        for one in needed.facts:
            columns |= _columns(draw, one, chosen.missing, gaps)
        batch = pa.RecordBatch.from_pydict(columns)
        yield batch.replace_schema_metadata({MARK: f"{chosen.title}; seed {seed}; no real patient"})


def _columns(draw: Draw, needed: NeededFact, missing: float, gaps: np.random.Generator) -> dict[str, Any]:
    """The columns of one fact. What was not recorded of a set or a choice is missing as a whole."""
    import pyarrow as pa

    unknown = gaps.random(draw.rows, np.float32) < missing
    name = needed.name
    if needed.form == "yes_no" and name in draw.answers:
        return {name: pa.array(draw.answers[name], mask=unknown)}
    if needed.form == "number" and name in draw.numbers:
        numbers = draw.numbers[name]
        return {name: pa.array(numbers, mask=unknown | np.isnan(numbers))}
    if needed.form == "member" and name in draw.members:
        return {
            member_column(name, member): pa.array(draw.members[name][member], mask=unknown)
            for member in needed.members
        }
    if needed.form == "option" and name in draw.choices:
        words, places = draw.choices[name]
        unknown |= places < 0
        return {
            member_column(name, word): pa.array(
                places == (words.index(word) if word in words else -2), mask=unknown
            )
            for word in needed.members
        }
    return {}
