"""Find and replace in the text, below the editor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QToolButton, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.rules_page.editor.code_editor import CodeEditor
from cardecide_ui.rules_page.editor.plain_document import is_plain, units
from cardecide_ui.texts import Texts


class FindBar(QFrame):
    """Searches as one types; Return goes on, Shift+Return back, Escape returns to the text."""

    closed = Signal()

    def __init__(self, editor: CodeEditor, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._texts = texts
        self._ranges: list[tuple[int, int]] = []
        self.setProperty("card", "hint")
        self.search = self._line(texts("rules.find.search"))
        self.replacement = self._line(texts("rules.find.replacement"))
        self.same_case = QCheckBox(texts("rules.find.same_case"), self)
        self.count = PlainLabel(role="caption")
        self.before = self._button("▲", texts("rules.find.before"))
        self.after = self._button("▼", texts("rules.find.after"))
        self.replace_one = self._button(texts("rules.find.replace"), texts("rules.find.replace"))
        self.replace_every = self._button(texts("rules.find.replace_all"), texts("rules.find.replace_all"))
        close = self._button("✕", texts("dialog.close"))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 5, 8, 5)
        grid.setHorizontalSpacing(5)
        for column, widget in enumerate((self.search, self.before, self.after, self.same_case)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.count, 0, 4)
        grid.addWidget(close, 0, 5)
        grid.addWidget(self.replacement, 1, 0)
        grid.addWidget(self.replace_one, 1, 1, 1, 2)
        grid.addWidget(self.replace_every, 1, 3)
        grid.setColumnStretch(0, 1)
        self.count.setMinimumWidth(60)
        self.search.textChanged.connect(self._look)
        self.same_case.toggled.connect(self._look)
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))
        self.replace_one.clicked.connect(self.replace)
        self.replace_every.clicked.connect(self.replace_all)
        close.clicked.connect(self.leave)
        self.hide()

    def open(self, *, replacing: bool) -> None:
        """Show the bar, with what is chosen in the text."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.search.setText(chosen)
        self.show()
        (self.replacement if replacing and self.search.text() else self.search).setFocus()
        self.search.selectAll()
        self._look()

    def leave(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._editor.show_found([])
        self._editor.setFocus()
        self.closed.emit()

    def go(self, direction: int) -> None:
        """Choose the next hit after the cursor, or the one before; round at the ends."""
        self._look()
        if not self._ranges:
            return
        cursor = self._editor.textCursor()
        if direction > 0:
            index = next(
                (i for i, (start, _) in enumerate(self._ranges) if start >= cursor.selectionEnd()), 0
            )
        else:
            hits = [i for i, (_, end) in enumerate(self._ranges) if end <= cursor.selectionStart()]
            index = hits[-1] if hits else len(self._ranges) - 1
        self._editor.go_to(*self._ranges[index])
        self._say(index)

    def replace(self) -> None:
        """Replace the hit that is chosen and go to the next."""
        cursor = self._editor.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) in self._ranges:
            cursor.insertText(self.replacement.text())
        self.go(1)

    def replace_all(self) -> None:
        """Replace every hit, as one step to undo."""
        self._look()
        document = self._editor.plain_document
        text = document.text
        found = self._hits(text)
        document.apply([(start, end, self.replacement.text()) for start, end in found], text)
        self._look()
        self.count.setText(self._texts("rules.find.replaced", count=len(found)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return and Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replacement.hasFocus():
                self.replace()
            else:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        text = self._editor.plain_document.text
        found = self._hits(text)
        if not is_plain(text):
            found = [(units(text[:start]), units(text[:end])) for start, end in found[:1000]]
        self._ranges = found
        self._editor.show_found(found)
        self._say(None)

    def _hits(self, text: str) -> list[tuple[int, int]]:
        wanted = self.search.text()
        if not wanted:
            return []
        if not self.same_case.isChecked():
            lower = text.lower()
            if len(lower) == len(text):  # a few signs, such as İ, grow when they become small
                text, wanted = lower, wanted.lower()
        found, at = [], text.find(wanted)
        while at >= 0:
            found.append((at, at + len(wanted)))
            at = text.find(wanted, at + len(wanted))
        return found

    def _say(self, index: int | None) -> None:
        count = len(self._ranges)
        if not self.search.text():
            self.count.setText("")
        elif index is None:
            self.count.setText(self._texts("rules.find.count", count=count))
        else:
            self.count.setText(f"{index + 1} / {count}")

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        return line

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        if text != name:
            button.setToolTip(name)
        return button
