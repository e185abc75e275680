"""What keys do to lines: comment, indent, break with the same indentation, tidy. Each is one step to undo."""

from PySide6.QtGui import QTextBlock, QTextCursor

_INDENT = "  "


def chosen_lines(cursor: QTextCursor) -> list[QTextBlock]:
    """The lines that the selection touches; one that ends at the start of a line does not touch that line."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    if cursor.hasSelection() and end > block.position() and end == document.findBlock(end).position():
        end -= 1
    last = document.findBlock(end).blockNumber()
    found = []
    while block.isValid() and block.blockNumber() <= last:
        found.append(block)
        block = block.next()
    return found


def toggle_comment(cursor: QTextCursor) -> None:
    """Put ``# `` before every chosen line at their common indentation, or take it away where all have it."""
    lines = [block for block in chosen_lines(cursor) if block.text().strip()]
    if not lines:
        return
    every = all(block.text().lstrip().startswith("#") for block in lines)
    column = min(len(block.text()) - len(block.text().lstrip()) for block in lines)
    cursor.beginEditBlock()
    edit = QTextCursor(cursor.document())
    for block in lines:
        if every:
            text = block.text()
            start = text.index("#")
            width = 2 if text[start + 1 : start + 2] == " " else 1
            edit.setPosition(block.position() + start)
            edit.setPosition(block.position() + start + width, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        else:
            edit.setPosition(block.position() + column)
            edit.insertText("# ")
    cursor.endEditBlock()


def indent(cursor: QTextCursor) -> None:
    """Move the chosen lines in; without a selection, go on to the next even column."""
    if not cursor.hasSelection():
        column = cursor.positionInBlock()
        cursor.insertText(" " * (len(_INDENT) - column % len(_INDENT)))
        return
    _each_line(cursor, outward=False)


def outdent(cursor: QTextCursor) -> None:
    """Move the chosen lines out, as far as they go."""
    _each_line(cursor, outward=True)


def break_line(cursor: QTextCursor) -> None:
    """Begin a line with the indentation of this one, one step deeper after a key without a value."""
    before = cursor.block().text()[: cursor.positionInBlock()]
    stripped = before.lstrip(" ")
    own = before[: len(before) - len(stripped)]
    if stripped.rstrip().endswith(":"):
        own += _INDENT + (_INDENT if stripped.startswith("- ") else "")
    elif stripped.startswith("- ") and ":" in stripped:
        own += _INDENT
    cursor.insertText("\n" + own)


def _each_line(cursor: QTextCursor, *, outward: bool) -> None:
    lines = chosen_lines(cursor)
    cursor.beginEditBlock()
    edit = QTextCursor(cursor.document())
    for block in lines:
        text = block.text()
        edit.setPosition(block.position())
        if outward:
            blanks = min(len(_INDENT), len(text) - len(text.lstrip(" ")))
            edit.setPosition(block.position() + blanks, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        elif text.strip():
            edit.insertText(_INDENT)
    cursor.endEditBlock()
