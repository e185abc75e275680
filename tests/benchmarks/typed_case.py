"""Typing into the published patient's case: how long the window is ever deaf to the next key.

Every turn of the event loop is timed while keys go into fields of every kind, at the pace of a quick typist,
with the answers arriving as they do, a moment after the last key. What is computed at rest (planner, what-if)
goes on beside it. A turn that takes longer than a frame is one that can be noticed.

Time by the clock counts what other programs do as well, and the waiting for what is computed beside the
window; time of the processor is what the window itself does in the turn.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FRAME = 1 / 60
_PAUSE = 0.06  # seconds between two keys
_REST = 1.0  # seconds after a field, in which the longer computations begin
_TYPED: tuple[tuple[str, str], ...] = (
    ("labs[platelets].value", "42"),
    ("labs[creatinine_clearance].value", "55"),
    ("labs[hemoglobin].value", "7.9"),
    ("labs[neutrophils].value", "0.95"),
    ("patient.birth_date", "3/1961"),
    ("treatments[2].regimen", "VRd"),
    ("treatments[6].stop", "8/2023"),
    ("patient.ecog", "23"),
    ("infection.active_infection", " "),
    ("disease.diagnosis_date", "12/2019"),
)


class Turns:
    """The turns of the event loop, each with what it was about and how long it took."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, float, str]] = []

    @contextmanager
    def one(self, about: str) -> Iterator[None]:
        begin, busy = perf_counter(), thread_time()
        yield
        self.taken.append((perf_counter() - begin, thread_time() - busy, about))

    def run(self, application: object, seconds: float, about: str) -> None:
        """Let the loop turn for a while."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            with self.one(about):
                application.processEvents()  # type: ignore[attr-defined]
            sleep(0.0005)


def session() -> Turns:
    """Type everything once; the turns that it took."""
    from cardecide_ui.app import collect_again, make_application

    application = make_application()
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cardecide.locations import bundled
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import Settings

    window = MainWindow(application, real_services(), settings=Settings())
    window.resize(1280, 800)
    window.show()
    window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    evaluation = window.session.evaluation
    evaluation.run_now()
    window.page.form.complete()
    evaluation.complete_now()
    turns = Turns()
    turns.run(application, _REST, "before")
    collect_again()
    turns.taken.clear()
    for path, text in _TYPED:
        with turns.one(f"to {path}"):
            window.session.jump(path)
        turns.run(application, _PAUSE, "the cursor moves")
        for key in text:
            focus = QApplication.focusWidget()
            with turns.one(f"'{key}' in {path}"):
                QTest.keyClick(focus, key)
            turns.run(application, _PAUSE, "after a key")
        turns.run(application, _REST, f"the answer after {path}")
        while evaluation.is_pending:
            turns.run(application, _PAUSE, f"the answer after {path}")
    window.session.mark_saved(None)
    window.close()
    return turns


def rows() -> dict[str, float]:
    """Seconds of the turns in which something happened."""
    turns = [(wall, busy) for wall, busy, _ in session().taken if busy > 0.0003]
    walls, own = sorted(wall for wall, _ in turns), sorted(busy for _, busy in turns)
    late, long = sum(wall > FRAME for wall in walls), sum(busy > FRAME for busy in own)
    return {
        f"typing: median of {len(turns)} turns of the event loop in which something happened": walls[
            len(walls) // 2
        ],
        f"typing: the longest turn by the clock; {late} took longer than a frame": walls[-1],
        f"typing: the longest turn in time of the processor; {long} took longer than a frame": own[-1],
    }


if __name__ == "__main__":
    for wall, busy, about in sorted(session().taken, reverse=True)[:25]:
        print(f"{wall * 1e3:7.1f} ms, {busy * 1e3:6.1f} busy  {about}")
