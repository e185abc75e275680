"""Two texts as rows to stand side by side: equal, changed, only here, only there."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["equal", "changed", "removed", "added", "skipped"]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One row; a number of 0 says that this side has no line here. ``skipped`` rows stand for equal lines."""

    kind: Kind
    old_number: int = 0
    old: str = ""
    new_number: int = 0
    new: str = ""
    count: int = 0


def diff_rows(old: str, new: str, *, around: int = 3) -> list[DiffRow]:
    """The rows, with so many equal lines around each change; negative: all of them."""
    rows = list(_rows(old.split("\n"), new.split("\n")))
    if around < 0:
        return rows
    near = [False] * len(rows)
    for index, row in enumerate(rows):
        if row.kind != "equal":
            for place in range(max(0, index - around), min(len(rows), index + around + 1)):
                near[place] = True
    found: list[DiffRow] = []
    skipped = 0
    for index, row in enumerate(rows):
        if near[index]:
            if skipped:
                found.append(DiffRow("skipped", count=skipped))
            skipped = 0
            found.append(row)
        else:
            skipped += 1
    if skipped:
        found.append(DiffRow("skipped", count=skipped))
    return found


def _rows(old: list[str], new: list[str]) -> Iterator[DiffRow]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    for line in range(start):
        yield DiffRow("equal", line + 1, old[line], line + 1, new[line])
    middle_old, middle_new = old[start : len(old) - tail], new[start : len(new) - tail]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes():
        for step in range(max(i2 - i1, j2 - j1)):
            left, right = i1 + step, j1 + step
            has_old, has_new = left < i2, right < j2
            kind: Kind = "changed" if has_old and has_new else "removed" if has_old else "added"
            yield DiffRow(
                "equal" if tag == "equal" else kind,
                left + start + 1 if has_old else 0,
                middle_old[left] if has_old else "",
                right + start + 1 if has_new else 0,
                middle_new[right] if has_new else "",
            )
    for line in range(tail):
        left, right = len(old) - tail + line, len(new) - tail + line
        yield DiffRow("equal", left + 1, old[left], right + 1, new[right])
