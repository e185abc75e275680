"""Completion, help and quick fixes at the cursor, asked of the core for the text as it stands."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QToolTip

from cardecide.authoring import Completion, TextProblem, complete, hover
from cardecide.facts.catalogue import catalogue
from cardecide_ui.fields.plain_widgets import escaped
from cardecide_ui.rules_page.editor.code_editor import CodeEditor
from cardecide_ui.rules_page.editor.completion_popup import CompletionPopup
from cardecide_ui.rules_page.editor.positions import Positions
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text

_WORD = re.compile(r"[A-Za-z_]\w*")
_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_REST = 180  # milliseconds after a letter before proposals are offered unasked


class HelpAtCursor(QObject):
    """Listens to one editor. Where it has problems, their words and mends are shown too."""

    def __init__(self, editor: CodeEditor, texts: Texts) -> None:
        super().__init__(editor)
        self._editor = editor
        self._texts = texts
        self._problems: Sequence[TextProblem] = ()
        self._menu: QMenu | None = None
        self.popup = CompletionPopup(editor, texts)
        self.popup.chosen.connect(self._insert)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.offer)
        editor.asked.connect(self._asked)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.popup.hide)

    def use_problems(self, problems: Sequence[TextProblem]) -> None:
        """Take the problems of the text as it stands."""
        self._problems = problems

    def offer(self) -> None:
        """Offer what can be written at the cursor."""
        text = self._editor.plain_document.text
        offset = Positions(text).to_offset(self._editor.textCursor().position())
        self.popup.offer(complete(text, offset, self._texts.language))

    def words_at(self, position: int) -> str:
        """What there is to say about a place: problems first, then the help of the catalogue."""
        text = self._editor.plain_document.text
        offset = Positions(text).to_offset(position)
        lines = [
            f"{self._texts.say(one.headline)}: {problem_text(one.problem, self._texts.language)}"
            for one in self._problems
            if one.range.start <= offset <= one.range.end
        ]
        found = hover(text, offset, self._texts.language)
        if found is not None:
            lines += ([""] if lines else []) + [found.title, *found.lines]
        return "\n".join(lines)

    def fact_at_cursor(self) -> str:
        """The fact whose name the cursor is in; empty where there is none."""
        cursor = self._editor.textCursor()
        line, column = cursor.block().text(), cursor.positionInBlock()
        for found in _WORD.finditer(line):
            if found.start() <= column <= found.end() and found.group() in catalogue():
                return found.group()
        return ""

    def fixes(self) -> list[TextProblem]:
        """The problems at the cursor that can be mended, else those of its line."""
        cursor = self._editor.textCursor()
        text = self._editor.plain_document.text
        offset = Positions(text).to_offset(cursor.position())
        mendable = [one for one in self._problems if one.fixes]
        here = [one for one in mendable if one.range.start <= offset <= one.range.end]
        return here or [one for one in mendable if one.line == cursor.blockNumber() + 1]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Help under the pointer; proposals some time after a letter."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if watched is self._editor.viewport():
                position = self._editor.cursorForPosition(event.pos()).position()
                QToolTip.showText(event.globalPos(), escaped(self.words_at(position)), self._editor)
                return True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._stop_offering()
        elif (
            event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._editor
        ):
            self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() in _MOVES:
            self._stop_offering()
        elif not typed or event.modifiers() & _COMMANDS:
            return  # a key that types nothing: Shift, Ctrl+Space, …
        elif typed.isalnum() or typed in "_-" or (typed == "\b" and self.popup.is_open):
            self._rest.start()
        else:
            self._rest.stop()
            QTimer.singleShot(0, self.popup.hide)  # after the list has had its own keys

    def _stop_offering(self) -> None:
        self._rest.stop()
        self.popup.hide()

    def show_help(self) -> None:
        """Say by key what the pointer would be told."""
        words = self.words_at(self._editor.textCursor().position())
        place = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
        QToolTip.showText(place, escaped(words or self._texts("rules.nothing_known")), self._editor)

    def show_fixes(self) -> None:
        """List the ways to mend what is wrong at the cursor."""
        menu = QMenu(self._editor)
        for problem in self.fixes():
            for fix in problem.fixes:
                action = menu.addAction(self._texts.say(fix.label).replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, fix=fix: self.mend(fix.edits))
        if menu.isEmpty():
            menu.addAction(self._texts("rules.no_fix")).setEnabled(False)
        menu.setAccessibleName(self._texts("rules.fixes"))
        self._menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft()))
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def mend(self, edits: tuple) -> None:  # type: ignore[type-arg]
        """Make the replacements of a fix, as one step to undo."""
        self._editor.plain_document.apply_edits(edits)
        self._editor.setFocus()

    def _asked(self, kind: str) -> None:
        if kind == "completion":
            self.offer()
        elif kind == "fixes":
            self.show_fixes()
        elif kind == "help":
            self.show_help()

    def _insert(self, chosen: object) -> None:
        if not isinstance(chosen, Completion):
            return
        text = self._editor.plain_document.text
        positions = Positions(text)
        cursor = self._editor.textCursor()
        end = max(cursor.position(), positions.to_position(chosen.range.end))
        cursor.setPosition(positions.to_position(chosen.range.start))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chosen.insert)
        self._editor.setTextCursor(cursor)
        self._rest.stop()
