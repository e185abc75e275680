"""One long piece of work beside the window, with progress, and stopping when asked to."""

from collections.abc import Callable
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from cardecide.reading.problem import InputError
from cardecide_ui.garbage import collect_in_this_thread_only

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


class _Messenger(QObject):
    """Carries news from the worker's thread to the window's; has no parent, so that it outlives both."""

    moved = Signal(int, int, int)
    ended = Signal(int, object)


class LongWork(QObject):
    """Runs one piece of work in a thread; a new one takes the place of the old.

    ``moved`` tells how far it is, ``done`` carries what it returned, ``failed`` what it raised, ``stopped``
    says that it was given up. The thread does not hold up the end of the program.
    """

    moved = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._stop = Event()
        self._messenger = _Messenger()
        self._messenger.moved.connect(self._moved)
        self._messenger.ended.connect(self._ended)
        self.is_running = False

    def run(self, work: Callable[[Progress, Stop], object]) -> None:
        """Begin. ``work`` tells its progress to its first argument and asks the second whether to stop."""
        self._stop.set()
        stop = self._stop = Event()
        self._number += 1
        number, messenger = self._number, self._messenger
        self.is_running = True

        def progress(done: int, total: int) -> None:
            messenger.moved.emit(number, done, total)

        def compute() -> None:
            try:
                found: object = work(progress, stop.is_set)
            except InputError as error:
                found = error
            except Exception as error:  # noqa: BLE001 - what fails beside the window has to be told in it
                found = None if stop.is_set() else error
            messenger.ended.emit(number, found)

        collect_in_this_thread_only()
        Thread(target=compute, daemon=True).start()

    def stop(self) -> None:
        """Give up what is under way."""
        self._stop.set()

    def _moved(self, number: int, done: int, total: int) -> None:
        if number == self._number and not self._stop.is_set():
            self.moved.emit(done, total)

    def _ended(self, number: int, found: object) -> None:
        if number != self._number:
            return
        self.is_running = False
        if self._stop.is_set():
            self.stopped.emit()
        elif isinstance(found, Exception):
            self.failed.emit(found)
        else:
            self.done.emit(found)
