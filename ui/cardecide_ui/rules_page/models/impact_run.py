"""The impact of a change over many cases, computed beside the window, one case after the other."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from cardecide.authoring import CaseImpact, impact_over, with_pack
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.engine.pack import Pack
from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide_ui.garbage import collect_in_this_thread_only
from cardecide_ui.rules_page.models.latest_worker import letting_the_window_go_on

ENDINGS = (".yaml", ".yml", ".json")
Cases = Sequence[tuple[str, Callable[[], Case]]]
"""Names of cases with a way to read each; reading may raise InputError."""

Source = Callable[[], AbstractContextManager[Cases]]
"""Opens cases in the worker's thread and closes them again."""


@dataclass(frozen=True)
class ImpactQuestion:
    """A pack to try over cases, against the rules in force today."""

    pack: Pack
    rules: Callable[[], Rulebook]
    today: date
    language: Language
    cases: Source


class _Carrier(QObject):
    """Brings answers out of the thread; has no parent, so that it outlives both."""

    found = Signal(int, object)
    total = Signal(int, int)
    ended = Signal(int, str)


class ImpactRun(QObject):
    """``progress`` carries how many cases are done and how many there are; ``ended`` comes once."""

    progress = Signal(int, int)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.done: list[CaseImpact] = []
        self.total = 0
        self.is_running = False
        self.was_cancelled = False
        self.was_asked = False
        self.error = ""
        self._number = 0
        self._stop = Event()
        self._carrier = _Carrier()
        self._carrier.total.connect(self._counted)
        self._carrier.found.connect(self._found)
        self._carrier.ended.connect(self._ended)

    @property
    def changed(self) -> list[CaseImpact]:
        """The cases for which something changes."""
        return [one for one in self.done if one.is_changed]

    @property
    def failed(self) -> list[CaseImpact]:
        """The cases that could not be judged."""
        return [one for one in self.done if one.error]

    def start(self, question: ImpactQuestion) -> None:
        """Begin anew."""
        self._stop.set()
        self._number += 1
        self._stop = Event()
        self.done, self.total, self.error = [], 0, ""
        self.is_running, self.was_cancelled, self.was_asked = True, False, True
        work = _Work(question, self._number, self._carrier, self._stop)
        collect_in_this_thread_only()
        Thread(target=work.run, daemon=True).start()
        self.progress.emit(0, 0)

    def cancel(self) -> None:
        """Stop after the case under way; what was found stays."""
        if self.is_running:
            self._stop.set()
            self.was_cancelled = True

    def _counted(self, number: int, total: int) -> None:
        if number == self._number:
            self.total = total
            self.progress.emit(len(self.done), total)

    def _found(self, number: int, found: object) -> None:
        if number == self._number and isinstance(found, CaseImpact):
            self.done.append(found)
            self.progress.emit(len(self.done), self.total)

    def _ended(self, number: int, error: str) -> None:
        if number == self._number:
            self.is_running = False
            self.error = error
            self.ended.emit()


class _Work:
    def __init__(self, question: ImpactQuestion, number: int, carrier: _Carrier, stop: Event) -> None:
        self._question = question
        self._number = number
        self._carrier = carrier
        self._stop = stop

    def run(self) -> None:
        """What the thread does."""
        with letting_the_window_go_on():
            self._judge()

    def _judge(self) -> None:
        asked, error = self._question, ""
        try:
            before = asked.rules()
            after = with_pack(before, asked.pack)
            with asked.cases() as cases:
                self._carrier.total.emit(self._number, len(cases))
                for name, read in cases:
                    if self._stop.is_set():
                        break
                    for found in self._one(name, read, before, after):
                        self._carrier.found.emit(self._number, found)
        except InputError as problem:
            error = "; ".join(one.message for one in problem.problems)
        finally:
            self._carrier.ended.emit(self._number, error)

    def _one(
        self, name: str, read: Callable[[], Case], before: Rulebook, after: Rulebook
    ) -> Iterable[CaseImpact]:
        try:
            case = read()
        except InputError as problem:
            return [CaseImpact(name, error=problem.problems[0].message)]
        asked = self._question
        return impact_over(
            [(name, case)],
            before,
            after,
            default_date=None if case.decision_date else PartialDate.of(asked.today),
            language=asked.language,
            cancelled=self._stop.is_set,
        )


def cases_of_folder(folder: Path) -> AbstractContextManager[Cases]:
    """The case files of a folder and the folders in it."""

    def reader(path: Path) -> Callable[[], Case]:
        return lambda: read_case(path).case

    paths = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file())
    return nullcontext([(path.relative_to(folder).as_posix(), reader(path)) for path in paths])
