"""One case being edited: its state, its history, its file, and its live answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from cardecide.case.checks import check_case
from cardecide.case.model import Case
from cardecide.language.message import Message, message
from cardecide.language.text import Language
from cardecide.reading.problem import Problem
from cardecide_ui.site_policy import SitePolicy
from cardecide_ui.view_models import case_edit
from cardecide_ui.view_models.evaluation import Assessor, Evaluation
from cardecide_ui.view_models.history import History
from cardecide_ui.view_models.paths import after_move, after_removal
from cardecide_ui.view_models.state import Draft, EditState, Place

NEW_CASE_ID = "CASE-1"
EVALUATION_DELAY = 120  # milliseconds after the last key


class CaseSession(QObject):
    """The view model of the case page.

    ``edited`` carries the path of the change, or an empty string where everything may have changed.
    ``opened`` says that another case is shown. A case stands in a file (``path``), in the library
    (``place``), or nowhere yet. ``policy`` is the site's choice of scoring, where there is one.
    """

    edited = Signal(str)
    opened = Signal()
    file_changed = Signal()
    jump_requested = Signal(str)

    def __init__(
        self,
        assess: Assessor,
        *,
        today: Callable[[], date] = date.today,
        delay: int = EVALUATION_DELAY,
        assess_fully: Assessor | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.today = today
        self.language: Language = "en"
        self.evaluation = Evaluation(assess, today=today, delay=delay, assess_fully=assess_fully, parent=self)
        self.path: Path | None = None
        self.place: Place | None = None
        self.policy: SitePolicy | None = None
        self._history = History(EditState(Case(id=NEW_CASE_ID)))
        self._saved = self.state
        self._conflicts: tuple[Case | None, dict[str, Problem]] = (None, {})
        self._request()

    # What is shown

    @property
    def state(self) -> EditState:
        """The case and the drafts as they stand."""
        return self._history.state

    @property
    def case(self) -> Case:
        """The case as it stands; a field with invalid text counts as unknown in it."""
        return self.state.case

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether something differs from what was opened or saved last."""
        return self.case != self._saved.case or dict(self.state.drafts) != dict(self._saved.drafts)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to redo."""
        return self._history.can_redo

    def value(self, path: str) -> Any:
        """The value of the case at a path."""
        return case_edit.get_path(self.case, path)

    def draft(self, path: str) -> Draft | None:
        """The text kept for a field, where it differs from the case."""
        return self.state.drafts.get(path)

    def conflict(self, path: str) -> Problem | None:
        """What contradicts the entry at a path, such as a stop before its start; None where nothing does."""
        return self._contradictions().get(path)

    @property
    def has_conflicts(self) -> bool:
        """Whether entries contradict each other; a file of such a case is refused when it is read."""
        return bool(self._contradictions())

    def _contradictions(self) -> dict[str, Problem]:
        if self._conflicts[0] is not self.case:
            self._conflicts = self.case, {one.field: one for one in reversed(check_case(self.case))}
        return self._conflicts[1]

    # Edits

    def enter(self, path: str, value: Any, *, typing: bool = False) -> None:
        """Set a field, or forget it where ``value`` is None. What does not fit is kept as a draft."""
        try:
            case = case_edit.set_path(self.case, path, value)
        except ValidationError:
            self.keep_draft(path, str(value), message("window.problem.not_allowed"), typing=typing)
            return
        self._record(EditState(case, self.state.drafts).with_draft(path, None), path, typing)

    def keep_draft(self, path: str, text: str, problem: Message | None, *, typing: bool = False) -> None:
        """Keep text that the case cannot hold; the field itself becomes unknown meanwhile."""
        try:
            case = case_edit.set_path(self.case, path, None)
        except (ValidationError, KeyError):
            case = self.case  # a required field keeps its last good value
        self._record(EditState(case, self.state.drafts).with_draft(path, Draft(text, problem)), path, typing)

    def apply(self, state: EditState, path: str, *, typing: bool = False) -> None:
        """Record a state made elsewhere, such as a laboratory row with its four parts."""
        self._record(state, path, typing)

    def add_entry(self, list_path: str, entry: Any) -> int:
        """Append an entry to a list and return its position."""
        case = case_edit.insert_entry(self.case, list_path, entry)
        index = len(case_edit.get_path(case, list_path)) - 1
        self._record(EditState(case, self.state.drafts), f"{list_path}[{index}]", False)
        return index

    def remove_entry(self, list_path: str, index: int) -> None:
        """Remove an entry of a list with its drafts."""
        case = case_edit.remove_entry(self.case, list_path, index)
        state = EditState(case, self.state.drafts)
        state = state.with_renamed_drafts(lambda path: after_removal(path, list_path, index))
        self._record(state, list_path, False)

    def move_entry(self, list_path: str, index: int, to: int) -> None:
        """Let two entries of a list change places, each with its drafts."""
        case = case_edit.move_entry(self.case, list_path, index, to)
        state = EditState(case, self.state.drafts)
        state = state.with_renamed_drafts(lambda path: after_move(path, list_path, index, to))
        self._record(state, f"{list_path}[{to}]", False)

    def none_of_these(self, history: str) -> None:
        """Say in one stroke that a history (``neurology``, ``comorbidity``) holds nothing but what is listed.

        A condition that is listed stays: no stroke turns it into one that is absent.
        """
        case = case_edit.set_path(self.case, f"{history}.reviewed", "yes")
        if not case_edit.get_path(case, f"{history}.conditions"):
            case = case_edit.set_path(case, f"{history}.conditions", ())
        self._record(EditState(case, self.state.drafts), f"{history}.reviewed", False)

    def close_edit(self) -> None:
        """The typing in a field has ended; what follows can be undone on its own."""
        self._history.close_edit()

    def undo(self) -> None:
        """Take back the last edit."""
        if self.can_undo:
            self._announce(self._history.undo())

    def redo(self) -> None:
        """Do the last undone edit again."""
        if self.can_redo:
            self._announce(self._history.redo())

    # Whole cases

    def open_case(self, case: Case, path: Path | None, place: Place | None = None) -> None:
        """Show another case, with a history of its own."""
        self._show(EditState(case), EditState(case), path, place)

    def open_draft(self, draft: EditState, place: Place | None = None, saved: Case | None = None) -> None:
        """Show a draft again, unsaved, with a history of its own; ``saved`` is what it is a draft of."""
        self._show(draft, EditState(saved or Case(id=draft.case.id)), None, place)

    def _show(self, state: EditState, saved: EditState, path: Path | None, place: Place | None) -> None:
        self._history = History(state)
        self._saved = saved
        self.path = path
        self.place = place
        self.evaluation.forget()
        self.opened.emit()
        self._announce("")

    def mark_saved(self, path: Path | None, place: Place | None = None) -> None:
        """The case as it stands is in the file ``path``, or at a ``place`` in the library."""
        self.path = path
        self.place = place
        self._saved = self.state
        self._history.close_edit()
        self.file_changed.emit()

    def reassess(self) -> None:
        """Evaluate again: what the answer rests on besides the case has changed."""
        self._request()

    def use_language(self, language: Language) -> None:
        """Evaluate again with the texts of another language."""
        self.language = language
        self._request()

    def jump(self, path: str) -> None:
        """Ask the form to put the cursor into a field."""
        self.jump_requested.emit(path)

    def _record(self, state: EditState, path: str, typing: bool) -> None:
        if _answers(state) == _answers(self.state):
            return
        touched = EditState(state.case, state.drafts, path)
        self._history.record(touched, typing_in=path if typing else "")
        self._announce(path)

    def _announce(self, path: str) -> None:
        self._request()
        self.edited.emit(path)
        self.file_changed.emit()

    def _request(self) -> None:
        if self.state.problems:
            self.evaluation.cancel()
        else:
            self.evaluation.request(self.case, self.language)


def _answers(state: EditState) -> tuple[object, object]:
    """All that was entered; answering "unknown" differs from not having answered."""
    return state.case.model_dump(exclude_unset=True), dict(state.drafts)
