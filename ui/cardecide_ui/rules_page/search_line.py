"""A field to search with, that can be emptied by one press."""

from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from cardecide_ui.texts import Texts


def search_line(name: str, texts: Texts, parent: QWidget) -> QLineEdit:
    """A line edit with its name inside, read out together with the button that empties it."""
    line = QLineEdit(parent)
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(texts("rules.clear"))
    return line
