"""The live answer: evaluated a moment after the last edit, and marked as not current when it is not.

Beside the answer for the case stands the one for a supposition, where there is one; the case knows nothing
of it. What takes longer is computed in a worker once the typing rests.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from cardecide.assessment.result import Result
from cardecide.case.health import Override
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem
from cardecide_ui.view_models.background import Background

Assessor = Callable[[Case, PartialDate | None, Language], Result]
"""Assess a case; the date is given only where the case has no decision date. Raises InputError."""

Supposed = tuple[Override, ...]
"""Suppositions: each names a fact, or a member of a set as in ``lenalidomide_refractory``."""

MOST_OF_A_FRAME = 3 / 4 / 60  # seconds; the answer is shown in a turn of the event loop of its own
REST = 700  # milliseconds without an edit before the longer computations begin


@dataclass(frozen=True)
class _Answer:
    """What one evaluation found: a result or problems, and the result under the hypothesis."""

    result: Result | None
    problems: Sequence[Problem]
    hypothetical: Result | None
    supposed: Supposed
    seconds: float


class Evaluation(QObject):
    """Holds the last answer and says when it changes.

    ``problems`` are those of the case as a whole, found on evaluating. ``result`` is then the last good one.
    ``supposed`` is a hypothesis about facts and ``hypothetical`` the answer under it. ``wanted`` is the
    hypothesis asked for last, whose answer may still be under way.

    Typing is never held up: an evaluation runs in the window's thread only while the last one took less than
    most of a frame, and in a thread of its own otherwise, as the first one does: it may load the rules.
    Between evaluating and showing, the window takes the keys that came meanwhile.
    A hypothesis is always looked at in a thread of its own.
    """

    changed = Signal()

    def __init__(
        self,
        assess: Assessor,
        *,
        today: Callable[[], date],
        delay: int,
        assess_fully: Assessor | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._assess = assess
        self._assess_fully = assess_fully
        self._today = today
        self._pending: tuple[Case, Language] | None = None
        self._evaluated: tuple[Case, Language] | None = None
        self._seconds = inf  # that the last evaluation took
        self._timer = self._single_shot(delay, self._begin)
        self._next_turn = self._single_shot(0, self._show)
        self._found: _Answer | None = None  # evaluated, not shown yet
        self._rest = self._single_shot(REST, self._complete)
        self._beside = Background(self)
        self._beside.done.connect(self._arrived)
        self._beside.failed.connect(self._drop)
        self._trying = Background(self)
        self._trying.done.connect(self._tried)
        self._trying.failed.connect(self._drop)
        self._background = Background(self)
        self._background.done.connect(self._completed)
        self.result: Result | None = None
        self.hypothetical: Result | None = None
        self.supposed: Supposed = ()
        self.wanted: Supposed = ()
        self.problems: Sequence[Problem] = ()
        self.judged_as_of: PartialDate | None = None

    @property
    def is_pending(self) -> bool:
        """Whether an edit or a hypothesis waits to be evaluated."""
        waits = self._timer.isActive() or self._next_turn.isActive()
        return waits or self._beside.is_busy or self._trying.is_busy

    def request(self, case: Case, language: Language) -> None:
        """Evaluate once no further request has come for the length of the delay."""
        self._pending = (case, language)
        self._next_turn.stop()
        self._beside.forget()
        self._trying.forget()
        self._background.forget()
        self._timer.start()

    def run_now(self) -> None:
        """Evaluate what was asked for, at once."""
        self._timer.stop()
        self._next_turn.stop()
        self._beside.forget()
        if self._pending is not None:
            self._take(self._work(*self._pending, self.wanted))

    def suppose(self, supposed: Supposed) -> None:
        """Look at the answer under a hypothesis; an empty one leads back to the case as it is.

        Until the answer is there, the one before stays.
        """
        self.wanted = supposed
        if not supposed:
            self._trying.forget()
            self.hypothetical, self.supposed = None, ()
            self.changed.emit()
        elif self._evaluated is not None and self._pending is None:
            self._try(*self._evaluated)

    def complete_now(self) -> None:
        """Compute what takes longer at once, for a report or a picture."""
        if self._evaluated is not None and self._assess_fully is not None and not self.problems:
            case, language = self._evaluated
            self._completed(self._assess_fully(case, self.judged_as_of, language))

    def cancel(self) -> None:
        """Forget a pending request, keeping the last answer."""
        self._timer.stop()
        self._next_turn.stop()
        self._rest.stop()
        self._beside.forget()
        self._trying.forget()
        self._background.forget()
        self._pending = None

    def forget(self) -> None:
        """Drop the answer: another case is being opened."""
        self.cancel()
        self.result = self.hypothetical = self._evaluated = None
        self.supposed = self.wanted = ()
        self.problems = ()

    def _begin(self) -> None:
        if self._pending is None:
            return
        case, language = self._pending
        supposed = self.wanted
        if self._seconds <= MOST_OF_A_FRAME:
            self._found = self._work(case, language, supposed)
            self._next_turn.start()
            return
        self._beside.run(lambda: self._work(case, language, supposed))

    def _show(self) -> None:
        """Show what was evaluated in the turn before, unless something was entered since."""
        if self._found is not None and self._pending is not None:
            self._take(self._found)

    def _work(self, case: Case, language: Language, supposed: Supposed) -> _Answer:
        """Evaluate; touches nothing of the window, so that any thread may do it."""
        begin = perf_counter()
        try:
            result = self._assess(case, self._day_of(case), language)
        except InputError as error:
            return _Answer(None, error.problems, None, supposed, perf_counter() - begin)
        hypothetical = self._under(case, language, supposed)
        return _Answer(result, (), hypothetical, supposed, perf_counter() - begin)

    def _arrived(self, answer: object) -> None:
        if isinstance(answer, _Answer) and self._pending is not None:
            self._take(answer)

    def _take(self, answer: _Answer) -> None:
        self._evaluated, self._pending, self._found = self._pending, None, None
        self._seconds = answer.seconds
        self.judged_as_of = self._day_of(self._evaluated[0]) if self._evaluated else None
        self.problems = answer.problems
        if answer.result is not None:
            self.result = answer.result
            self._look_at(answer.hypothetical, answer.supposed)
            if self._assess_fully is not None:
                self._rest.start()
        self.changed.emit()

    def _drop(self) -> None:
        """No answer rather than one that may not be that of the case."""
        self.forget()
        self.changed.emit()

    def _day_of(self, case: Case) -> PartialDate | None:
        return None if case.decision_date else PartialDate.of(self._today())

    def _under(self, case: Case, language: Language, supposed: Supposed) -> Result | None:
        if not supposed:
            return None
        day = self._day_of(case)
        on = case.decision_date or day
        if on is None:
            return None
        from cardecide.assessment.supposed import (
            supposed_case,
        )  # with the rules, which the first answer loads

        values = {entry.fact: entry.value for entry in supposed}
        try:
            changed = supposed_case(case, on, values, supposed[0].reason)
            return self._assess(changed, day, language)
        except InputError:
            return None

    def _try(self, case: Case, language: Language) -> None:
        wanted = self.wanted
        self._trying.run(lambda: (self._under(case, language, wanted), wanted))

    def _tried(self, found: object) -> None:
        if isinstance(found, tuple):
            self._look_at(*found)
            self.changed.emit()

    def _look_at(self, hypothetical: Result | None, supposed: Supposed) -> None:
        """Show the answer to a hypothesis; one asked for meanwhile is looked at next."""
        if hypothetical is None and supposed == self.wanted:
            self.wanted = ()  # the dialog checks the value; a case may still have changed under it
        self.hypothetical, self.supposed = hypothetical, supposed if hypothetical is not None else ()
        if self.wanted != self.supposed and self._evaluated is not None:
            self._try(*self._evaluated)

    def _complete(self) -> None:
        if self._evaluated is None or self._assess_fully is None or self._pending is not None:
            return
        case, language = self._evaluated
        assess, judged_as_of = self._assess_fully, self.judged_as_of

        def work() -> Result | None:
            try:
                return assess(case, judged_as_of, language)
            except InputError:
                return None  # the window has shown the same problem already

        self._background.run(work)

    def _completed(self, result: object) -> None:
        if isinstance(result, Result) and self._pending is None and not self.problems:
            self.result = result
            self.changed.emit()

    def _single_shot(self, delay: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(act)
        return timer
