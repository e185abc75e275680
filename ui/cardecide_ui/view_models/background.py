"""One piece of work beside the window; only the newest is listened to."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, Signal

from cardecide_ui.garbage import collect_in_this_thread_only


class _Answer(QObject):
    """Carries an answer from the worker's thread to the window's; has no parent, so that it outlives both."""

    ready = Signal(int, object)


class Background(QObject):
    """Runs work in a thread; ``done`` carries the answer unless it was forgotten meanwhile.

    An error of the work is raised in the window's thread, after ``failed``.

    The thread does not hold up the end of the program: what it computes can be computed again.
    """

    done = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._awaited = -1
        self._answer = _Answer()
        self._answer.ready.connect(self._arrived)

    def run(self, work: Callable[[], object]) -> None:
        """Begin, in place of whatever was asked before."""
        self._number += 1
        self._awaited = self._number
        number, answer = self._number, self._answer

        def compute() -> None:
            try:
                found = work()
            except Exception as error:  # noqa: BLE001 - raised again in the window's thread
                found = error
            # While the program ends, Qt takes its objects away under a thread that still computes.
            with suppress(RuntimeError):
                answer.ready.emit(number, found)

        collect_in_this_thread_only()
        Thread(target=compute, daemon=True).start()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._awaited == self._number

    def forget(self) -> None:
        """Do not listen to what is under way."""
        self._number += 1

    def _arrived(self, number: int, found: object) -> None:
        if number != self._number:
            return
        self._awaited = -1
        if isinstance(found, Exception):
            self.failed.emit()
            raise found
        self.done.emit(found)
