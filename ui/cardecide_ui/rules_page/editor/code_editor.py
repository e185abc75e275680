"""The text edit for rules: numbers, colors, underlines, folding and the keys of an editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.editor.editor_colors import editor_font
from cardecide_ui.rules_page.editor.folding import Folding
from cardecide_ui.rules_page.editor.gutter import Gutter
from cardecide_ui.rules_page.editor.plain_document import PlainDocument
from cardecide_ui.rules_page.editor.text_commands import break_line, indent, outdent, toggle_comment
from cardecide_ui.rules_page.editor.yaml_highlighter import YamlHighlighter

_MOST_UNDERLINES = 400  # more than anyone reads; each costs time when painting


@dataclass(frozen=True, slots=True)
class Underline:
    """A part of the text to underline, in positions of the document."""

    start: int
    end: int
    severity: str


class CodeEditor(QPlainTextEdit):
    """Shows a document. ``asked`` tells that a key asks for help of a kind at the cursor."""

    asked = Signal(str)

    def __init__(
        self, document: PlainDocument, colors: Colors, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colors = colors
        self._underlines: Sequence[Underline] = ()
        self._found: Sequence[tuple[int, int]] = ()
        self._line = 0
        self.setAccessibleName(name)
        self.setFont(editor_font())
        document.setDefaultFont(editor_font())
        self.setDocument(document)
        self.plain_document = document
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 2)
        self.highlighter = YamlHighlighter(self, document, colors)
        self.folding = Folding(document)
        self.gutter = Gutter(self, colors)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self._make_room()
        self._select()

    # What is shown on the text

    def underline(self, underlines: Sequence[Underline]) -> None:
        """Underline problems and mark their lines, in place of those before."""
        self._underlines = underlines
        self.gutter.marks = {}
        for one in underlines:
            line = self.document().findBlock(one.start).blockNumber()
            if self.gutter.marks.get(line) != "error":
                self.gutter.marks[line] = one.severity
        self.gutter.update()
        self._select()

    def show_found(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Mark where a searched text stands."""
        self._found = ranges
        self._select()

    def go_to(self, position: int, end: int | None = None) -> None:
        """Put the cursor at a position, open what hides it, and bring it to the middle."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(position, last))
        if end is not None:
            cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.folding.reveal(self.document().findBlock(cursor.selectionStart()))
        self.setTextCursor(cursor)
        self.centerCursor()

    def lines_in_sight(self) -> Iterator[tuple[int, int, int]]:
        """Number (from 0), top and height of every line that is seen."""
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > bottom:
                return
            if block.isVisible():
                yield block.blockNumber(), round(box.top()), round(box.height())
            block = block.next()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of an editor; everything else is that of a text edit."""
        if not self._own_key(event):
            super().keyPressEvent(event)

    def toggle_fold(self, line: int | None = None) -> None:
        """Fold or open the group of a line, by default the one around the cursor."""
        if line is None:
            line = self.folding.group_of(self.textCursor().blockNumber())
        if line is None:
            return
        self.folding.toggle(line)
        if not self.textCursor().block().isVisible():
            cursor = QTextCursor(self.document().findBlockByNumber(line))
            self.setTextCursor(cursor)
        self.viewport().update()
        self.gutter.update()
        self._refresh_scrollbar()

    def fold_all(self) -> None:
        """Fold every outer group."""
        self.folding.fold_all()
        cursor = self.textCursor()
        block = cursor.block()
        while not block.isVisible() and block.previous().isValid():
            block = block.previous()
        if block != cursor.block():
            self.setTextCursor(QTextCursor(block))
        self._refresh_scrollbar()

    def open_all(self) -> None:
        """Open every group."""
        self.folding.open_all()
        self._refresh_scrollbar()

    def comment(self) -> None:
        """Turn the chosen lines into comments, or back."""
        toggle_comment(self.textCursor())

    def _own_key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        shifted = held == Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Tab and not held:
            indent(self.textCursor())
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shifted):
            outdent(self.textCursor())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            break_line(self.textCursor())
            self.ensureCursorVisible()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.AltModifier:
            self.asked.emit("fixes")
        elif key == Qt.Key.Key_Slash and control:
            self.comment()
        elif key == Qt.Key.Key_Space and control:
            self.asked.emit("completion")
        elif key == Qt.Key.Key_M and control:
            self.toggle_fold()
        else:
            return False
        event.accept()
        return True

    # Geometry and paint

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the margin as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, and a sign after every line that hides others."""
        super().paintEvent(event)
        if not self.folding.may_hide:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._colors.quiet))
        for line, top, height in self.lines_in_sight():
            if self.folding.is_folded(line):
                text = self.document().findBlockByNumber(line).text()
                left = round(self.contentOffset().x()) + self.fontMetrics().horizontalAdvance(text) + 10
                painter.drawText(QRect(left, top, 40, height), Qt.AlignmentFlag.AlignVCenter, "…")

    def _cursor_moved(self) -> None:
        if self.folding.reveal(self.textCursor().block()):
            self._refresh_scrollbar()
        line = self.textCursor().blockNumber()
        if line != self._line:  # within a line nothing else has to be painted anew
            self._line = line
            self.gutter.update()
            self._select()

    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter.width_needed(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        self.gutter.setGeometry(inside.left(), inside.top(), self.gutter.width_needed(), inside.height())

    def _scroll_gutter(self, area: QRect, moved: int) -> None:
        if moved:
            self.gutter.scroll(0, moved)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())

    def _refresh_scrollbar(self) -> None:
        """The layout counts hidden lines only after it was told that its size changed."""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())
        self.viewport().update()
        self.gutter.update()

    def _select(self) -> None:
        selections = [self._current_line()]
        selections += [self._selection(start, end, "found") for start, end in self._found[:_MOST_UNDERLINES]]
        selections += [
            self._selection(u.start, u.end, u.severity) for u in self._underlines[:_MOST_UNDERLINES]
        ]
        self.setExtraSelections(selections)

    def _current_line(self) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.format.setBackground(QColor(self._colors.hover))
        made.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        made.cursor = self.textCursor()
        made.cursor.clearSelection()
        return made

    def _selection(self, start: int, end: int, kind: str) -> QTextEdit.ExtraSelection:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(max(end, start + 1), last), QTextCursor.MoveMode.KeepAnchor)
        made = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        if kind == "found":
            look.setBackground(QColor(self._colors.warn.ground))
        else:
            tone = self._colors.bad if kind == "error" else self._colors.warn
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(tone.strong))
        made.format = look
        made.cursor = cursor
        return made
