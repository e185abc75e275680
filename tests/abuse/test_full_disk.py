"""The disk becomes full at every stage of a write: the old file stays whole, and no other is left."""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.case.writing import write_case
from cardecide.cli.writing_text import write_text
from cardecide.cohort import FactsTable
from cardecide.cohort.screening.writing import write_table
from cardecide.engine import load_rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError
from cardecide.report import write_report
from cardecide.report.criterion_export import write_csv, write_xlsx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a limit for the size of files")

CASE = read_case(bundled("resources") / "samples" / "neuro-us.case.yaml").case
OLD = b"what stood here before"
STAGES = (0, 1, 100, 700)
"""Bytes after which no more fit; every file below is larger."""


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file grows beyond ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(scope="module")
def writers() -> dict[str, Callable[[Path], object]]:
    """What the program writes into files of the user's own, by the name of the file."""
    result = assess(CASE, load_rulebook(bundled("rules")))
    rows = [("P1", index, "on label") for index in range(200)]
    columns = ("patient", "row", "status")

    def facts(path: Path) -> None:
        import pyarrow

        FactsTable(pyarrow.table({"age": [float(index * index) for index in range(500)]})).write(path)

    def answers(path: Path) -> None:
        write_table(path, columns, rows)

    return {
        "case.case.yaml": lambda path: write_case(CASE, path),
        "report.pdf": lambda path: write_report(result, CASE, path, issued="2026-09-01", variant="one-page"),
        "criteria.csv": lambda path: write_csv(result, path),
        "criteria.xlsx": lambda path: write_xlsx(result, path),
        "answers.csv": answers,
        "answers.xlsx": answers,
        "answers.parquet": answers,
        "facts.arrow": facts,
        "facts.parquet": facts,
        "page.md": lambda path: write_text(path, "line\n" * 1000),
    }


@pytest.mark.parametrize("size", STAGES)
@pytest.mark.parametrize(
    "name",
    [
        *("case.case.yaml", "report.pdf", "criteria.csv", "criteria.xlsx"),
        *("answers.csv", "answers.xlsx", "answers.parquet", "facts.arrow", "facts.parquet", "page.md"),
    ],
)
def test_the_old_file_stays_and_no_other_is_left(
    name: str, size: int, writers: dict[str, Callable[[Path], object]], tmp_path: Path
) -> None:
    path = tmp_path / name
    writers[name](path)
    assert path.stat().st_size > max(STAGES)
    path.write_bytes(OLD)
    with room_for(size), pytest.raises(InputError) as told:
        writers[name](path)
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert all("\n" not in str(problem) for problem in told.value.problems)
