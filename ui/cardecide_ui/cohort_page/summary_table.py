"""Every label and trial of a screening with how many patients stand how: the list one chooses from."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from cardecide.language.text import in_language
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.cohort.screening.screened import Screened, ScreenedPack

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("pack", "for", "open", "against", "none")
_STATUSES = {
    "for": ("on_label", "inside"),
    "open": ("undetermined",),
    "against": ("off_label", "outside"),
    "none": ("not_approved",),
}
_TONES = {"for": "good", "open": "open", "against": "bad", "none": "neutral"}
_NOWHERE = QModelIndex()
_SPELLED_OUT = re.compile(r"\s*[(（].*[)）]$")


class SummaryTable(QAbstractTableModel):
    """One row for each pack; those that are not approved for anybody come last."""

    def __init__(self, texts: Texts, colors: Colors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._colors = texts, colors
        self._screened: Screened | None = None
        self._counts: list[dict[str, int]] = []
        self._order: list[int] = []

    def place(self, row: int) -> int:
        """The pack of a row, by its place in the screening."""
        return self._order[row] if 0 <= row < len(self._order) else 0

    def row_of(self, place: int) -> int:
        """The row of a pack."""
        return self._order.index(place)

    def show(self, screened: "Screened | None") -> None:
        """Show other answers."""
        from cardecide.cohort.screening.answers_table import counts

        self.beginResetModel()
        self._screened = screened
        self._counts = []
        for place in range(len(screened.side.packs) if screened is not None else 0):
            found = counts(screened, place)  # type: ignore[arg-type]
            self._counts.append(
                {name: sum(found[status] for status in statuses) for name, statuses in _STATUSES.items()}
            )
        empty = [not any(one[name] for name in ("for", "open", "against")) for one in self._counts]
        self._order = sorted(range(len(self._counts)), key=lambda place: empty[place])
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many labels and trials there are."""
        return 0 if parent.isValid() else len(self._counts)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How much is told about each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is counted in a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(f"cohort.summary.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts(f"cohort.summary.{COLUMNS[section]}.hint")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        if self._screened is None:
            return None
        place = self.place(index.row())
        name, counts = COLUMNS[index.column()], self._counts[place]
        pack = self._screened.side.packs[place]
        if role == Qt.ItemDataRole.DisplayRole:
            if name == "pack":
                return pack_title(pack, self._texts)
            return str(counts[name]) if counts[name] else "·"
        if role == Qt.ItemDataRole.ToolTipRole and name == "pack":
            from cardecide_ui.fields.plain_widgets import escaped

            return escaped(in_language(pack.title, self._texts.language))
        if role == Qt.ItemDataRole.TextAlignmentRole and name != "pack":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and name != "pack":
            # Outside a trial's population is no verdict against the patient.
            tone = "neutral" if name == "against" and pack.kind == "trial" else _TONES[name]
            return QColor(self._colors.tone(tone).text if counts[name] else self._colors.quiet)
        return None


def pack_title(pack: "ScreenedPack", texts: Texts) -> str:
    """A label by its product and jurisdiction, a trial by its name."""
    if pack.kind == "label":
        name = in_language(pack.name, texts.language)
        return f"{_SPELLED_OUT.sub('', name)} · {pack.jurisdiction}"
    return in_language(pack.title, texts.language)
