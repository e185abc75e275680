"""The answers of a screening as rows of texts: for files, and for the table in the window."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cardecide.cohort.screening.screened import (
    BY_HAND,
    NOT_JUDGED,
    NOT_MET,
    REASONS,
    STATUSES,
    UNKNOWN,
    Screened,
)
from cardecide.language.text import in_language

Row = Sequence[str | int]

STATUS_COLUMNS: Final = ("row", "patient")
FINDING_COLUMNS: Final = (
    *("row", "patient", "pack", "kind", "jurisdiction", "date", "status", "reason"),
    *("failing", "unknown", "by_hand"),
)
SUMMARY_COLUMNS: Final = ("pack", "kind", "jurisdiction", "product", "title", "date", *STATUSES, "set_aside")


def status_rows(screened: Screened) -> Iterator[Row]:
    """One row for each patient: its number, its name, and its status under every pack."""
    side = screened.side
    for row in range(len(screened)):
        if screened.judged[row]:
            codes = side.statuses[row].tolist()
            yield (screened.rows[row], screened.names[row], *(STATUSES[code] for code in codes))


def finding_rows(screened: Screened) -> Iterator[Row]:
    """One row for each patient and pack: the status, and the criteria that fail, are unknown, or by hand."""
    side = screened.side
    for row in range(len(screened)):
        if not screened.judged[row]:
            continue
        for place, pack in enumerate(side.packs):
            lists = (
                "; ".join(one.id for one in side.criteria_with(row, place, verdict))
                for verdict in (NOT_MET, UNKNOWN, BY_HAND)
            )
            yield (
                screened.rows[row],
                screened.names[row],
                pack.id,
                pack.kind,
                pack.jurisdiction,
                side.date,
                STATUSES[side.statuses[row, place]],
                REASONS[side.reasons[row, place]],
                *lists,
            )


def counts(screened: Screened, pack: int, *, side: int = 0) -> Counter[str]:
    """How many patients have each status under the pack in that column."""
    codes = screened.sides[side].statuses[:, pack]
    return Counter(STATUSES[code] for code in codes.tolist() if code != NOT_JUDGED)


def summary_rows(screened: Screened) -> Iterator[Row]:
    """One row for each pack: how many patients have each status."""
    side = screened.side
    for place, pack in enumerate(side.packs):
        found = counts(screened, place)
        yield (
            pack.id,
            pack.kind,
            pack.jurisdiction,
            pack.product,
            in_language(pack.title, "en"),
            side.date,
            *(found[status] for status in STATUSES),
            len(screened.set_aside),
        )
