"""Two texts side by side, line by line, with what differs marked by sign and color."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QTextEdit, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.diff.diff_rows import DiffRow, diff_rows
from cardecide_ui.rules_page.editor.editor_colors import editor_font
from cardecide_ui.rules_page.editor.plain_document import differing, units
from cardecide_ui.texts import Texts

_NUMBER = 8  # signs for a line's number and its mark


class DiffView(QWidget):
    """Read only; the two sides scroll together."""

    def __init__(self, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._colors = colors
        self.titles = (PlainLabel(role="strong", wrap=True), PlainLabel(role="strong", wrap=True))
        self.sides = (self._side(), self._side())
        self.said = PlainLabel(role="caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for column in range(2):
            grid.addWidget(self.titles[column], 0, column)
            grid.addWidget(self.sides[column], 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)
        grid.addWidget(self.said, 2, 0, 1, 2)
        left, right = self.sides
        for one, other in ((left, right), (right, left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)

    def show_texts(self, old: tuple[str, str], new: tuple[str, str], *, around: int = 3) -> None:
        """Show two texts, each with its title."""
        for label, side, (title, _text) in zip(self.titles, self.sides, (old, new), strict=True):
            label.setText(title)
            side.setAccessibleName(title)
        rows = diff_rows(old[1], new[1], around=around)
        changed = sum(row.kind not in ("equal", "skipped") for row in rows)
        self.said.setText(
            self._texts("rules.diff.count", count=changed) if changed else self._texts("rules.diff.none")
        )
        self._fill(0, rows)
        self._fill(1, rows)

    def _fill(self, column: int, rows: Sequence[DiffRow]) -> None:
        side = self.sides[column]
        side.setPlainText("\n".join(self._line(column, row) for row in rows))
        selections = []
        for index, row in enumerate(rows):
            ground = self._ground(column, row)
            if ground:
                selections.append(self._marked(side, index, ground))
            if row.kind == "changed":
                selections.append(self._part(side, index, column, row))
        side.setExtraSelections(selections)

    def _line(self, column: int, row: DiffRow) -> str:
        if row.kind == "skipped":
            return f"{'⋯':>{_NUMBER - 1}} {self._texts('rules.diff.skipped', count=row.count)}"
        number, text = ((row.old_number, row.old), (row.new_number, row.new))[column]
        if not number:
            return ""
        sign = {"changed": "~", "removed": "-", "added": "+"}.get(row.kind, " ")
        return f"{number:>{_NUMBER - 2}}{sign} {text}"

    def _ground(self, column: int, row: DiffRow) -> str:
        if row.kind == "skipped":
            return self._colors.neutral.ground
        if row.kind in ("removed", "changed") and column == 0:
            return self._colors.bad.ground
        if row.kind in ("added", "changed") and column == 1:
            return self._colors.good.ground
        return ""

    def _marked(self, side: QPlainTextEdit, index: int, ground: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(QColor(ground))
        look.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        made.format = look
        made.cursor = QTextCursor(side.document().findBlockByNumber(index))
        return made

    def _part(self, side: QPlainTextEdit, index: int, column: int, row: DiffRow) -> QTextEdit.ExtraSelection:
        start, old_end, new_end = differing(row.old, row.new)
        text, end = (row.old, old_end) if column == 0 else (row.new, new_end)
        tone = self._colors.bad if column == 0 else self._colors.good
        block = side.document().findBlockByNumber(index).position() + _NUMBER
        cursor = QTextCursor(side.document())
        cursor.setPosition(block + units(text[:start]))
        cursor.setPosition(block + units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        made = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setFontUnderline(True)
        look.setForeground(QColor(tone.text))
        look.setFontWeight(700)
        made.format = look
        made.cursor = cursor
        return made

    def _side(self) -> QPlainTextEdit:
        side = QPlainTextEdit(self)
        side.setReadOnly(True)
        side.setFont(editor_font())
        side.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        side.setTabChangesFocus(True)
        side.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        return side
