"""Editors for the value of a fact, one for each kind of fact."""

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cardecide.assessment.display import member_label
from cardecide.facts.catalogue import FactDefinition
from cardecide_ui.fields.date_text import DateTextError, read_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.override_edit import UNKNOWN


class ValueEditor(Protocol):
    """What the editors of all kinds have in common."""

    changed: Any

    def value(self) -> Any:
        """The value as a case file writes it; empty while there is none."""

    def set_value(self, value: Any) -> None:
        """Show a value that was set before."""


class ChoiceValue(QWidget):
    """Yes, no, unknown, or one of a list: radio buttons, none chosen at first."""

    changed = Signal()

    def __init__(self, words: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        upright = len(words) > 4
        layout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[str, QRadioButton] = {}
        for value, word in words.items():
            button = QRadioButton(word, self)
            button.toggled.connect(self.changed)
            self._group.addButton(button)
            self.buttons[value] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> str:
        """The chosen word."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, value: Any) -> None:
        """Choose a word."""
        if str(value) in self.buttons:
            self.buttons[str(value)].setChecked(True)


class TextValue(QWidget):
    """A count, an amount or a date on a line, with its unit."""

    changed = Signal()

    def __init__(self, unit: str, name: str, *, is_date: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_date = is_date
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        layout.addWidget(PlainLabel(unit, role="unit"))
        self.setFocusProxy(self.edit)

    def value(self) -> str:
        """The text; a date in the form of a case file."""
        text = self.edit.text().strip()
        if not self._is_date or not text:
            return text
        try:
            return str(read_date(text))
        except DateTextError:
            return text

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.edit.setText(str(value))


class MembersValue(QListWidget):
    """The members of a set, each to be ticked."""

    changed = Signal()

    def __init__(self, words: dict[str, str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(180)
        for value, word in words.items():
            item = QListWidgetItem(word, self)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def value(self) -> list[str]:
        """The ticked members."""
        items = [self.item(index) for index in range(self.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def set_value(self, value: Any) -> None:
        """Tick members."""
        for index in range(self.count()):
            item = self.item(index)
            ticked = isinstance(value, list) and item.data(Qt.ItemDataRole.UserRole) in value
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)


def value_editor(
    definition: FactDefinition, texts: Texts, parent: QWidget | None = None
) -> ChoiceValue | TextValue | MembersValue:
    """The editor for a fact's kind."""
    name = definition.label[texts.language]
    unknown = {UNKNOWN: texts("option.unknown")}
    match definition.kind:
        case "yes_no":
            answers = {value: texts.option("yes_no", value) for value in ("yes", "no")}
            return ChoiceValue(answers | unknown, parent)
        case "choice":
            words = {value: member_label(value, texts.language) for value in definition.values}
            return ChoiceValue(words | unknown, parent)
        case "members":
            words = {value: member_label(value, texts.language) for value in definition.values}
            return MembersValue(words, name, parent)
        case _:
            unit = texts.unit(definition.unit) if definition.unit else ""
            return TextValue(unit, name, is_date=definition.kind == "date", parent=parent)
