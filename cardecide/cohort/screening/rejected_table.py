"""What could not be read, as tables: the rows as they stood, so that they can be mended and read again, and
what is wrong with each."""

from collections.abc import Iterator, Sequence
from typing import Final

from cardecide.cohort.tables.table import SetAside
from cardecide.language.text import Language

PROBLEM_COLUMNS: Final = ("row", "column", "cell", "problem")


def problem_rows(set_aside: Sequence[SetAside], language: Language) -> Iterator[Sequence[str | int]]:
    """One row for each problem, with the number of its row in the table."""
    for one in set_aside:
        for problem in one.problems:
            yield problem.row, problem.column, problem.cell, problem.text(language)


def rejected_rows(set_aside: Sequence[SetAside], language: Language) -> Iterator[Sequence[str | int]]:
    """The rows set aside: number and problems first, then every cell as it stood."""
    for one in set_aside:
        problems = "; ".join(
            f"{problem.column}: {problem.text(language)}" if problem.column else problem.text(language)
            for problem in one.problems
        )
        yield one.row, problems, *one.cells
