"""The date of a blood sample, entered once: values typed from now on take it over, and show it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.date_text import DateTextError, read_date, show_date
from cardecide_ui.fields.line_editor import CaseLineEdit
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.sections.lab_row import LABEL_WIDTH, width_of

PATH = "labs#sample_date"


class SampleDate(QWidget):
    """It is no part of the case: each value holds its own date, and may have another one."""

    def __init__(self, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        label = PlainLabel(context.texts("labs.sample_date"), wrap=True)
        label.setFixedWidth(LABEL_WIDTH)
        self.edit = CaseLineEdit(self)
        self.edit.setAccessibleName(context.texts("labs.sample_date"))
        self.edit.setPlaceholderText(context.texts("labs.date"))
        self.edit.setFixedWidth(width_of("date", context, self))
        label.setBuddy(self.edit)
        self.said = PlainLabel(role="echo", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 2)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.edit)
        row.addWidget(self.said, 1)
        self.edit.textEdited.connect(self._typed)
        self.edit.left.connect(self.refresh)
        context.add(PATH, self)
        self.refresh()

    def refresh(self) -> None:
        """Show the date that is taken over; none for another case."""
        day, texts = self._context.state.sample_date, self._context.texts
        if day is not None or not self.edit.hasFocus():
            self.edit.show_text(show_date(day, texts.language) if day is not None else "")
        self._say("", texts("labs.sample_date_hint"))

    def focus(self) -> None:
        """Take the cursor."""
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        self._context.state.sample_date = None
        texts = self._context.texts
        try:
            self._context.state.sample_date = read_date(text) if text.strip() else None
        except DateTextError as error:
            self._say("invalid", texts(f"problem.{error.args[0]}"))
            return
        self._say("", texts("labs.sample_date_hint"))

    def _say(self, state: str, text: str) -> None:
        self.edit.mark(state)
        self.said.set_role("problem" if state else "echo")
        self.said.setText(f"✕ {text}" if state else text)
