"""A text document that outlives the widgets showing it, and gives back exactly the text it was given."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from cardecide.authoring import TextEdit

_BLOCK_END = "\u2029"


class PlainDocument(QTextDocument):
    """A plain text with one undo history. Line ends of ``\\r\\n`` are kept where every line has them."""

    def __init__(self, text: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setDocumentLayout(QPlainTextDocumentLayout(self))
        self._ends = "\n"
        self.load(text)

    def load(self, text: str) -> None:
        """Take another text, with an undo history of its own."""
        self._ends = line_ends(text)
        self.setPlainText(text.replace("\r\n", "\n") if self._ends == "\r\n" else text)
        self.setModified(False)

    @property
    def text(self) -> str:
        """The text as the editor counts it: lines end with ``\\n``.

        ``toPlainText`` would turn every no-break space into a space.
        """
        return self.toRawText().replace(_BLOCK_END, "\n")

    @property
    def file_text(self) -> str:
        """The text as it stands in a file, with the line ends it came with."""
        text = self.text
        return text.replace("\n", self._ends) if self._ends != "\n" else text

    def replace_text(self, new: str) -> None:
        """Make the text ``new`` with one replacement of what differs, which can be undone."""
        if line_ends(new) == "\r\n":
            new = new.replace("\r\n", "\n")
        old = self.text
        start, old_end, new_end = differing(old, new)
        if start < old_end or start < new_end:
            self.apply([(start, old_end, new[start:new_end])], old)

    def apply(self, edits: list[tuple[int, int, str]], text: str | None = None) -> None:
        """Make replacements as one step of the undo history.

        Ranges are in code points of the text (given, where the caller has it at hand).
        """
        text = self.text if text is None else text
        plain = is_plain(text)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for start, end, new in sorted(edits, reverse=True):
            cursor.setPosition(start if plain else units(text[:start]))
            cursor.setPosition(end if plain else units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        cursor.endEditBlock()

    def apply_edits(self, edits: tuple[TextEdit, ...], text: str | None = None) -> None:
        """The same for replacements of the rule language."""
        self.apply([(edit.range.start, edit.range.end, edit.text) for edit in edits], text)


def line_ends(text: str) -> str:
    """The line end that every line of a text has; ``\\n`` where they differ."""
    count = text.count("\r\n")
    return "\r\n" if count and count == text.count("\n") == text.count("\r") else "\n"


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_plain(text: str) -> bool:
    """Whether positions in code points and in UTF-16 units are the same throughout a text."""
    return text.isascii() or units(text) == len(text)


def differing(old: str, new: str) -> tuple[int, int, int]:
    """The first sign in which two texts differ, and where the rest that is equal begins in each."""
    start = _common(old, new)
    most = min(len(old), len(new)) - start
    same = _common(old[::-1][:most], new[::-1][:most])
    return start, len(old) - same, len(new) - same


def _common(one: str, other: str) -> int:
    """How many signs two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
