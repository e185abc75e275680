"""The live answer: evaluated a moment after the last edit, and marked as not current when it is not.

Beside the answer for the case stands the one for a supposition, where there is one; the case knows nothing
of it. What takes longer is computed in a worker once the typing rests.
"""

from collections.abc import Callable, Sequence
from datetime import date

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

REST = 700  # milliseconds without an edit before the longer computations begin


class Evaluation(QObject):
    """Holds the last answer and says when it changes.

    ``problems`` are those of the case as a whole, found on evaluating. ``result`` is then the last good one.
    ``supposed`` is a hypothesis about facts and ``hypothetical`` the answer under it.
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
        self._timer = self._single_shot(delay, self.run_now)
        self._rest = self._single_shot(REST, self._complete)
        self._background = Background(self)
        self._background.done.connect(self._completed)
        self.result: Result | None = None
        self.hypothetical: Result | None = None
        self.supposed: tuple[Override, ...] = ()
        self.problems: Sequence[Problem] = ()
        self.judged_as_of: PartialDate | None = None

    @property
    def is_pending(self) -> bool:
        """Whether an edit waits to be evaluated."""
        return self._timer.isActive()

    def request(self, case: Case, language: Language) -> None:
        """Evaluate once no further request has come for the length of the delay."""
        self._pending = (case, language)
        self._background.forget()
        self._timer.start()

    def run_now(self) -> None:
        """Evaluate what was asked for, at once."""
        self._timer.stop()
        if self._pending is None:
            return
        self._evaluated, self._pending = self._pending, None
        case, language = self._evaluated
        self.judged_as_of = None if case.decision_date else PartialDate.of(self._today())
        try:
            self.result = self._assess(case, self.judged_as_of, language)
            self.problems = ()
        except InputError as error:
            self.problems = error.problems
        else:
            self._suppose(case, language)
            if self._assess_fully is not None:
                self._rest.start()
        self.changed.emit()

    def suppose(self, supposed: tuple[Override, ...]) -> None:
        """Look at the answer under a hypothesis; an empty one leads back to the case as it is."""
        self.supposed = supposed
        if self._evaluated is not None:
            self._suppose(*self._evaluated)
        self.changed.emit()

    def complete_now(self) -> None:
        """Compute what takes longer at once, for a report or a picture."""
        if self._evaluated is not None and self._assess_fully is not None and not self.problems:
            case, language = self._evaluated
            self._completed(self._assess_fully(case, self.judged_as_of, language))

    def cancel(self) -> None:
        """Forget a pending request, keeping the last answer."""
        self._timer.stop()
        self._rest.stop()
        self._background.forget()
        self._pending = None

    def forget(self) -> None:
        """Drop the answer: another case is being opened."""
        self.cancel()
        self.result = self.hypothetical = self._evaluated = None
        self.supposed = ()
        self.problems = ()

    def _suppose(self, case: Case, language: Language) -> None:
        self.hypothetical = None
        if not self.supposed:
            return
        facts = {entry.fact for entry in self.supposed}
        kept = tuple(entry for entry in case.overrides if entry.fact not in facts)
        supposed = case.model_copy(update={"overrides": (*kept, *self.supposed)})
        try:
            self.hypothetical = self._assess(supposed, self.judged_as_of, language)
        except InputError:
            self.supposed = ()  # the dialog checks the value; a case may still have changed under it

    def _complete(self) -> None:
        if self._evaluated is None or self._assess_fully is None or self._pending is not None:
            return
        case, language = self._evaluated
        assess, judged_as_of = self._assess_fully, self.judged_as_of
        self._background.run(lambda: assess(case, judged_as_of, language))

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
