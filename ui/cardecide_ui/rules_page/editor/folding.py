"""Folding: hiding the lines of a group below its first line."""

from PySide6.QtGui import QTextBlock, QTextDocument


class Folding:
    """Which groups of a document can be folded and which are; the lines themselves remember being hidden."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._ends: dict[int, int] = {}
        self.may_hide = any_hidden(document)

    def use(self, groups: list[tuple[int, int]]) -> None:
        """Take the groups of the text as it stands (first and last line, from 0), and mend what is hidden.

        A group whose lines no longer are a group is opened: nothing may hide what nothing can open.
        """
        self._ends = {}
        for first, last in groups:
            self._ends[first] = max(last, self._ends.get(first, 0))
        if not self.may_hide:
            return
        block = self._document.begin()
        shown, hides = block, False
        while block.isValid():
            if block.isVisible():
                shown = block
                block = block.next()
                continue
            end = self._ends.get(shown.blockNumber(), -1)
            hidden = block
            while hidden.isValid() and not hidden.isVisible():
                if hidden.blockNumber() > end:
                    hidden.setVisible(True)
                else:
                    hides = True
                hidden = hidden.next()
            block = hidden
        self.may_hide = hides

    def can_fold(self, line: int) -> bool:
        """Whether a group begins on a line."""
        return self._ends.get(line, line) > line

    def is_folded(self, line: int) -> bool:
        """Whether the group that begins on a line is folded."""
        below = self._document.findBlockByNumber(line + 1)
        return self.can_fold(line) and below.isValid() and not below.isVisible()

    def group_of(self, line: int) -> int | None:
        """The first line of the smallest group around a line."""
        around = [first for first, last in self._ends.items() if first <= line <= last and last > first]
        return max(around, default=None)

    def toggle(self, line: int) -> None:
        """Fold or open the group that begins on a line."""
        if self.is_folded(line):
            self.open(line)
        elif self.can_fold(line):
            self._show(line + 1, self._ends[line], visible=False)

    def open(self, line: int) -> None:
        """Show the lines of a group."""
        if line in self._ends:
            self._show(line + 1, self._ends[line], visible=True)

    def fold_all(self, least: int = 1) -> None:
        """Fold every outer group that hides at least so many lines."""
        end = -1
        for first, last in sorted(self._ends.items()):
            if first > end and last - first >= least:
                self._show(first + 1, last, visible=False)
                end = last

    def open_all(self) -> None:
        """Show every line."""
        self._show(0, self._document.blockCount() - 1, visible=True)

    def reveal(self, block: QTextBlock) -> bool:
        """Open what hides a line; whether anything was hidden."""
        hidden = not block.isVisible()
        line = block.blockNumber()
        while not block.isVisible():
            around = [f for f, last in self._ends.items() if f < line <= last and self.is_folded(f)]
            if not around:
                self._show(line, line, visible=True)
                break
            self.open(min(around))
        return hidden

    def _show(self, first: int, last: int, *, visible: bool) -> None:
        self.may_hide = self.may_hide or not visible
        block = self._document.findBlockByNumber(first)
        start = block.position()
        while block.isValid() and block.blockNumber() <= last:
            block.setVisible(visible)
            block.setLineCount(1 if visible else 0)
            block = block.next()
        end = block.position() if block.isValid() else self._document.characterCount()
        self._document.markContentsDirty(start, max(end - start, 1))


def any_hidden(document: QTextDocument) -> bool:
    """Whether a line of a document is hidden: a document may be shown anew with groups folded."""
    block = document.begin()
    while block.isValid():
        if not block.isVisible():
            return True
        block = block.next()
    return False
