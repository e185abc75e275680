"""Who does something with a pack, why, and from which day it counts."""

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import DateTextError, read_date, show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts


class EntryDialog(QDialog):
    """Cannot be accepted without a name and a reason; a day has to be a whole one."""

    def __init__(
        self,
        step: str,
        who: str,
        texts: Texts,
        *,
        said: str = "",
        day: date | None = None,
        needs_reason: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._needs_reason = needs_reason
        self.from_day: date | None = day
        self.setWindowTitle(texts(f"rules.entry.{step}"))
        self.setMinimumWidth(480)
        self.who = QLineEdit(who, self)
        self.why = QPlainTextEdit(self)
        self.why.setFixedHeight(84)
        self.why.setTabChangesFocus(True)
        self.why.setPlaceholderText(texts(f"rules.entry.{step}_why"))
        self.who.setAccessibleName(texts("rules.entry.who"))
        self.why.setAccessibleName(texts("rules.entry.why"))
        self.day = QLineEdit(day.isoformat() if day else "", self)
        self.day.setAccessibleName(texts("rules.entry.from_day"))
        self.echo = PlainLabel(role="echo")
        self.problem = PlainLabel(role="problem", wrap=True)
        form = QFormLayout()
        form.addRow(texts("rules.entry.who"), self.who)
        if day is not None:
            form.addRow(texts("rules.entry.from_day"), self.day)
            form.addRow("", self.echo)
        self.day.setVisible(day is not None)
        form.addRow(texts("rules.entry.why"), self.why)
        box = QDialogButtonBox(self)
        self.ok = box.addButton(texts(f"rules.entry.{step}_ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        if said:
            column.addWidget(PlainLabel(said, wrap=True))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(box)
        self.who.textChanged.connect(self._check)
        self.why.textChanged.connect(self._check)
        self.day.textChanged.connect(self._check)
        self._check()
        (self.why if who else self.who).setFocus()

    @property
    def name(self) -> str:
        """Who does it."""
        return self.who.text().strip()

    @property
    def reason(self) -> str:
        """Why it is done."""
        return " ".join(self.why.toPlainText().split())

    def _check(self) -> None:
        problems = []
        if not self.name:
            problems.append(self._texts("rules.entry.no_who"))
        if self._needs_reason and not self.reason:
            problems.append(self._texts("rules.entry.no_why"))
        if self.from_day is not None or not self.day.isHidden():
            problems += self._check_day()
        self.problem.setText("\n".join(problems))
        self.ok.setEnabled(not problems)

    def _check_day(self) -> list[str]:
        if self.day.isHidden():
            return []
        try:
            found: PartialDate = read_date(self.day.text())
        except DateTextError as error:
            self.echo.setText("")
            return [self._texts(f"rules.guided.{error.args[0]}")]
        if not found.is_exact:
            self.echo.setText("")
            return [self._texts("rules.guided.whole_date")]
        self.from_day = found.first
        self.echo.setText(show_date(found, self._texts.language))
        return []
