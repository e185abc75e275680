"""What the cohort page holds: the table, what its columns mean, the answers, and what is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.reading.problem import InputError, Problem
from cardecide_ui.view_models.long_work import LongWork, Progress, Stop

if TYPE_CHECKING:  # tables and their libraries are loaded when the first one is opened
    from cardecide.cohort.screening.screened import Screened
    from cardecide.cohort.tables.mapping import ColumnMeaning, Mapping
    from cardecide.cohort.tables.opening import HowToRead
    from cardecide.cohort.tables.proposal import Proposal, Question
    from cardecide.cohort.tables.rows import Rows
    from cardecide.cohort.tables.table import RowProblem, Table
    from cardecide.engine import Rulebook

_MOST_PROBLEMS: int = 500


@dataclass(frozen=True)
class Opened:
    """A table just opened, with the proposal for its columns."""

    table: "Table"
    proposal: "Proposal"


class CohortModel(QObject):
    """The state behind the page, without widgets.

    ``changed`` says that the table or the meaning of a column is another one, ``screened_changed`` that the
    answers are, ``pack_changed`` that another label or trial is looked at, ``busy_changed`` that work began
    or ended, ``trouble`` carries what could not be done.
    """

    changed = Signal()
    screened_changed = Signal()
    pack_changed = Signal()
    busy_changed = Signal()
    moved = Signal(int, int)
    trouble = Signal(object)

    def __init__(
        self,
        rules: "Callable[[date], Rulebook]",
        today: Callable[[], date],
        other_rules: "Callable[[str, Path | None, date], Rulebook] | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules, self._today, self._other_rules = rules, today, other_rules
        self.path: Path | None = None
        self.table: Table | None = None
        self.proposal: Proposal | None = None
        self.screened: Screened | None = None
        self.rows: Rows | None = None
        self.pack = 0
        self.on: PartialDate | None = None
        self.compare_on: PartialDate | None = None
        self.compare_rules: str = ""  # a name of ``rule_sets``; empty: the same rules
        self.compare_folder: Path | None = None
        self.is_stale = False
        self.work = LongWork(self)
        self.work.done.connect(self._done)
        self.work.failed.connect(self._failed)
        self.work.stopped.connect(self.busy_changed)
        self.work.moved.connect(self.moved)

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self.work.is_running

    @property
    def questions(self) -> "tuple[Question, ...]":
        """What has to be answered before the table can be screened."""
        return self.proposal.questions if self.proposal is not None else ()

    @property
    def can_screen(self) -> bool:
        """Whether there is a table, a column that means something, and no open question."""
        if self.proposal is None or self.questions or self.is_busy:
            return False
        return any(one.target not in ("ignored", "id") for one in self.proposal.mapping.columns.values())

    @property
    def has_own_dates(self) -> bool:
        """Whether a column holds decision dates."""
        columns = self.proposal.mapping.columns.values() if self.proposal is not None else ()
        return any(one.target == "decision_date" for one in columns)

    def open(self, path: Path, how: "HowToRead | None" = None) -> None:
        """Read a table, as ``how`` says where the file leaves it open, and propose what its columns mean."""
        self.path = path

        def work(progress: Progress, stop: Stop) -> object:
            from cardecide.cohort.tables.opening import open_table
            from cardecide.cohort.tables.proposal import propose

            table = open_table(path, how)
            return Opened(table, propose(table))

        self._begin(work)

    def use_mapping(self, path: Path) -> None:
        """Take the meaning of the columns from a saved mapping."""
        from cardecide.cohort.tables.mapping import read_mapping

        if self.table is None:
            return
        try:
            self.take_mapping(read_mapping(path))
        except InputError as error:
            self.trouble.emit(error)

    def take_mapping(self, mapping: "Mapping") -> None:
        """Take a whole mapping; raises InputError where it names a column that the table does not have."""
        from cardecide.cohort.tables.proposal import Proposal, questions_about
        from cardecide.cohort.tables.rows import Rows

        if self.table is None:
            return
        Rows(self.table, mapping)
        questions = [
            question
            for name in self.table.columns
            if name in mapping.columns
            for question in questions_about(self.table, name, mapping.columns[name])
        ]
        self.proposal = Proposal(mapping, tuple(questions))
        self._meaning_changed()

    def save_mapping(self, path: Path) -> None:
        """Write the meaning of the columns to a file."""
        from cardecide.cohort.screening.writing import write_bytes
        from cardecide.cohort.tables.mapping import dump_mapping

        if self.proposal is None:
            return
        try:
            write_bytes(path, dump_mapping(self.proposal.mapping).encode())
        except InputError as error:
            self.trouble.emit(error)

    def meaning(self, column: str) -> "ColumnMeaning":
        """What a column means now."""
        from cardecide.cohort.tables.mapping import meaning

        given = self.proposal.mapping.columns.get(column) if self.proposal is not None else None
        return given or meaning("ignored")

    def set_target(self, column: str, target: str) -> None:
        """Let a column mean something else; its unit and words are proposed anew."""
        from cardecide.cohort.tables.proposal import propose_as

        if self.table is None:
            return
        if target != self.meaning(column).target:
            self._answer(column, propose_as(self.table, column, target).meaning)
        elif any(question.column == column and question.asks == "meaning" for question in self.questions):
            self._answer(column, self.meaning(column))  # leaving it out is an answer too

    def set_detail(self, column: str, **details: Any) -> None:
        """Change the unit, words, order of dates or decimal mark of a column."""
        changed = self.meaning(column).model_copy(update=details)
        if changed != self.meaning(column):
            self._answer(column, changed)

    def cell_problems(self) -> "list[RowProblem]":
        """What cannot be read, the first few hundred of it, and rows whose cells cannot be told apart."""
        from cardecide.cohort.tables.rows import Rows

        if self.table is None or self.proposal is None:
            return []
        asked = {question.column for question in self.questions}
        found = [problem for one in self.table.broken for problem in one.problems]
        for problem in Rows(self.table, self.proposal.mapping).cell_problems():
            if problem.column not in asked:
                found.append(problem)
            if len(found) >= _MOST_PROBLEMS:
                break
        return sorted(found, key=lambda one: one.row)

    def screen(self) -> None:
        """Judge every row, beside the window."""
        if not self.can_screen or self.table is None or self.proposal is None:
            return
        table, mapping, on, other = self.table, self.proposal.mapping, self.on, self.compare_on
        today, rules, others = self._today(), self._rules, self._other_rules
        name, folder = self.compare_rules, self.compare_folder

        def work(progress: Progress, stop: Stop) -> object:
            from cardecide.cohort.screening.judging import Asked
            from cardecide.cohort.screening.run import screen
            from cardecide.cohort.tables.rows import Rows

            rows = Rows(table, mapping)
            default = PartialDate.of(today)
            asked = [Asked(rules(_last_of(on, today)), on, default)]
            if other is not None or name:
                day = other or on
                which = _last_of(day, today)
                found = others(name, folder, which) if name and others is not None else rules(which)
                asked.append(Asked(found, day, default))
            return rows, screen(rows, asked, progress=progress, stop=stop)

        self._begin(work)

    def choose_pack(self, place: int) -> None:
        """Look at another label or trial."""
        if place != self.pack:
            self.pack = place
            self.pack_changed.emit()

    def case_of(self, row: int) -> Case | None:
        """The case of a judged row, decided on the day of the screening; None where it has no answer."""
        if self.rows is None or self.screened is None:
            return None
        case = self.rows.case(row)
        if not isinstance(case, Case):
            return None
        day = self.on or case.decision_date or PartialDate.of(self._today())
        return case.model_copy(update={"decision_date": day})

    def stop(self) -> None:
        """Give up what is under way."""
        self.work.stop()

    def _answer(self, column: str, one: "ColumnMeaning") -> None:
        from cardecide.cohort.tables.proposal import answered

        if self.proposal is None or self.table is None:
            return
        self.proposal = answered(self.proposal, self.table, column, one)
        self._meaning_changed()

    def _meaning_changed(self) -> None:
        self.is_stale = self.screened is not None
        self.changed.emit()

    def _begin(self, work: Callable[[Progress, Stop], object]) -> None:
        self.work.run(work)
        self.busy_changed.emit()

    def _done(self, found: object) -> None:
        if isinstance(found, Opened):
            self.table, self.proposal = found.table, found.proposal
            self.screened = self.rows = None
            self.is_stale = False
            self.busy_changed.emit()
            self.screened_changed.emit()
            self.changed.emit()
        elif isinstance(found, tuple):
            self.rows, self.screened = found
            self.is_stale = False
            self.pack = _worth_looking_at(found[1], self.pack)
            self.busy_changed.emit()
            self.screened_changed.emit()

    def _failed(self, error: object) -> None:
        self.busy_changed.emit()
        if not isinstance(error, InputError):
            kind = type(error).__name__
            error = InputError([Problem(f"an error of the program itself ({kind})", code="program")])
        self.trouble.emit(error)


def _last_of(day: PartialDate | None, today: date) -> date:
    """The day whose rules count: the last possible one; today where each row has its own."""
    return day.last if day is not None else today


def _worth_looking_at(screened: "Screened", pack: int) -> int:
    """The pack looked at before, or the first one by whose criteria anybody is judged."""
    from cardecide.cohort.screening.screened import REASONS

    by_criteria = (screened.side.reasons == REASONS.index("criteria")).any(axis=0)
    if pack < len(by_criteria) and by_criteria[pack]:
        return pack
    return int(by_criteria.argmax()) if len(by_criteria) else 0
