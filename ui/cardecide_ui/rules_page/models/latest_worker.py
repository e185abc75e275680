"""Work beside the window of which only the newest counts: what was asked before is not begun any more."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread

from PySide6.QtCore import QObject, Signal

from cardecide.engine.collecting import without_collecting
from cardecide_ui.garbage import collect_in_this_thread_only

Step = Callable[[], object]


_YIELD = 0.0005  # seconds after which the worker lets the window go on; Python's own 0.005 can be felt
_usual = sys.getswitchinterval()
_working = 0
_counting = Lock()


@contextmanager
def letting_the_window_go_on() -> Iterator[None]:
    """While something is computed in a thread, the window gets its turn sooner."""
    global _working
    with _counting:
        _working += 1
        sys.setswitchinterval(_YIELD)
    try:
        yield
    finally:
        with _counting:
            _working -= 1
            if not _working:
                sys.setswitchinterval(_usual)


class _Carrier(QObject):
    """Brings answers from the thread to the window; has no parent, so that it outlives both."""

    found = Signal(int, str, object)
    ended = Signal(int)


class LatestWorker(QObject):
    """Runs named steps one after the other in a thread of its own.

    ``found`` carries the name of a step and its answer. When something newer is asked for, the steps not yet
    begun are dropped, and nothing that was computed for the older question is carried any more. The thread
    ends when there is nothing to do, and does not hold up the end of the program.
    """

    found = Signal(str, object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._waiting: tuple[int, tuple[tuple[str, Step], ...]] | None = None
        self._running = False
        self._number = 0
        self.is_busy = False
        self._carrier = _Carrier()
        self._carrier.found.connect(self._arrived)
        self._carrier.ended.connect(self._ended)

    def ask(self, *steps: tuple[str, Step]) -> None:
        """Do these steps, in place of whatever was asked before."""
        with self._lock:
            self._number += 1
            self._waiting = (self._number, steps)
            self.is_busy = True
            if self._running:
                return
            self._running = True
        collect_in_this_thread_only()
        Thread(target=self._run, args=(self._carrier,), daemon=True).start()

    def forget(self) -> None:
        """Want no answer any more."""
        with self._lock:
            self._number += 1
            self._waiting = None
            self.is_busy = False

    def _run(self, carrier: _Carrier) -> None:
        with letting_the_window_go_on(), without_collecting():
            self._work(carrier)

    def _work(self, carrier: _Carrier) -> None:
        while True:
            with self._lock:
                if self._waiting is None:
                    self._running = False
                    return
                number, steps = self._waiting
                self._waiting = None
            try:
                for name, step in steps:
                    if number != self._number:
                        break
                    carrier.found.emit(number, name, step())
            except BaseException:
                with self._lock:
                    self._running = False
                raise
            carrier.ended.emit(number)

    def _arrived(self, number: int, name: str, answer: object) -> None:
        if number == self._number:
            self.found.emit(name, answer)

    def _ended(self, number: int) -> None:
        if number == self._number and self.is_busy:
            self.is_busy = False
            self.idle.emit()
