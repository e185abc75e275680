"""Screens a table block by block: with progress, and stopping between two rows when asked to."""

from collections.abc import Callable, Sequence
from typing import Final

from cardecide.case.model import Case
from cardecide.cohort.screening.block_engines import EngineName, block_judge
from cardecide.cohort.screening.judging import Asked, Codes
from cardecide.cohort.screening.kept_blocks import KeptBlocks, fingerprint
from cardecide.cohort.screening.screened import NOT_JUDGED, Screened, Side, day_text
from cardecide.cohort.tables.mapping import dump_mapping
from cardecide.cohort.tables.rows import Rows
from cardecide.cohort.tables.table import SetAside

BLOCK: Final = 512
STEP: Final = 64
"""Rows between two questions whether to stop."""


class StoppedError(Exception):
    """The run was asked to stop; ``done`` rows of ``total`` are finished."""

    def __init__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        super().__init__(f"stopped after {done} of {total} rows")


def mark_of(rows: Rows, asked: Sequence[Asked]) -> str:
    """What identifies a run: the table's bytes, its mapping, the rules, days and packs."""
    parts = [rows.table.sha256, rows.table.sheet, dump_mapping(rows.mapping)]
    for one in asked:
        parts += [one.rulebook.sha256, str(one.on), str(one.default)]
        parts += [",".join(one.packs), ",".join(one.jurisdictions)]
    return fingerprint(parts)


def screen(
    rows: Rows,
    asked: Sequence[Asked],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
    kept: KeptBlocks | None = None,
    engine: EngineName = "numpy",
) -> Screened:
    """Judge every row under each of ``asked``.

    ``progress`` is told how many rows are done, ``stop`` is asked now and then. ``kept`` holds the blocks
    of an earlier run and takes the new ones. Raises InputError where a pack does not exist, and StoppedError
    where it was stopped.
    """
    import numpy

    packs = [one.screened() for one in asked]
    judge = block_judge(asked, packs, engine)
    total = len(rows)
    blocks: list[list[Codes]] = []
    for number, start in enumerate(range(0, total, BLOCK)):
        end = min(start + BLOCK, total)
        block = kept.read(number) if kept is not None else None
        if block is None or len(block) != len(asked) or len(block[0].statuses) != end - start:
            block = [Codes.blank(end - start, one) for one in packs]
            for first in range(start, end, STEP):
                if stop():
                    raise StoppedError(first, total)
                last = min(first + STEP, end)
                found = ((row - start, rows.case(row)) for row in range(first, last))
                judge([(place, case) for place, case in found if isinstance(case, Case)], block)
                progress(last, total)
            if kept is not None:
                kept.write(number, block)
        blocks.append(block)
        progress(end, total)
    own = any(column.target.name == "decision_date" for column in rows.columns)
    sides = []
    for place, one in enumerate(asked):
        codes = _joined([block[place] for block in blocks], Codes.blank(0, packs[place]))
        sides.append(
            Side(
                packs[place],
                codes.statuses,
                codes.reasons,
                codes.verdicts,
                day_text(one.on, one.default, own=own),
                one.rulebook.version,
                one.rulebook.sha256,
            )
        )
    judged = sides[0].statuses[:, 0] != NOT_JUDGED if packs[0] else numpy.ones(total, bool)
    aside = [rows.case(int(row)) for row in numpy.flatnonzero(~judged)]
    broken = [*rows.table.broken, *(one for one in aside if isinstance(one, SetAside))]
    return Screened(
        rows.table.name,
        tuple(rows.name(row) for row in range(total)),
        tuple(rows.table.rows),
        judged,
        tuple(sorted(broken, key=lambda one: one.row)),
        tuple(sides),
        rows.table.is_synthetic,
    )


def _joined(blocks: Sequence[Codes], empty: Codes) -> Codes:
    import numpy

    if not blocks:
        return empty
    return Codes(
        numpy.concatenate([one.statuses for one in blocks]),
        numpy.concatenate([one.reasons for one in blocks]),
        tuple(
            numpy.concatenate([one.verdicts[place] for one in blocks])
            for place in range(len(blocks[0].verdicts))
        ),
    )
