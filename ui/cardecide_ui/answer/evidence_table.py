"""Published outcomes as a table: who was treated, how many, what came of it, and where it is written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from cardecide.assessment.result import EvidenceRow
from cardecide.language.outcome_words import outcome_name, outcome_value
from cardecide_ui.answer.criterion_view import source_line
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts


class EvidenceTable(QWidget):
    """Rows that certainly apply to the patient first, then those that may."""

    def __init__(self, rows: Sequence[EvidenceRow], texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(2, 4)
        for column, heading in enumerate(("population", "n", "outcome")):
            grid.addWidget(PlainLabel(texts(f"evidence.{heading}"), role="heading"), 0, column)
        line = 1
        for row in sorted(rows, key=lambda one: one.applies != "yes"):
            rule = QFrame(self)
            rule.setProperty("card", "rule")
            grid.addWidget(rule, line, 0, 1, 3)
            applies = "" if row.applies == "yes" else f"? {texts('evidence.may_apply')}: "
            who = PlainLabel(f"{applies}{row.text}", wrap=True)
            who.setToolTip("")
            outcomes = "\n".join(
                f"{outcome_name(name, texts.language)}: {outcome_value(value, texts.language)}"
                for name, value in row.outcomes.items()
            )
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(who, line + 1, 0, top)
            grid.addWidget(PlainLabel(str(row.n) if row.n is not None else "–"), line + 1, 1, top)
            grid.addWidget(PlainLabel(outcomes, wrap=True), line + 1, 2, top)
            source = PlainLabel(source_line(row.source, texts), role="caption", wrap=True)
            grid.addWidget(source, line + 2, 0, 1, 3)
            line += 3
