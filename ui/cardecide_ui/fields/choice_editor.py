"""Choices: yes/no/unknown and short lists as radio buttons of equal weight, long lists as a combo box."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import StillComboBox
from cardecide_ui.fields.record import FieldRecord, Kind
from cardecide_ui.view_models.case_edit import was_answered

UNKNOWN = "unknown"
_RADIO_WIDTH = 92


class RadioEditor(QWidget):
    """Unknown, then every option, none checked until one is chosen."""

    def __init__(self, record: FieldRecord, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        label = context.texts(record.label)
        self.buttons: dict[str, QRadioButton] = {}
        for value in choices_of(record):
            button = QRadioButton(context.texts.option(record.option_kind, value), self)
            button.setAccessibleName(f"{label}: {button.text()}")
            button.setMinimumWidth(_RADIO_WIDTH)
            button.clicked.connect(lambda _checked, chosen=value: self._chosen(chosen))
            self._group.addButton(button)
            self.buttons[value] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(self.buttons[UNKNOWN])

    def refresh(self) -> None:
        """Check the button of the answer given, or none."""
        answer = current_answer(self.record, self._context)
        self._group.setExclusive(False)
        for value, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(value == answer)
        self._group.setExclusive(True)

    def _chosen(self, value: str) -> None:
        enter_choice(self.record, self._context, value)


class ComboEditor(StillComboBox):
    """One of a long list; the first entry takes the answer back to unknown."""

    def __init__(self, record: FieldRecord, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self.setAccessibleName(context.texts(record.label))
        self.setPlaceholderText(context.texts("placeholder.choose"))
        for value in choices_of(record):
            self.addItem(context.texts.option(record.option_kind, value), value)
        self.activated.connect(lambda index: enter_choice(record, context, self.itemData(index)))
        self.setMinimumWidth(150)

    def refresh(self) -> None:
        """Show the answer given, or the invitation to choose."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(current_answer(self.record, self._context)))


def choices_of(record: FieldRecord) -> tuple[str, ...]:
    """Unknown first, then the options, all reachable at any time."""
    return (UNKNOWN, "no", "yes") if record.kind is Kind.YES_NO else (UNKNOWN, *record.options)


def current_answer(record: FieldRecord, context: FormContext) -> str:
    """The answer as its word; an empty string where the field was never answered."""
    value = context.session.value(record.path)
    if value is None or str(value) == UNKNOWN:
        return UNKNOWN if was_answered(context.session.case, record.path) else ""
    return str(value)


def enter_choice(record: FieldRecord, context: FormContext, value: str) -> None:
    """Enter an answer; unknown forgets the field where the model has no word for it."""
    session = context.session
    unknown_is_a_word = record.kind is Kind.YES_NO or str(session.value(record.path)) == UNKNOWN
    session.enter(record.path, None if value == UNKNOWN and not unknown_is_a_word else value)
    session.close_edit()
