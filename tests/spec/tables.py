"""Reads the truth tables of this folder: a heading, then one row for each line, columns apart by bars."""

from cardecide.facts.value import Truth

TRUTHS = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows under the heading, each as the texts of its columns."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines[1:]]
