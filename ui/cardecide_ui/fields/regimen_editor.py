"""The name of a regimen: completed by abbreviation, brand and Chinese name, with the drugs it stands for."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.line_editor import LineEditor
from cardecide_ui.fields.record import FieldRecord
from cardecide_ui.fields.vocabulary import regimen_names


class RegimenCompleter(QCompleter):
    """Offers names with their drugs behind a dash, and puts the name alone in the field."""

    def __init__(self, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = regimen_names(context.texts.language)
        self.setModel(QStringListModel(list(self._names), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self.setMaxVisibleItems(10)

    def pathFromIndex(self, index) -> str:  # type: ignore[no-untyped-def]  # noqa: N802 - Qt's name
        """The name as the case keeps it."""
        return self._names[index.data()]


class RegimenEditor(LineEditor):
    """A line of text that offers the regimens and drugs it may become; any other name is taken as well."""

    def __init__(self, record: FieldRecord, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(record, context, parent)
        self.edit.setPlaceholderText(context.texts("placeholder.regimen"))

    def _typed(self, text: str) -> None:
        if self.edit.completer() is None:  # made by the first letter typed: most rows are only read
            completer = RegimenCompleter(self._context, self)
            completer.activated.connect(self._typed)
            self.edit.setCompleter(completer)
        super()._typed(text)
