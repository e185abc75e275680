"""The values of a pack that can be changed without YAML, as rows to choose from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cardecide.authoring import EditableValue
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Language, in_language
from cardecide_ui.texts import Texts

KINDS: Final = ("threshold", "date", "source", "weight")
MISSING: Final = "missing"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_SIGNS: Final = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value in words: what it belongs to, what it is about, and what it is now."""

    value: EditableValue
    name: str
    about: str
    now: str


def kind_of(value: EditableValue) -> str:
    """Under which of ``KINDS`` a value is listed; points of a score are weights."""
    return "weight" if value.what in ("weight", "points", "revision") else value.what


def value_row(value: EditableValue, language: Language, texts: Texts) -> ValueRow:
    """A value in the words of a language."""
    name = in_language(value.label, language)
    if value.what == "threshold":
        about = catalogue()[value.fact].label[language]
        sign = _SIGNS.get(value.operator, value.operator)
        unit = texts.unit(value.unit) if value.unit else ""
        return ValueRow(value, name, about, " ".join(part for part in (sign, value.current, unit) if part))
    about = texts(f"rules.what.{value.what}")
    if value.what == "date" and value.path[-1] in ("from", "until", "checked", "verified_through"):
        about = texts(f"rules.date.{value.path[-1]}")
        if not value.criterion and name == str(value.path[-1]).replace("_", " "):
            name = texts("rules.whole_pack")
    return ValueRow(value, name, about, value.current or "–")


def rows_of(
    values: Sequence[EditableValue], language: Language, texts: Texts, *, kind: str = "", words: str = ""
) -> list[ValueRow]:
    """The rows of one kind (empty: all) that hold the words."""
    wanted = words.casefold().split()
    found = []
    for value in values:
        if kind not in ("", MISSING) and kind_of(value) != kind:
            continue
        row = value_row(value, language, texts)
        text = f"{row.name} {row.about} {row.now} {value.criterion} {value.fact} {value.version}".casefold()
        if all(word in text for word in wanted):
            found.append(row)
    return found


def stale_number(value: EditableValue, before: Mapping[str, EditableValue]) -> str:
    """The earlier threshold, where the criterion's own words still name it and not the one of now."""
    then = before.get(value.key)
    if value.what != "threshold" or then is None or then.current == value.current:
        return ""
    said = set(_NUMBER.findall(in_language(value.label, "en")))
    return then.current if then.current in said and value.current not in said else ""


class ValueTable(QAbstractTableModel):
    """The rows for a table of the window: name, what it is about, what it is now."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.rows: list[ValueRow] = []

    def show(self, rows: list[ValueRow]) -> None:
        """Show other rows; rows of the same values are only said anew."""
        same = [row.value.key for row in rows] == [row.value.key for row in self.rows]
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 2))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """How many values there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """Three."""
        return 0 if parent.isValid() else 3

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What a cell says; the whole of it is its tooltip."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, row.about, row.now)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {row.about}, {row.now}"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heads of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._texts(("rules.guided.criterion", "rules.guided.about", "rules.guided.now")[section])
        return None
