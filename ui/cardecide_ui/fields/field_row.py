"""One row of the form: label, editor, and the echo or problem beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cardecide_ui.fields.choice_editor import ComboEditor, RadioEditor
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.drug_editor import DrugEditor
from cardecide_ui.fields.line_editor import LineEditor
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.fields.reading import implausible
from cardecide_ui.fields.record import FieldRecord, Kind
from cardecide_ui.fields.regimen_editor import RegimenEditor
from cardecide_ui.fields.showing import show_echo, show_range
from cardecide_ui.view_models.problem_words import problem_text

LABEL_WIDTH = 150
_LONGEST_RADIO_ROW = 3
_WIDE = (Kind.TEXT, Kind.DRUGS)

Editor = LineEditor | RadioEditor | ComboEditor | DrugEditor


def make_editor(record: FieldRecord, context: FormContext) -> Editor:
    """The widget for a record's kind."""
    if record.kind is Kind.DRUGS:
        return DrugEditor(record, context)
    if record.kind is Kind.YES_NO:
        return RadioEditor(record, context)
    if record.kind is Kind.CHOICE:
        return (
            ComboEditor(record, context)
            if len(record.options) >= _LONGEST_RADIO_ROW
            else RadioEditor(record, context)
        )
    if record.kind is Kind.TEXT and record.path.rpartition(".")[2] == "regimen":
        return RegimenEditor(record, context)
    return LineEditor(record, context)


class FieldRow(QWidget):
    """Shows one field of the case; ``owner`` is read out before the name where several rows share it."""

    def __init__(
        self, record: FieldRecord, context: FormContext, parent: QWidget | None = None, *, owner: str = ""
    ) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self.label = PlainLabel(context.texts(record.label), wrap=True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.editor = make_editor(record, context)
        self.label.setBuddy(self.editor)
        if owner:
            _name_after(self.editor, owner)
        self.echo = PlainLabel(role="echo", wrap=True)
        self.echo.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.editor, 1 if record.kind in (*_WIDE, Kind.YES_NO) else 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 1)
        outer.setSpacing(0)
        outer.addLayout(row)
        if record.kind in _WIDE:
            self.echo.setIndent(LABEL_WIDTH + 8)
            outer.addWidget(self.echo)
        else:
            row.addWidget(self.echo, 1)
        self.setMinimumHeight(32)
        context.add(record.path, self)
        self.refresh()

    def refresh(self) -> None:
        """Show the session's state, with what is wrong or unusual in words."""
        self.editor.refresh()
        draft = self._context.session.draft(self.record.path)
        texts = self._context.texts
        value = self._context.session.value(self.record.path)
        if draft is not None and draft.problem is not None:
            self._say(f"✕ {texts.say(draft.problem)}", "problem")
        elif self.record.kind is Kind.DATE and (conflict := self._context.session.conflict(self.record.path)):
            self._say(f"⚠ {problem_text(conflict, texts.language)}", "warning")
        elif implausible(self.record, value):
            self._say(f"⚠ {texts('echo.unusual')} {show_echo(self.record, value)}".strip(), "warning")
        elif isinstance(self.editor, DrugEditor):
            self._say(self.editor.echo(), "echo")
        else:
            empty = value is None and draft is None
            self._say(show_range(self.record, texts) if empty else show_echo(self.record, value), "echo")

    def focus(self) -> None:
        """Take the cursor, as if reached by the Tab key."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, text: str, role: str) -> None:
        self.echo.set_role(role)
        if self.echo.text() != text:
            self.echo.setText(text)
        if self.record.kind in _WIDE:
            self.echo.setVisible(bool(text))


def _name_after(editor: QWidget, owner: str) -> None:
    for widget in (editor, *editor.findChildren(QWidget)):
        if widget.accessibleName():
            widget.setAccessibleName(f"{owner}, {widget.accessibleName()}")
