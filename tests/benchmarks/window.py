"""The window, drawn without a screen: start and keystroke, beside a bare PySide6 form.

Start is that of a whole process, so that imports count. A keystroke is typed into a field of the published
sample case; it ends when the answer has been evaluated again and every widget painted.
"""

import os
import statistics
import subprocess
import sys
from itertools import pairwise
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROUNDS = 7
KEYS = 15
FLOOR = "start: bare PySide6 window with 30 fields"

_BARE = """
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget
app = QApplication([])
window = QWidget(); form = QFormLayout(window)
for i in range(30): form.addRow(str(i), QLineEdit())
window.resize(1280, 800); window.show(); window.grab()
"""
_FIRST = """
from PySide6.QtWidgets import QApplication
from cardecide_ui.main_window import MainWindow
from cardecide_ui.settings import Settings
from cardecide_ui.theme import load_fonts
app = QApplication([]); load_fonts()
window = MainWindow(app, settings=Settings(), begins_with_start_page=True)
window.resize(1280, 800); window.show(); window.grab()
"""
_EMPTY_CASE = (
    _FIRST
    + """
window.files.new(); window.grab()
"""
)
_ANSWERED = (
    _FIRST
    + """
from cardecide.locations import bundled
window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
window.session.evaluation.run_now(); app.processEvents(); window.grab()
"""
)


def table() -> list[str]:
    """The lines of the table."""
    starts = {
        FLOOR: _BARE,
        "start: first page, ready to be used": _FIRST,
        "start to an empty case, ready to be typed into": _EMPTY_CASE,
        "start to the published case with its answer, rules read": _ANSWERED,
    }
    found: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(ROUNDS):
        for name, code in starts.items():
            begin = perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
            found[name].append(perf_counter() - begin)
    times = {name: statistics.median(values) for name, values in found.items()}
    base = times[FLOOR]
    rows = [f"| {name} | {value * 1e3:,.0f} | {value / base:.2f} |" for name, value in times.items()]
    return [
        "## The window",
        "",
        f"Median of {ROUNDS} processes and of {KEYS} keystrokes, offscreen. A frame is 16.7 ms.",
        "",
        "| | ms | relative to the bare window |",
        "|---|---:|---:|",
        *rows,
        *(f"| keystroke: {name} | {seconds * 1e3:,.1f} | |" for name, seconds in _keystroke().items()),
    ]


def _keystroke() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication

    from cardecide.locations import bundled
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import Settings
    from cardecide_ui.theme import load_fonts

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    load_fonts()
    window = MainWindow(application, real_services(), settings=Settings())
    window.resize(1280, 800)
    window.show()
    window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    session = window.session
    evaluation = session.evaluation
    evaluation.run_now()
    window.page.form.complete()
    application.processEvents()
    parts = ("the edit", "the answer evaluated and shown", "both", "repaint of the whole window")
    times: dict[str, list[float]] = {name: [] for name in parts}
    for number in range(KEYS + 3):
        marks = [perf_counter()]
        session.enter("patient.ecog", number % 3)
        marks.append(perf_counter())
        evaluation.run_now()
        application.processEvents()
        marks.append(perf_counter())
        window.grab()
        marks.append(perf_counter())
        spans = [late - early for early, late in pairwise(marks)]
        for name, value in zip(parts, [*spans[:2], sum(spans[:2]), spans[2]], strict=True):
            if number >= 3:  # the first ones fill what is remembered
                times[name].append(value)
    return {name: statistics.median(values) for name, values in times.items()}
