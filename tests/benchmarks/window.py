"""The window, drawn without a screen: start and keystroke, beside a bare PySide6 form.

Start is that of a whole process, so that imports count. A keystroke is typed into a field of the published
sample case; it ends when the answer has been evaluated again and every widget painted.
"""

import os
import statistics
import subprocess
import sys
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
_OWN = """
from PySide6.QtWidgets import QApplication
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import real_services
from cardecide_ui.theme import load_fonts
app = QApplication([]); load_fonts()
window = MainWindow(app, real_services())
window.resize(1280, 800); window.show(); window.grab()
"""


def table() -> list[str]:
    """The lines of the table."""
    starts = {FLOOR: _BARE, "start: cardecide window": _OWN}
    found: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(ROUNDS):
        for name, code in starts.items():
            begin = perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
            found[name].append(perf_counter() - begin)
    times = {name: statistics.median(values) for name, values in found.items()}
    base = times[FLOOR]
    rows = [f"| {name} | {value * 1e3:,.0f} | {value / base:.2f} |" for name, value in times.items()]
    edit, answer, paint = _keystroke()
    return [
        "## The window",
        "",
        f"Median of {ROUNDS} processes and of {KEYS} keystrokes, offscreen.",
        "",
        "| | ms | relative to the bare window |",
        "|---|---:|---:|",
        *rows,
        f"| keystroke: the edit itself | {edit * 1e3:,.1f} | |",
        f"| keystroke: answer evaluated and shown | {answer * 1e3:,.1f} | |",
        f"| keystroke: repaint of the whole window | {paint * 1e3:,.1f} | |",
    ]


def _keystroke() -> tuple[float, float, float]:
    from PySide6.QtWidgets import QApplication

    from cardecide.locations import bundled
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.theme import load_fonts

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    load_fonts()
    window = MainWindow(application, real_services())
    window.resize(1280, 800)
    window.show()
    window.files.open_path(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    session = window.session
    session.evaluation.run_now()
    application.processEvents()
    times: list[tuple[float, float, float]] = []
    for number in range(KEYS):
        begin = perf_counter()
        session.enter("patient.ecog", number % 3)
        edited = perf_counter()
        session.evaluation.run_now()
        application.processEvents()
        answered = perf_counter()
        window.grab()
        times.append((edited - begin, answered - edited, perf_counter() - answered))
    edit, answer, paint = (statistics.median(column) for column in zip(*times, strict=True))
    return edit, answer, paint
