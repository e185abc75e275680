"""The packs, by kind and jurisdiction, with where each stands; and a search over all of them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel, escaped
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.models.rules_desk import RulesDesk
from cardecide_ui.rules_page.models.search import Found, FoundGroup, search
from cardecide_ui.rules_page.models.standing import PackRow
from cardecide_ui.rules_page.search_line import search_line
from cardecide_ui.texts import Texts

_ROW = Qt.ItemDataRole.UserRole
_SEARCH_DELAY = 200
_SIGNS = {"draft": "✎", "tested": "✎", "reviewed": "✓", "in_force": "●"}
_TONES = {"draft": "warn", "tested": "warn", "reviewed": "good", "in_force": "good"}


class PackBrowser(QWidget):
    """``wanted`` carries a pack's id, and the line and column to go to (0: none)."""

    wanted = Signal(str, int, int)

    def __init__(self, desk: RulesDesk, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._texts = texts
        self._colors = colors
        self._shown: list[PackRow] = []
        self.search = search_line(texts("rules.search"), texts, self)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(texts("rules.packs"))
        self.tree.setIndentation(12)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = PlainLabel(role="caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.count)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_DELAY)
        self._wait.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._go_into_tree)
        self.tree.itemActivated.connect(self._chosen)
        self.tree.itemClicked.connect(self._chosen)
        desk.packs_changed.connect(self._packs_changed)
        desk.opened.connect(self._mark)
        self.refresh()

    def refresh(self) -> None:
        """List the packs, or what the search finds."""
        words = self.search.text().strip()
        language = self._texts.language
        rows = self._desk.rows(language) if len(words) < 2 else []
        if rows and rows == self._shown:
            return
        self._shown = rows
        open_groups = {self._name_of(item) for item in self._tops() if item.isExpanded()}
        first = self.tree.topLevelItemCount() == 0
        self.tree.clear()
        if len(words) >= 2:
            self._show_found(search(words, self._desk, language))
        else:
            self._show_packs(rows, open_groups, first=first)
        self._mark()

    def look_for(self, words: str) -> None:
        """Search for words at once."""
        self.search.setText(words)
        self._wait.stop()
        self.refresh()

    def _packs_changed(self) -> None:
        if len(self.search.text().strip()) < 2:
            self.refresh()

    def _show_packs(self, rows: Sequence[PackRow], open_groups: Iterable[str], *, first: bool) -> None:
        groups: dict[tuple[str, str], QTreeWidgetItem] = {}
        for row in rows:
            if row.group not in groups:
                kind, place = row.group
                title = self._texts(f"rules.kind.{kind}") + (f" · {self._place(place)}" if place else "")
                group = QTreeWidgetItem(self.tree, [title])
                self._bold(group)
                groups[row.group] = group
            self._pack_item(groups[row.group], row)
        for group in groups.values():
            group.setText(0, f"{group.text(0)}  ({group.childCount()})")
            group.setExpanded(first or self._name_of(group) in open_groups)
        self.count.setText(self._texts("rules.pack_count", count=len(rows)))

    def _pack_item(self, group: QTreeWidgetItem, row: PackRow) -> None:
        marks = []
        if row.errors:
            marks.append(f"■{row.errors}")
        if row.changed:
            marks.append("*")
        sign = _SIGNS.get(row.state, "")
        item = QTreeWidgetItem(group, [" ".join(part for part in (sign, *marks, row.title) if part)])
        item.setData(0, _ROW, (row.id, 0, 0))
        if row.errors:
            item.setForeground(0, QColor(self._colors.bad.text))
        elif row.state in _TONES:
            item.setForeground(0, QColor(self._colors.tone(_TONES[row.state]).text))
        said = [row.title, row.id, self._texts(f"rules.state.{row.state}")]
        if row.changed:
            said.append(self._texts("rules.state.changed"))
        if row.errors or row.warnings:
            said.append(self._texts("rules.problem_count", errors=row.errors, warnings=row.warnings))
        if row.earlier_in_force:
            said.append(self._texts("rules.state.earlier"))
        item.setToolTip(0, escaped("\n".join(said)))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))

    def _show_found(self, groups: Sequence[FoundGroup]) -> None:
        total = 0
        for group in groups:
            name = self._texts("rules.uses_of", fact=group.fact) if group.fact else self._texts("rules.hits")
            top = QTreeWidgetItem(self.tree, [f"{name}  ({len(group.lines)})"])
            self._bold(top)
            by_pack: dict[str, QTreeWidgetItem] = {}
            for line in group.lines:
                if line.pack not in by_pack:
                    by_pack[line.pack] = QTreeWidgetItem(top, [line.title])
                    by_pack[line.pack].setData(0, _ROW, (line.pack, 0, 0))
                    by_pack[line.pack].setToolTip(0, escaped(f"{line.title}\n{line.pack}"))
                if line.criterion:
                    self._found_item(by_pack[line.pack], line)
                total += 1
            top.setExpanded(True)
            for item in by_pack.values():
                item.setExpanded(True)
        self.count.setText(self._texts("rules.found_count", count=total))

    def _found_item(self, parent: QTreeWidgetItem, line: Found) -> None:
        item = QTreeWidgetItem(parent, [line.text])
        item.setData(0, _ROW, (line.pack, line.place.line, line.place.column))
        item.setToolTip(
            0, escaped("\n".join(part for part in (line.text, line.remark, line.version) if part))
        )

    def _mark(self) -> None:
        """Choose the line of the pack that is being edited."""
        current = self._desk.current
        for top in self._tops():
            for row in range(top.childCount()):
                item = top.child(row)
                data = item.data(0, _ROW) if item is not None else None
                if item is not None and current is not None and data and data[0] == current.id:
                    self.tree.setCurrentItem(item)
                    return

    def _chosen(self, item: QTreeWidgetItem) -> None:
        data = item.data(0, _ROW)
        if data:
            self.wanted.emit(*data)
        else:
            item.setExpanded(not item.isExpanded())

    def _go_into_tree(self) -> None:
        self._wait.stop()
        self.refresh()
        self.tree.setFocus()
        top = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and top is not None:
            self.tree.setCurrentItem(top)

    def _place(self, place: str) -> str:
        return self._texts(f"jurisdiction.{place}")

    def _tops(self) -> list[QTreeWidgetItem]:
        tops = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item for item in tops if item is not None]

    @staticmethod
    def _name_of(item: QTreeWidgetItem) -> str:
        return item.text(0).rpartition("  (")[0]

    @staticmethod
    def _bold(item: QTreeWidgetItem) -> None:
        font = QFont(item.font(0))
        font.setBold(True)
        item.setFont(0, font)
