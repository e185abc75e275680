"""Line fields: text, numbers, amounts with their unit, sizes, and dates with their words."""

from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from cardecide.language.text import LANGUAGES
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.fields.reading import Reading, read_text
from cardecide_ui.fields.record import FieldRecord, Kind
from cardecide_ui.fields.showing import show_value, words_of

# For the capital of a word only (i becomes İ in Turkish); numbers are never read by a locale.
_LOCALES = {
    "en": QLocale(QLocale.Language.English),
    "zh": QLocale(QLocale.Language.Chinese),
    "tr": QLocale(QLocale.Language.Turkish),
}
_WIDTHS = {Kind.COUNT: 64, Kind.NUMBER: 88, Kind.AMOUNT: 88, Kind.SIZE: 120, Kind.DATE: 120}


class CaseLineEdit(QLineEdit):
    """A line edit whose undo is the case's, and which says when it is reached and left."""

    left = Signal()
    reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.returnPressed.connect(self.left)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the cursor came."""
        super().focusInEvent(event)
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the typing has ended."""
        super().focusOutEvent(event)
        self.left.emit()

    def show_text(self, text: str) -> None:
        """Show ``text`` without counting it as typed; the cursor stays where nothing changed."""
        if self.text() != text:
            with QSignalBlocker(self):
                self.setText(text)

    def mark(self, state: str) -> None:
        """Look ``invalid``, ``unusual`` or (empty) ordinary."""
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)


class LineEditor(QWidget):
    """A line edit bound to one path of the case."""

    def __init__(self, record: FieldRecord, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self._words = words_of(record, context.texts, LANGUAGES) if record.words else {}
        self._typing = False
        self.edit = CaseLineEdit(self)
        self.edit.setAccessibleName(context.texts(record.label))
        self.edit.textEdited.connect(self._typed)
        self.edit.left.connect(self._left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.edit)
        if record.kind in _WIDTHS:
            self.edit.setFixedWidth(_WIDTHS[record.kind])
        if record.kind is Kind.DATE:
            self.edit.setPlaceholderText(context.texts("placeholder.date"))
        if record.kind is Kind.SIZE:
            self.edit.setPlaceholderText(context.texts("placeholder.size"))
        if unit := context.texts.unit(record.unit):
            layout.addWidget(PlainLabel(unit, role="unit"))
        self._buttons = [self._word_button(word, layout) for word in record.words]
        self.setFocusProxy(self.edit)

    def refresh(self) -> None:
        """Show the draft or the value; what is being typed is left alone."""
        session = self._context.session
        draft = session.draft(self.record.path)
        value = session.value(self.record.path)
        if not self._typing:
            shown = draft.text if draft else show_value(self.record, value, self._context.texts)
            self.edit.show_text(shown)
        self.edit.mark("invalid" if draft and draft.problem else "")
        for button, word in zip(self._buttons, self.record.words, strict=True):
            button.setChecked(value == word)

    def read(self, text: str) -> Reading:
        """What the text means for this field."""
        return read_text(self.record, text, words=self._words)

    def _typed(self, text: str) -> None:
        reading = self.read(text)
        self._typing = True
        try:
            self._commit(text, reading, typing=True)
        finally:
            self._typing = False

    def _left(self) -> None:
        self._context.session.close_edit()
        self.refresh()

    def _commit(self, text: str, reading: Reading, *, typing: bool) -> None:
        session = self._context.session
        if reading.problem is not None:
            session.keep_draft(self.record.path, text, reading.problem, typing=typing)
        else:
            session.enter(self.record.path, reading.value, typing=typing)

    def _word_button(self, word: str, layout: QHBoxLayout) -> QToolButton:
        button = QToolButton(self)
        text = self._context.texts(f"word.{word}")
        button.setText(_LOCALES[self._context.texts.language].toUpper(text[:1]) + text[1:])
        button.setAccessibleName(f"{self._context.texts(self.record.label)}: {button.text()}")
        button.setCheckable(True)
        button.clicked.connect(lambda checked: self._enter_word(word if checked else None))
        layout.addWidget(button)
        return button

    def _enter_word(self, value: Any) -> None:
        self._context.session.enter(self.record.path, value)
