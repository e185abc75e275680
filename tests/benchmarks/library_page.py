"""A library of 10,000 cases opened in the window and its table shown, beside a bare Qt table of as many rows.

The bare table shows text that lies in memory; what the difference buys is decryption, typed rows, the search,
the filters and the commands. Both are shown offscreen, painted once, and take turns, round by round.
"""

import os
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import library as stored
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from cardecide.store import Entry, Key

FLOOR = "a bare QTableView with 10,000 rows"
ROUNDS = 9
_COLUMNS = 9


class _Bare(QAbstractTableModel):
    def rowCount(self, _parent: object = None) -> int:
        return stored.CASES

    def columnCount(self, _parent: object = None) -> int:
        return _COLUMNS

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return f"cell {index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


class _Keys:
    def __init__(self, key: Key) -> None:
        self._key = key

    def keys(self, _path: Path) -> tuple[Key, ...]:
        return (self._key,)


def table() -> list[str]:
    """The lines of the table."""
    times = measure()
    base = times[FLOOR]
    return [
        "## The library in the window, 10,000 cases",
        "",
        f"Median of {ROUNDS} rounds, offscreen, each painted once.",
        "",
        "| | ms | relative to the bare table |",
        "|---|---:|---:|",
        *(f"| {name} | {value * 1e3:,.1f} | {value / base:.2f} |" for name, value in times.items()),
    ]


def measure() -> dict[str, float]:
    """Median seconds of each row."""
    from cardecide_ui.library.library_services import LibraryServices
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import Settings
    from cardecide_ui.theme import load_fonts

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    load_fonts()
    key = Key.random()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "cases.library"
        stored._fill(file, key, stored.CASES, Entry(datetime(2026, 1, 1, tzinfo=UTC), "benchmark"))
        settings = Settings()
        settings.uses_keyring = True
        window = MainWindow(
            application,
            real_services(today=lambda: date(2026, 1, 1)),
            settings=settings,
            library=LibraryServices(file, keyring=lambda: _Keys(key)),  # type: ignore[arg-type, return-value]
        )
        window.resize(1280, 800)
        window.show()
        library = window.library
        assert library is not None

        def floor() -> None:
            view = QTableView()
            view.setModel(_Bare(view))
            _paint(view)

        def open_and_show() -> None:
            library.access.open_by_keyring()
            window.turn_to("library")
            window.grab()
            assert library.cases.table.rowCount() == stored.CASES

        def forget_page() -> None:
            library.access.close()
            for page in window.pages.values():
                page.hide()
                page.deleteLater()
            window.pages.clear()

        def search() -> None:
            library.cases.want(text="bench-000042")
            library.cases.read_now()
            window.grab()
            assert library.cases.table.rowCount() == 1
            library.cases.want(text="")

        def sort() -> None:
            library.cases.read_now()
            library.cases.table.sort(0)
            window.grab()

        rows: dict[str, Callable[[], None]] = {
            FLOOR: floor,
            "the library opened, its page made and shown": open_and_show,
            "a search shown": search,
            "the whole list read again, sorted by another column and shown": sort,
        }
        times: dict[str, list[float]] = {row: [] for row in rows}
        for _ in range(ROUNDS + 1):
            for row, run in rows.items():
                if run is open_and_show:
                    forget_page()
                    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
                begin = perf_counter()
                run()
                times[row].append(perf_counter() - begin)
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        window.close()
    return {row: statistics.median(values[1:]) for row, values in times.items()}


def _paint(view: QWidget) -> None:
    view.resize(1280, 800)
    view.show()
    view.grab()
    view.close()
    view.deleteLater()


if __name__ == "__main__":
    print("\n".join(table()))
