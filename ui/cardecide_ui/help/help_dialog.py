"""The catalogue to read: every fact with its definition, what it rests on here, and its source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cardecide.assessment.result import Result
from cardecide.facts.catalogue import catalogue
from cardecide_ui.derived.fact_story import fact_story
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts


class HelpDialog(QDialog):
    """A list to search on the left, the chosen fact on the right."""

    def __init__(
        self, texts: Texts, result: Result | None, facts: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._result = result
        self.setWindowTitle(texts("help.title"))
        self.resize(860, 540)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(texts("help.search"))
        self.search.setAccessibleName(texts("help.search"))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget(self)
        self.list.setAccessibleName(texts("help.facts"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QListWidgetItem] = {}
        nearest = [name for name in facts if name in catalogue()]
        for name in dict.fromkeys([*nearest, *catalogue()]):
            item = QListWidgetItem(catalogue()[name].label[texts.language], self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self._items[name] = item
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.heading = PlainLabel(role="section", wrap=True)
        self.text = PlainLabel(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        columns = QHBoxLayout()
        columns.addLayout(left, 2)
        columns.addWidget(scroll, 3)
        buttons = QDialogButtonBox(self)
        buttons.addButton(texts("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _filter(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        for name, item in self._items.items():
            item.setHidden(wanted not in f"{item.text()} {name}".casefold())

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        texts = self._texts
        story = fact_story(item.data(Qt.ItemDataRole.UserRole), self._result, texts)
        parts = [story.definition, story.source]
        if story.value:
            here = [f"{texts('help.here')}: {story.value}", *story.basis]
            here += [f"? {one}" for one in story.open]
            parts.append("\n".join(here))
        self.heading.setText(story.label)
        self.text.setText("\n\n".join(part for part in parts if part))
