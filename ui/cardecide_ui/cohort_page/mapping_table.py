"""The columns of the opened table as rows: what each is called, holds and means, and what is open."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from cardecide.language.messages import say
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("column", "cells", "meaning", "unit", "state")
_EXAMPLES = 3
_NOWHERE = QModelIndex()


class MappingTable(QAbstractTableModel):
    """One row for each column of the table."""

    def __init__(
        self, model: CohortModel, texts: Texts, colors: Colors, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._colors = model, texts, colors
        self._examples: dict[str, str] = {}
        self._table: object = None
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the table and its meaning anew."""
        if self._model.table is not self._table:
            self.beginResetModel()
            self._table = self._model.table
            self._examples = {}
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(COLUMNS) - 1))

    def column_name(self, row: int) -> str:
        """The table's column in that row."""
        return self._model.table.columns[row] if self._model.table is not None else ""

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many columns the table has."""
        return 0 if parent.isValid() or self._model.table is None else len(self._model.table.columns)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How much is told about each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is told in a column of this list."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._texts(f"cohort.mapping.{COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        name = self.column_name(index.row())
        kind = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(name, kind)
        if role == Qt.ItemDataRole.ToolTipRole:
            from cardecide_ui.fields.plain_widgets import escaped

            return escaped(self._text(name, kind))
        if role == Qt.ItemDataRole.ForegroundRole:
            if self._is_asked(name) and kind == "state":
                return QColor(self._colors.warn.text)
            if self._model.meaning(name).target == "ignored" and not self._is_asked(name):
                return QColor(self._colors.quiet)
        if role == Qt.ItemDataRole.BackgroundRole and kind == "state" and self._is_asked(name):
            return QColor(self._colors.warn.ground)
        return None

    def _text(self, name: str, kind: str) -> str:
        match kind:
            case "column":
                return name
            case "cells":
                return self._examples_of(name)
            case "meaning":
                return meaning_text(self._model.meaning(name).target, self._texts)
            case "unit":
                unit = self._model.meaning(name).unit
                return self._texts.unit(unit) if unit else ""
            case _:
                return self.state_of(name)

    def state_of(self, name: str) -> str:
        """What is open about a column, or what should be known about it."""
        asked = [say(one.said, self._texts.language) for one in self._model.questions if one.column == name]
        if asked:
            return "? " + " ".join(asked)
        proposal = self._model.proposal
        notes = [note for column, note in (proposal.notes if proposal is not None else ()) if column == name]
        is_left_out = self._model.meaning(name).target == "ignored"
        about_leaving = [note for note in notes if is_left_out == note.id.endswith(_ABOUT_LEAVING)]
        if about_leaving:
            return " ".join(say(note, self._texts.language) for note in about_leaving)
        return "" if is_left_out else self._texts("cohort.mapping.ready")

    def _is_asked(self, name: str) -> bool:
        return any(question.column == name for question in self._model.questions)

    def _examples_of(self, name: str) -> str:
        if name not in self._examples and self._model.table is not None:
            from cardecide.cohort.tables.proposal import different_texts
            from cardecide.cohort.tables.table import shown

            found = different_texts(self._model.table, name)
            few = ", ".join(shown(text, 18) for text in found[:_EXAMPLES])
            self._examples[name] = few + (" …" if len(found) > _EXAMPLES else "")
        return self._examples.get(name, "")


_ABOUT_LEAVING = ("identifying", "not-recognized", "after-infusion")


def meaning_text(target: str, texts: Texts) -> str:
    """What a meaning is called in the window's language."""
    from cardecide.cohort.tables.naming import target_label
    from cardecide.cohort.tables.targets import targets

    return target_label(targets()[target], texts.language) if target in targets() else target
