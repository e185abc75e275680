"""Opening a library of many cases, listing and searching it, beside a bare sqlite3 file with the same rows.

``measure`` gives median seconds by row of the table; run as a program, it prints them. The bare file is not
encrypted and its rows stay tuples of text: what the difference buys is encryption and typed rows.
"""

import gc
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from cardecide.case import read_case
from cardecide.locations import bundled
from cardecide.store import CaseFilter, Entry, Key, Library
from cardecide.store.exchange import Incoming, import_cases

CASES = 10_000
ROUNDS = 15
PEER = "bare sqlite3: open and list"
_PASSPHRASE = "a passphrase of several words"  # noqa: S105 - it guards invented copies of one sample


def measure(cases: int = CASES, rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each row, the rows taking turns; all files are in the cache of the system."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = Key.random()
        entry = Entry(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
        _fill(folder / "library", key, cases, entry)
        _fill_bare(folder / "library", key, folder / "bare")
        passphrase = Key.new_passphrase(_PASSPHRASE)
        with Library.create(folder / "small", passphrase) as small:
            small.add(read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case, entry)
        with Library.open(folder / "library", key) as library:
            [row] = library.cases(CaseFilter(text="bench-000042"))
            case = library.get(row.number).case
            slots: list[int | None] = [None]

            def open_and_list() -> None:
                with Library.open(folder / "library", key) as opened:
                    assert len(opened.cases()) == cases

            def open_and_list_bare() -> None:
                with closing(sqlite3.connect(folder / "bare")) as bare:
                    rows = bare.execute(
                        "SELECT * FROM cases WHERE archived = 0 ORDER BY head DESC"
                    ).fetchall()
                assert len(rows) == cases

            def search() -> None:
                assert len(library.cases(CaseFilter(text="bortezomib bench-000042"))) == 1

            def read_one() -> None:
                library.get(row.number)

            def save() -> None:
                last = library.revisions(row.number)[0].sequence
                library.save(row.number, case, entry, based_on=last)

            def autosave() -> None:
                slots[0] = library.autosave(case, {}, at=entry.at, slot=slots[0], number=row.number)

            def unlock_by_passphrase() -> None:
                Library.open(folder / "small", passphrase).close()

            return _rounds(
                {
                    PEER: open_and_list_bare,
                    f"library of {cases:,}: open and list": open_and_list,
                    f"library of {cases:,}: list": library.cases,
                    f"library of {cases:,}: search the words of every case": search,
                    "read one case": read_one,
                    "save one revision": save,
                    "autosave": autosave,
                    "open by passphrase": unlock_by_passphrase,
                },
                rounds,
            )


def _fill(path: Path, key: Key, cases: int, entry: Entry) -> None:
    sample = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    ready = [
        Incoming(path, sample.model_copy(update={"id": f"bench-{number:06d}"})) for number in range(cases)
    ]
    with Library.create(path, key) as library:
        import_cases(library, ready, entry)


def _fill_bare(path: Path, key: Key, target: Path) -> None:
    with Library.open(path, key) as library, closing(sqlite3.connect(target)) as bare:
        for table in ("cases", "revisions"):
            rows = library.file.rows(f"SELECT * FROM {table}")  # noqa: S608
            [(layout,)] = library.file.rows("SELECT sql FROM sqlite_schema WHERE name = ?", (table,))
            bare.execute(layout)
            bare.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
        bare.commit()


def _rounds(rows: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds + 1):
        for name, run in rows.items():
            gc.collect()
            start = perf_counter()
            run()
            found[name].append(perf_counter() - start)
    return {name: statistics.median(values[1:]) for name, values in found.items()}


def main() -> None:
    """Print the table."""
    times = measure()
    print("| case library | ms | relative to the bare file |")
    print("|---|---:|---:|")
    for name, seconds in times.items():
        print(f"| {name} | {seconds * 1e3:,.1f} | {seconds / times[PEER]:.2f} |")


if __name__ == "__main__":
    main()
