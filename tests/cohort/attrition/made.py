"""Screenings made of verdicts by hand: no table, no rules."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from cardecide.cohort.screening.screened import (
    REASONS,
    STATUSES,
    VERDICTS,
    Screened,
    ScreenedCriterion,
    ScreenedPack,
    Side,
)

CODES = {"m": 0, "n": 1, "u": 2, "h": 3, "-": len(VERDICTS)}
"""Met, not met, unknown, by hand, not in force."""


def pack_of(count: int, name: str = "t", kind: Literal["label", "trial"] = "trial") -> ScreenedPack:
    """A pack of so many criteria, every second one excluding."""
    criteria = tuple(
        ScreenedCriterion(
            f"c{place}",
            "exclude" if place % 2 else "include",
            {"en": f"Criterion {place}", "zh": f"标准{place}", "tr": f"Ölçüt {place}"},
        )
        for place in range(count)
    )
    title = {"en": "A trial & more", "zh": "试验", "tr": "Çalışma"}
    return ScreenedPack(name, kind, title, title, "US" if kind == "label" else "", "p", criteria)


def status_of(row: str) -> str:
    """The status of a trial by its definition."""
    if "n" in row:
        return "outside"
    return "undetermined" if "u" in row or "h" in row else "inside"


def side_of(rows: Sequence[str], name: str = "t") -> Side:
    """One pack whose verdicts are the letters of each row."""
    codes = np.array([[CODES[one] for one in row] for row in rows], np.uint8)
    statuses = np.array([[STATUSES.index(status_of(row))] for row in rows], np.uint8)  # type: ignore[arg-type]
    reasons = np.full((len(rows), 1), REASONS.index("criteria"), np.uint8)
    return Side((pack_of(len(rows[0]), name),), statuses, reasons, (codes,), "2026-11-20", "2026.11", "abc")


def screened_of(*sides: Sequence[str]) -> Screened:
    """A screening of rows under one or two sets of rules."""
    count = len(sides[0])
    return Screened(
        "t.csv",
        [f"P{row}" for row in range(count)],
        range(2, count + 2),
        np.ones(count, bool),
        (),
        tuple(side_of(rows) for rows in sides),
    )
