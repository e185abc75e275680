"""The proposals at the cursor: a list over the text that leaves the keys to the editor."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem

from cardecide.authoring import Completion
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.rules_page.editor.code_editor import CodeEditor
from cardecide_ui.texts import Texts

_MOST = 200
_LIST_WIDTH, _HELP_WIDTH, _HEIGHT, _FRAME = 280, 260, 200, 20


class CompletionPopup(QFrame):
    """``chosen`` carries the proposal that was taken."""

    chosen = Signal(object)

    def __init__(self, editor: CodeEditor, texts: Texts) -> None:
        super().__init__(editor.viewport())
        self._editor = editor
        self._texts = texts
        self._completions: Sequence[Completion] = ()
        self.setProperty("card", "list")
        self.setAutoFillBackground(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(texts("rules.completion.list"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.help = PlainLabel(role="caption", wrap=True)
        self.help.setContentsMargins(4, 4, 0, 0)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(self.list)
        row.addWidget(self.help, 1)
        self.list.currentRowChanged.connect(self._explain)
        self.list.itemClicked.connect(lambda _item: self.take())
        editor.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether proposals are shown."""
        return not self.isHidden()

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show proposals below the cursor, or nothing where there are none."""
        self._completions = completions[:_MOST]
        if not completions:
            self.hide()
            return
        self.list.clear()
        for one in self._completions:
            QListWidgetItem(one.label, self.list)
        self.list.setCurrentRow(0)
        rect = self._editor.cursorRect()
        room = self._editor.viewport()
        width, height = min(_LIST_WIDTH + _HELP_WIDTH + _FRAME, room.width()), _HEIGHT
        self.list.setFixedWidth(min(_LIST_WIDTH, (width - _FRAME) * 55 // 100))
        self.help.setFixedWidth(width - _FRAME - self.list.width())
        left = max(0, min(rect.left(), room.width() - width))
        below = rect.bottom() + 2
        top = below if below + height <= room.height() else max(0, rect.top() - height - 2)
        self.setGeometry(left, top, width, height)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def take(self) -> None:
        """Take the proposal that is chosen."""
        row = self.list.currentRow()
        self.hide()
        if 0 <= row < len(self._completions):
            self.chosen.emit(self._completions[row])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The keys of a list while it is open; everything else goes to the text."""
        if not self.is_open:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._key(event.key())

    def _key(self, key: int) -> bool:
        row, last = self.list.currentRow(), self.list.count() - 1
        moves = {
            Qt.Key.Key_Down: min(row + 1, last),
            Qt.Key.Key_Up: max(row - 1, 0),
            Qt.Key.Key_PageDown: min(row + 8, last),
            Qt.Key.Key_PageUp: max(row - 8, 0),
        }
        if key in moves:
            self.list.setCurrentRow(moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _explain(self, row: int) -> None:
        if 0 <= row < len(self._completions):
            one = self._completions[row]
            kind = self._texts(f"rules.completion.{one.kind}")
            self.help.setText(
                "\n".join(part for part in (kind, one.detail, "", one.documentation) if part or part == "")
            )
