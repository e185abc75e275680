"""The window, drawn without a screen: start and keystroke, beside a bare PySide6 form.

Start is that of a whole process, so that imports count; it ends with the first painted page, without the way
out. All processes find compiled Python, as an installed program does, and what an earlier start kept. A
keystroke is typed into a field of the published sample case; it ends when the answer has been evaluated again
and every widget painted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import typed_case

ROUNDS = 9
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
from cardecide_ui.qt_platform import prepare_qt
prepare_qt()
from cardecide_ui.app import make_application
app = make_application()
from cardecide_ui.main_window import MainWindow
from cardecide_ui.settings import Settings
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
_WARM = (
    _FIRST
    + """
from time import perf_counter, sleep
from cardecide_ui.app import collect_again
from cardecide_ui.warm_up import WarmUp
warm_up = WarmUp(window); done = []
warm_up.done.connect(lambda: done.append(True)); warm_up.start()
while not done: app.processEvents(); sleep(0.001)
collect_again()
begin = perf_counter()
window.files.new(); window.grab()
print(perf_counter() - begin, flush=True)
"""
)
_END = """
import os
os._exit(0)
"""


def table() -> list[str]:
    """The lines of the table."""
    times = _starts()
    base = times[FLOOR]
    rows = [f"| {name} | {value * 1e3:,.0f} | {value / base:.2f} |" for name, value in times.items()]
    keys = {"a new case, once the first page was looked at for a moment": _warm()}
    keys |= {**_keystroke(), **typed_case.rows()}
    return [
        "## The window",
        "",
        f"Median of {ROUNDS} processes and of {KEYS} keystrokes, offscreen. A frame is 16.7 ms.",
        "",
        "| | ms | relative to the bare window |",
        "|---|---:|---:|",
        *rows,
        *(f"| {name} | {seconds * 1e3:,.1f} | |" for name, seconds in keys.items()),
    ]


def _starts() -> dict[str, float]:
    starts = {
        FLOOR: _BARE,
        "start: first page, ready to be used": _FIRST,
        "start to an empty case, ready to be typed into": _EMPTY_CASE,
        "start to the published case with its answer, rules read": _ANSWERED,
    }
    found: dict[str, list[float]] = {name: [] for name in starts}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "XDG_CACHE_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(ROUNDS + 1):
            for name, code in starts.items():
                begin = perf_counter()
                subprocess.run([sys.executable, "-c", code + _END], check=True, env=environment)  # noqa: S603
                if number:  # the first one compiles
                    found[name].append(perf_counter() - begin)
    return {name: statistics.median(values) for name, values in found.items()}


def _warm() -> float:
    """Seconds from the command to the painted empty case, when the rest was loaded behind the first page."""
    took = []
    for _ in range(3):
        ran = subprocess.run([sys.executable, "-c", _WARM + _END], check=True, capture_output=True)  # noqa: S603
        took.append(float(ran.stdout))
    return statistics.median(took)


def _keystroke() -> dict[str, float]:
    from cardecide_ui.app import collect_again, make_application

    application = make_application()
    from cardecide.locations import bundled
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import Settings

    window = MainWindow(application, real_services(), settings=Settings())
    window.resize(1280, 800)
    window.show()
    window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    session = window.session
    evaluation = session.evaluation
    evaluation.run_now()
    window.page.form.complete()
    application.processEvents()
    collect_again()
    parts = (
        "the edit",
        "the answer evaluated",
        "the answer shown",
        "all of it",
        "repaint of the whole window",
    )
    times: dict[str, list[float]] = {name: [] for name in parts}
    for number in range(KEYS + 3):
        marks = [perf_counter()]
        session.enter("patient.ecog", number % 3)
        marks.append(perf_counter())
        answer = evaluation._work(session.case, session.language, ())
        marks.append(perf_counter())
        evaluation._timer.stop()
        evaluation._take(answer)
        application.processEvents()
        marks.append(perf_counter())
        window.grab()
        marks.append(perf_counter())
        spans = [late - early for early, late in pairwise(marks)]
        for name, value in zip(parts, [*spans[:3], sum(spans[:3]), spans[3]], strict=True):
            if number >= 3:  # the first ones fill what is remembered
                times[name].append(value)
    session.mark_saved(None)
    window.close()
    return {f"keystroke: {name}": statistics.median(values) for name, values in times.items()}


if __name__ == "__main__":
    print("\n".join(table()))
