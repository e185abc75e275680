"""The way of a change: which steps are done, by whom and when, which comes next; and every revision."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cardecide.authoring import Revision
from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.when_seen import WhenSeen
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.models.steps import StepRow
from cardecide_ui.texts import Texts

_SEQUENCE = Qt.ItemDataRole.UserRole
_BRINGS_TEXT = ("saved", "reverted", "imported", "conflict")


class LifePane(WhenSeen):
    """``wanted`` carries a step; ``compared`` and ``reverted`` the number of a revision (0: bundled)."""

    wanted = Signal(str)
    compared = Signal(int)
    reverted = Signal(int)

    def __init__(self, edit: PackEdit, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self.steps = QFrame(self)
        self.steps.setProperty("card", "list")
        self._grid = QGridLayout(self.steps)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.rows: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for number, name in enumerate(("draft", "tests", "reviewed", "in_force")):
            sign, words = PlainLabel("○", role="strong"), PlainLabel(wrap=True)
            self._grid.addWidget(sign, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, number, 1)
            self.rows[name] = (sign, words)
        self.next = QPushButton(self)
        self.next.clicked.connect(lambda: self.wanted.emit(edit.steps.next))
        self.hint = PlainLabel(role="caption", wrap=True)
        self.withdraw = QPushButton(texts("rules.life.withdraw"), self)
        self.withdraw.clicked.connect(lambda: self.wanted.emit("withdraw"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(texts("rules.life.history"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.compare = QPushButton(texts("rules.life.compare"), self)
        self.revert = QPushButton(texts("rules.life.revert"), self)
        self.compare.clicked.connect(lambda: self.compared.emit(self.chosen()))
        self.revert.clicked.connect(lambda: self.reverted.emit(self.chosen()))
        self.list.itemActivated.connect(lambda _item: self.compared.emit(self.chosen()))
        act = QHBoxLayout()
        act.addWidget(self.next)
        act.addWidget(self.withdraw)
        act.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.compare)
        foot.addWidget(self.revert)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)
        column.addLayout(act)
        column.addWidget(self.hint)
        column.addWidget(PlainLabel(texts("rules.life.history"), role="heading"))
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        edit.state_changed.connect(self.refresh_when_seen)

    def refresh(self) -> None:
        """Show where the pack stands."""
        edit, texts = self._edit, self._texts
        for row in edit.steps.rows():
            self._show_step(row)
        step = edit.steps.next
        self.next.setVisible(step not in ("done", "none"))
        if step not in ("done", "none"):
            self.next.setText(texts(f"rules.life.do_{step}"))
        self.hint.setText(texts(f"rules.life.hint_{step}"))
        self.withdraw.setVisible(bool(edit.local.in_force))
        self._show_history(edit.steps.history())
        self._enable()

    def chosen(self) -> int:
        """The sequence of the revision that is chosen; 0 for the bundled pack."""
        item = self.list.currentItem()
        return int(item.data(_SEQUENCE)) if item is not None else 0

    def choose(self, sequence: int) -> None:
        """Choose a revision, 0 for the bundled pack."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_SEQUENCE) == sequence:
                self.list.setCurrentRow(row)

    def _show_step(self, row: StepRow) -> None:
        texts = self._texts
        sign, words = self.rows[row.name]
        sign.setText("✓" if row.done else "○")
        sign.setAccessibleName(texts("rules.life.done" if row.done else "rules.life.open"))
        said = texts(f"rules.life.{row.name}")
        if row.done and row.line is not None:
            said += "\n" + self._by(row.line)
            if row.line.from_day:
                said += " " + texts("rules.life.from", day=self._day(PartialDate.of(row.line.from_day)))
        words.setText(said)
        words.set_role("" if row.done else "quiet")

    def _show_history(self, history: tuple[Revision, ...]) -> None:
        chosen = self.chosen()
        self.list.clear()
        for line in reversed(history):
            said = f"{line.sequence}  {self._texts(f'rules.action.{line.action}')} · {self._by(line)}"
            if line.from_day:
                said += " · " + self._texts("rules.life.from", day=self._day(PartialDate.of(line.from_day)))
            if line.entry.why:
                said += f"\n     {line.entry.why}"
            self._item(said, line.of if line.action not in _BRINGS_TEXT else line.sequence)
        if self._edit.before is not None:
            self._item(self._texts("rules.life.bundled"), 0)
        self.choose(chosen)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(self.list.count() - 1)

    def _item(self, said: str, sequence: int) -> None:
        item = QListWidgetItem(said, self.list)
        item.setData(_SEQUENCE, sequence)

    def _enable(self) -> None:
        item = self.list.currentItem()
        self.compare.setEnabled(item is not None)
        self.revert.setEnabled(item is not None and bool(self._edit.local.sequence))

    def _by(self, line: Revision) -> str:
        at = line.entry.at.astimezone()
        return f"{line.entry.who}, {self._day(PartialDate.of(at.date()))} {at:%H:%M}"

    def _day(self, day: PartialDate) -> str:
        return show_date(day, self._texts.language)
