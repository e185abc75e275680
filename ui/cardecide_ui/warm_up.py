"""Loading what the first page did not need, in a thread while that page is looked at."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cardecide_ui.garbage import collect_in_this_thread_only

if TYPE_CHECKING:
    from cardecide.reading.problem import Problem
    from cardecide_ui.main_window import MainWindow

_MODULES: Final = (
    "cardecide_ui.services",
    "cardecide_ui.case_page",
    "cardecide_ui.file_actions",
    "cardecide.store",
)


class WarmUp(QObject):
    """Imports the case page, makes it, then reads the rules. ``failed`` says that the rules cannot be used.
    ``page_made``: a case could be shown now. ``done``: all of it is loaded, or could not be.

    The threads are no hindrance to leaving: what they load can be loaded again.
    """

    failed = Signal()
    page_made = Signal()
    done = Signal()
    _imported = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.problems: Sequence[Problem] = ()
        self._imported.connect(self._make_page)

    def start(self) -> None:
        """Begin."""
        self._run(self._import)

    def _import(self) -> None:
        for name in _MODULES:
            import_module(name)
        self._imported.emit()

    def _make_page(self) -> None:
        prepare = self._window.make_page().prepare
        self._window.page.form.build_ahead()
        self._run(lambda: self._prepare(prepare))
        self.page_made.emit()

    def _prepare(self, prepare: Callable[[], object]) -> None:
        from cardecide.reading.problem import InputError

        try:
            prepare()
        except InputError as error:
            self.problems = error.problems
            self.failed.emit()
        finally:
            with suppress(RuntimeError):  # the window may be gone by now
                self.done.emit()

    @staticmethod
    def _run(work: Callable[[], None]) -> None:
        collect_in_this_thread_only()
        Thread(target=work, daemon=True).start()
