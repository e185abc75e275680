"""One piece of work beside the window; only the newest is listened to."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal

from cardecide.reading.problem import InputError


class _Answer(QObject):
    """Carries an answer from the worker's thread to the window's; has no parent, so that it outlives both."""

    ready = Signal(int, object)


class Background(QObject):
    """Runs work in a thread; ``done`` carries the answer unless it was forgotten meanwhile.

    The thread does not hold up the end of the program: what it computes can be computed again.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._answer = _Answer()
        self._answer.ready.connect(self._arrived)

    def run(self, work: Callable[[], object]) -> None:
        """Begin, in place of whatever was asked before."""
        self._number += 1
        number, answer = self._number, self._answer

        def compute() -> None:
            try:
                found = work()
            except InputError:
                return  # the window has shown the same problem already
            answer.ready.emit(number, found)

        Thread(target=compute, daemon=True).start()

    def forget(self) -> None:
        """Do not listen to what is under way."""
        self._number += 1

    def _arrived(self, number: int, found: object) -> None:
        if number == self._number:
            self.done.emit(found)
