"""Writes the answers of a screening to files: one button with a menu."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.cohort_page.file_dialogs import CohortFiles
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.texts import Texts

WHAT = ("findings", "statuses", "summary", "attrition", "rejected", "moved")
_FORMATS = ("csv", "xlsx", "parquet")


class AnswerFiles(QToolButton):
    """Every table of answers, in every format. ``left`` is told of each file that was written."""

    def __init__(
        self,
        model: CohortModel,
        texts: Texts,
        files: Callable[[], CohortFiles],
        left: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._files, self._left = model, texts, files, left
        self.setText(f"{texts('cohort.export')} ▾")
        self.setAccessibleName(texts("cohort.export"))
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.actions_by_name = {}
        for what in WHAT:
            part = menu.addMenu(texts(f"cohort.export.{what}"))
            for kind in ("csv",) if what == "rejected" else _FORMATS:
                action = part.addAction(kind.upper())
                action.triggered.connect(lambda _=False, what=what, kind=kind: self.write(what, kind))
                self.actions_by_name[what, kind] = action
        menu.aboutToShow.connect(self._enable)
        self.setMenu(menu)

    def write(self, what: str, kind: str) -> None:
        """Ask for a place and write one table of answers."""
        path = self._files().write(f"{what}.{kind}", kind)
        if path is None:
            return
        try:
            self._write(what, path)
        except InputError as error:
            self._model.trouble.emit(error)
            return
        self._left(path)

    def _enable(self) -> None:
        screened = self._model.screened
        for (what, _), action in self.actions_by_name.items():
            there = screened is not None
            if what == "rejected":
                there = screened is not None and bool(screened.set_aside)
            elif what == "moved":
                there = screened is not None and len(screened.sides) > 1
            action.setEnabled(there)

    def _write(self, what: str, path: Path) -> None:
        from cardecide.cohort.attrition import attrition_table as of_flows
        from cardecide.cohort.attrition.flow import flows_of
        from cardecide.cohort.attrition.transitions import moved
        from cardecide.cohort.screening import answers_table as answers
        from cardecide.cohort.screening.rejected_table import rejected_rows
        from cardecide.cohort.screening.writing import write_table

        screened, rows, language = self._model.screened, self._model.rows, self._texts.language
        if screened is None or rows is None:
            return
        match what:
            case "findings":
                write_table(path, answers.FINDING_COLUMNS, answers.finding_rows(screened), sheet=what)
            case "statuses":
                packs = (pack.id for pack in screened.side.packs)
                columns = (*answers.STATUS_COLUMNS, *packs)
                write_table(path, columns, answers.status_rows(screened), sheet=what)
            case "summary":
                write_table(path, answers.SUMMARY_COLUMNS, answers.summary_rows(screened), sheet=what)
            case "attrition":
                body = of_flows.attrition_rows(flows_of(screened), language)
                write_table(path, of_flows.ATTRITION_COLUMNS, body, sheet=what)
            case "rejected":
                columns = ("row", "problem", *rows.table.columns)
                write_table(path, columns, rejected_rows(screened.set_aside, language))
            case _:
                body = of_flows.moved_rows(screened, moved(screened))
                write_table(path, of_flows.MOVED_COLUMNS, body, sheet=what)
