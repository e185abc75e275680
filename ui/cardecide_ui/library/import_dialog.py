"""What an import would do, before it is done: each file with what becomes of it, and why not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.library.plain_table import PlainTable
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_line

if TYPE_CHECKING:
    from cardecide.store.exchange import ImportPlan, Known

KNOWN: Final[tuple["Known", ...]] = ("refuse", "revise", "rename")


class ImportDialog(QDialog):
    """``plan`` is what was agreed to.

    ``make_plan`` plans anew for another wish about known names; None: it was given up, the plan stays.
    """

    def __init__(
        self,
        plan: "ImportPlan",
        make_plan: "Callable[[Known], ImportPlan | None]",
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._make_plan = make_plan
        self._known_before = 0
        self.plan = plan
        self.setWindowTitle(texts("library.import.title"))
        self.resize(860, 520)
        self.summary = PlainLabel(role="title", wrap=True)
        self.known = StillComboBox(self)
        self.known.setAccessibleName(texts("library.import.known"))
        for name in KNOWN:
            self.known.addItem(texts(f"library.import.known_{name}"), name)
        self._known_row = QWidget(self)
        row = QHBoxLayout(self._known_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(texts("library.import.known")))
        row.addWidget(self.known, 1)
        self._known_row.setVisible(self._has_known(self.plan))
        headings = [texts(f"library.import.{name}") for name in ("file", "becomes", "detail")]
        self.table = PlainTable(texts("library.import.title"), headings, stretched=2)
        buttons = QDialogButtonBox(self)
        self.do = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.known.currentIndexChanged.connect(self._plan_anew)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self._known_row)
        column.addWidget(self.table, 1)
        column.addWidget(PlainLabel(texts("library.import.nothing_yet"), role="caption", wrap=True))
        column.addWidget(buttons)
        self._show()

    def _plan_anew(self) -> None:
        plan = self._make_plan(self.known.currentData())
        if plan is None:
            self.known.blockSignals(True)
            self.known.setCurrentIndex(self._known_before)
            self.known.blockSignals(False)
            return
        self.plan, self._known_before = plan, self.known.currentIndex()
        self._show()

    @staticmethod
    def _has_known(plan: "ImportPlan") -> bool:
        return any(said.id == "library.pseudonym-taken" for _, said in plan.sentences)

    def _show(self) -> None:
        lines = plan_lines(self.plan, self._texts)
        self.table.show_lines(lines)
        unreadable = len({problem.file for problem in self.plan.problems})
        counts = {"ready": len(self.plan.ready), "same": len(self.plan.same), "left": unreadable}
        self.summary.setText(self._texts("library.import.summary", **counts))
        self.do.setText(self._texts("library.import.do", count=counts["ready"]))
        self.do.setEnabled(counts["ready"] > 0)


def plan_lines(plan: "ImportPlan", texts: Texts) -> list[tuple[str, str, str]]:
    """Each file with what becomes of it; the troubles first, because they need reading."""
    own = {str(file): texts.say(said) for file, said in plan.sentences}
    lines = []
    for problem in plan.problems:
        name = Path(problem.file).name
        if problem.file in own:
            lines.append((name, texts("library.import.conflict"), own[problem.file]))
        else:
            told = problem_line(replace(problem, file=name), texts.language)
            lines.append((name, texts("library.import.unreadable"), told))
    for one in plan.ready:
        became = "new" if one.number is None else "revision"
        lines.append((one.file.name, texts(f"library.import.{became}"), one.case.id))
    lines += [(one.file.name, texts("library.import.same"), one.case.id) for one in plan.same]
    return lines
