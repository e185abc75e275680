"""New, open, save, export and print. Saving is never held up by missing data."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.services import Services
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_line, reason_text
from cardecide_ui.view_models.session import NEW_CASE_ID, CaseSession
from cardecide_ui.view_models.state import EditState, Place

if TYPE_CHECKING:  # the PDF library is loaded when it is first needed
    from cardecide.report.variants import Variant
    from cardecide.store.audit import Deed

CASE_SUFFIX = ".case.yaml"
_MOST_PROBLEMS_SHOWN = 12


class FileActions(QObject):
    """The file commands of one session.

    ``new_id`` names a new case. ``keep`` saves a case that has no file in the library and says whether it
    did; None says that it is to go into a file. Without them a window has no library. ``noted`` is told what
    left the program and with which content.
    ``done`` carries a sentence for the status bar, ``used`` a case file that was opened or saved. A discarded
    draft stays in memory until the next one is discarded, and is kept nowhere else.
    """

    done = Signal(str)
    used = Signal(Path)
    discarded = Signal()

    def __init__(
        self,
        session: CaseSession,
        services: Services,
        dialogs: Dialogs,
        texts: Texts,
        default_jurisdictions: Callable[[], tuple[str, ...]] = tuple,
        new_id: Callable[[], str] | None = None,
        keep: Callable[[], bool | None] | None = None,
        noted: "Callable[[Deed, bytes], None] | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.default_jurisdictions = default_jurisdictions
        self._session = session
        self._services = services
        self._dialogs = dialogs
        self._texts = texts
        self._new_id = new_id or (lambda: NEW_CASE_ID)
        self._keep = keep or (lambda: None)
        self._noted = noted or (lambda _deed, _content: None)
        self._discarded: tuple[EditState, Place | None] | None = None

    def may_leave(self) -> bool:
        """Whether the case may be left: nothing is unsaved, or it was saved now, or it may be discarded."""
        if not self._session.has_unsaved_changes:
            return True
        answer = self._dialogs.what_about_changes(self._session.case.id)
        if answer == "discard":
            self._discarded = self._session.state, self._session.place
            self.discarded.emit()
        return self.save() if answer == "save" else answer == "discard"

    @property
    def can_restore(self) -> bool:
        """Whether a discarded draft is still in memory."""
        return self._discarded is not None

    def restore_discarded(self) -> None:
        """Bring back the draft that was discarded last, half-typed fields included."""
        if (discarded := self._discarded) is not None and self.may_leave():
            self._session.open_draft(*discarded)

    def new(self) -> None:
        """Start an empty case."""
        if self.may_leave():
            given = {"id": self._new_id(), "jurisdictions": self.default_jurisdictions()}
            self._session.open_case(Case.model_validate({k: v for k, v in given.items() if v}), None)

    def open(self) -> None:
        """Ask for a case file and open it."""
        if self.may_leave() and (path := self._dialogs.choose_to_open()):
            self.open_path(path)

    def open_sample(self, path: Path) -> None:
        """Open a sample; saving it asks for a name, so that the sample stays as it is."""
        if self.may_leave() and (case := self._read(path)) is not None:
            self._session.open_case(case, None)

    def open_path(self, path: Path) -> bool:
        """Open a case file; return whether it could be read."""
        case = self._read(path)
        if case is None:
            return False
        self._session.open_case(case, path)
        self.used.emit(path)
        self.done.emit(self._texts("done.opened", name=path.name))
        return True

    def save(self) -> bool:
        """Save where the case came from, asking for a name where it has none; return whether it was saved."""
        if self._session.path:
            return self._write_case(self._session.path)
        kept = self._keep()
        return self.save_as() if kept is None else kept

    def save_as(self) -> bool:
        """Ask for a name and save; return whether it was saved. A case of the library goes on there."""
        path = self._dialogs.choose_to_write(self._suggested(CASE_SUFFIX), "case")
        return path is not None and self._write_case(path)

    def export_pdf(self) -> bool:
        """Write the report of the answer shown; return whether it was written."""
        return self._export(
            ".pdf", "pdf", "report_exported", lambda result, path: self._write_pdf(result, path, "full")
        )

    def export_one_page(self) -> bool:
        """Write the one page for the board; return whether it was written."""
        return self._export(
            ".one-page.pdf",
            "pdf",
            "report_exported",
            lambda result, path: self._write_pdf(result, path, "one-page"),
        )

    def export_json(self) -> bool:
        """Write the answer shown as result JSON; return whether it was written."""
        return self._export(".result.json", "json", "result_exported", _write_json)

    def export_csv(self) -> bool:
        """Write every criterion as CSV; return whether it was written."""
        return self._export(".criteria.csv", "csv", "table_exported", _write_csv)

    def export_xlsx(self) -> bool:
        """Write every criterion as a workbook; return whether it was written."""
        return self._export(".criteria.xlsx", "xlsx", "table_exported", _write_xlsx)

    def print(self) -> None:
        """Show the pages of the report, to print or to save them."""
        if self._current_result() is None:
            return
        from cardecide_ui.printing.print_report import print_report  # loads the PDF libraries

        parent = self.parent()
        print_report(
            self._session,
            self._services,
            self._dialogs,
            self._texts,
            suggested=self._suggested(".pdf"),
            noted=self._noted,
            parent=parent if isinstance(parent, QWidget) else None,
        )

    def _read(self, path: Path) -> Case | None:
        try:
            return self._services.read_case(path)
        except InputError as error:
            self._dialogs.say(self._texts("failed.open"), self._why(error))
        except OSError as error:
            self._dialogs.say(self._texts("failed.open"), f"{path.name}: {self._reason(error)}")
        return None

    def _write_case(self, path: Path) -> bool:
        if not self._try(lambda: self._services.write_case(self._session.case, path), "failed.save"):
            return False
        self._noted("case_exported", path.read_bytes())
        if self._session.place is None:
            self._session.mark_saved(path)
        self.used.emit(path)
        left_out = len(self._session.state.problems)
        said = [self._texts("done.saved", name=path.name)]
        if left_out:
            said.append(self._texts("done.left_out", count=left_out))
        if self._session.has_conflicts:
            said.append(self._texts("done.conflicts"))
        self.done.emit(" ".join(said))
        return True

    def _current_result(self) -> Result | None:
        """The whole answer for the case as it stands; where there is none, that is said."""
        evaluation = self._session.evaluation
        if evaluation.is_pending:
            evaluation.run_now()
        if evaluation.result is None or self._session.state.problems or evaluation.problems:
            self._dialogs.say(self._texts("failed.export"), self._texts("failed.not_current"))
            return None
        if not evaluation.result.complete:
            evaluation.complete_now()
        return evaluation.result

    def _export(self, suffix: str, kind: str, deed: "Deed", write: Callable[[Result, Path], None]) -> bool:
        result = self._current_result()
        if result is None:
            return False
        path = self._dialogs.choose_to_write(self._suggested(suffix), kind)
        if path is None or not self._try(lambda: write(result, path), "failed.export"):
            return False
        self._noted(deed, path.read_bytes())
        self.done.emit(self._texts("done.exported", name=path.name))
        return True

    def _write_pdf(self, result: Result, path: Path, variant: "Variant") -> None:
        self._services.write_report(
            result,
            self._session.case,
            path,
            language=self._texts.language,
            variant=variant,
            issued=self._services.today().isoformat(),
        )

    def _try(self, act: Callable[[], None], failure: str) -> bool:
        try:
            act()
        except InputError as error:
            self._dialogs.say(self._texts(failure), self._why(error))
            return False
        except OSError as error:
            self._dialogs.say(self._texts(failure), self._reason(error))
            return False
        return True

    def _why(self, error: InputError) -> str:
        problems = error.problems[:_MOST_PROBLEMS_SHOWN]
        return "\n\n".join(problem_line(problem, self._texts.language) for problem in problems)

    def _reason(self, error: OSError) -> str:
        return reason_text(error.strerror or str(error), self._texts.language)

    def _suggested(self, suffix: str) -> Path:
        folder = self._session.path.parent if self._session.path else Path.home()
        name = re.sub(r"[^\w.-]+", "_", self._session.case.id).strip("._") or NEW_CASE_ID
        return folder / f"{name}{suffix}"


def _write_json(result: Result, path: Path) -> None:
    from cardecide.report.writing import write_whole

    text = json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2)
    write_whole(path, f"{text}\n".encode())


def _write_csv(result: Result, path: Path) -> None:
    from cardecide.report.criterion_export import write_csv

    write_csv(result, path)


def _write_xlsx(result: Result, path: Path) -> None:
    from cardecide.report.criterion_export import write_xlsx

    write_xlsx(result, path)
