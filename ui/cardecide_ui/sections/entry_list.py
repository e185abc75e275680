"""A list of entries, each folded to one line until it is opened; at most one is open."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.field_row import FieldRow
from cardecide_ui.fields.plain_widgets import StillComboBox, TitleButton
from cardecide_ui.sections.section import EntryList
from cardecide_ui.treatments.question_strip import QuestionStrip
from cardecide_ui.view_models.paths import is_under


class EntryCard(QFrame):
    """One entry: a line that sums it up, and its fields while it is open."""

    def __init__(self, index: int, owner: "EntryListWidget") -> None:
        super().__init__(owner)
        self.index = index
        self._owner = owner
        self.fields = owner.record.fields_of(owner.entries()[index])
        self.setProperty("card", "entry")
        self.buttons: dict[str, QToolButton] = {}
        self.title = TitleButton(parent=self)
        self.title.clicked.connect(lambda: owner.toggle(self.index))
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.title, 1)
        if owner.record.ordered:
            self._button("up", "↑", lambda: owner.move_entry(self.index, self.index - 1))
            self._button("down", "↓", lambda: owner.move_entry(self.index, self.index + 1))
            self.buttons["up"].setEnabled(index > 0)
            self.buttons["down"].setEnabled(index < owner.count() - 1)
        self._button("remove", "✕", lambda: owner.remove(self.index))
        for button in self.buttons.values():
            line.addWidget(button)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(6, 3, 4, 3)
        self._outer.setSpacing(2)
        self._outer.addLayout(line)
        self.questions = QuestionStrip(self.path, owner.context, self) if owner.record.asks else None
        if self.questions is not None:
            self._outer.addWidget(self.questions)
        self.body: QWidget | None = None

    @property
    def path(self) -> str:
        """The path of the entry."""
        return f"{self._owner.record.path}[{self.index}]"

    def open(self) -> None:
        """Show the fields."""
        if self.body is None:
            self.body = QWidget(self)
            layout = QVBoxLayout(self.body)
            layout.setContentsMargins(12, 2, 0, 6)
            layout.setSpacing(2)
            record, context = self._owner.record, self._owner.context
            for field in self.fields:
                layout.addWidget(FieldRow(field.under(self.path), context, self.body))
                for insert in record.inserts.get(field.path, ()):
                    layout.addWidget(insert(self.path, context, self.body))
            self._outer.addWidget(self.body)
        self.refresh_title()

    def fold(self) -> None:
        """Leave the line alone; a cursor in the fields goes to it."""
        if self.body is None:
            return
        cursor = QApplication.focusWidget()
        if cursor is not None and self.body.isAncestorOf(cursor):
            self.take_cursor("title")
        self._owner.context.drop_entries(self._owner.record.path)  # no other one has fields
        self._outer.removeWidget(self.body)
        self.body.hide()
        self.body.deleteLater()
        self.body = None
        self.refresh_title()

    def refresh_title(self) -> None:
        """Say again what the entry holds."""
        entry = self._owner.entries()[self.index]
        text = self._owner.record.summary(entry, self._owner.context.texts)
        number = f"{self.index + 1}  " if self._owner.record.ordered else ""
        self.title.set_title(f"{'▾' if self.body else '▸'}  {number}{text}", f"{number}{text}")
        if self.questions is not None:
            had = self.questions.has_cursor
            self.questions.show_questions(all_of_them=self.body is not None)
            if had and not self.questions.buttons:
                self.take_cursor("title")

    def name_of(self, widget: QWidget) -> str:
        """Which control of the card has the cursor: a button's name, a field's path below the entry."""
        for name, button in self.buttons.items():
            if button is widget:
                return name
        if self.body is not None and self.body.isAncestorOf(widget):
            for path, row in self._owner.context.rows.items():
                if is_under(path, self.path) and isinstance(row, QWidget) and row.isAncestorOf(widget):
                    return path.removeprefix(self.path)
        return "title"

    def take_cursor(self, name: str) -> None:
        """Give the cursor to a control by its name; to the title where there is none or it cannot."""
        row = self._owner.context.rows.get(f"{self.path}{name}")
        if row is not None and self.body is not None:
            row.focus()
        elif name in self.buttons and self.buttons[name].isEnabled():
            self.buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, sign: str, act: Any) -> None:
        said = self._owner.context.texts(f"entry.{name}")
        button = QToolButton(self)
        button.setText(sign)
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{said} {self.index + 1}")
        button.setToolTip(said)
        button.clicked.connect(act)
        self.buttons[name] = button


class EntryListWidget(QWidget):
    """The entries of one list of the case, and the control that adds one."""

    def __init__(self, record: EntryList, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self.context = context
        self.cards: list[EntryCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 2)
        self._layout.setSpacing(4)
        self.adder = self._make_adder()
        self._layout.addWidget(self.adder)
        context.add(record.path, self)
        self._rebuild()
        if record.asks:
            context.session.evaluation.changed.connect(self.refresh)

    @property
    def opened(self) -> int | None:
        """The open entry; kept beyond this widget."""
        return self.context.state.entries.get(self.record.path)

    @opened.setter
    def opened(self, index: int | None) -> None:
        if index is None:
            self.context.state.entries.pop(self.record.path, None)
        else:
            self.context.state.entries[self.record.path] = index

    def entries(self) -> tuple[Any, ...]:
        """The entries as the case holds them."""
        return tuple(self.context.session.value(self.record.path))

    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries())

    def refresh(self) -> None:
        """Show the entries; the cards are made anew only where their number or kind changed."""
        if [card.fields for card in self.cards] != [self.record.fields_of(one) for one in self.entries()]:
            self._rebuild()
        for card in self.cards:
            card.refresh_title()

    def focus(self) -> None:
        """Take the cursor: to the control that adds an entry."""
        self.adder.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle(self, index: int) -> None:
        """Open an entry, closing the one that was open; or close it."""
        before, self.opened = self.opened, None if self.opened == index else index
        if before is not None and before < len(self.cards):
            self.cards[before].fold()
        if self.opened is not None:
            card = self.cards[index]
            card.open()
            if card.body is not None:
                card.body.show()  # at once, so that a field inside can take the cursor

    def reveal(self, path: str) -> None:
        """Open the entry that holds ``path``."""
        for card in self.cards:
            if is_under(path, card.path):
                if card.body is None:
                    self.toggle(card.index)
                return

    def remove(self, index: int) -> None:
        """Remove an entry; undo brings it back."""
        if self.opened is not None:
            self.opened = None if self.opened == index else self.opened - (self.opened > index)
        self.context.session.remove_entry(self.record.path, index)
        self._rebuild()
        self._put_cursor(index, "title")

    def move_entry(self, index: int, to: int) -> None:
        """Let an entry change places with its neighbor."""
        if self.opened in (index, to):
            self.opened = to if self.opened == index else index
        self.context.session.move_entry(self.record.path, index, to)
        self._rebuild((to, "up" if to < index else "down"))

    def add(self, name: str | None = None) -> None:
        """Add an entry, open it, and put the cursor into its first field."""
        self.opened = self.context.session.add_entry(
            self.record.path, {self.record.key: name} if name else {}
        )
        self._rebuild()
        # By way of a jump, which scrolls the new card into sight.
        self.context.session.jump(self.record.fields[0].under(self.cards[self.opened].path).path)

    def _cursor(self) -> tuple[int, str] | None:
        """The card with the cursor and which of its controls has it; None where the cursor is elsewhere."""
        widget = QApplication.focusWidget()
        for card in self.cards:
            if widget is not None and card.isAncestorOf(widget):
                return card.index, card.name_of(widget)
        return None

    def _put_cursor(self, index: int, name: str) -> None:
        """Give the cursor to the same control of a card made anew, or to what is next to it."""
        if self.cards:
            self.cards[min(index, len(self.cards) - 1)].take_cursor(name)
        else:
            self.focus()

    def _rebuild(self, cursor: tuple[int, str] | None = None) -> None:
        """Make the cards anew; ``cursor`` is where the cursor goes if it was in one of them."""
        had = self._cursor()
        if had is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it leaves with the first card that goes
        self.context.drop_entries(self.record.path)
        for card in self.cards:
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        if self.opened is not None and self.opened >= self.count():
            self.opened = None
        self.cards = [EntryCard(index, self) for index in range(self.count())]
        for index, card in enumerate(self.cards):
            self._layout.insertWidget(index, card)
            if index == self.opened:
                card.open()
            card.refresh_title()
            card.show()  # at once, so that a field inside can take the cursor
        if had is not None:
            self._put_cursor(*(cursor or had))

    def _make_adder(self) -> QWidget:
        texts = self.context.texts
        if self.record.vocabulary is None:
            button = QToolButton(self)
            button.setText(texts(self.record.add))
            button.clicked.connect(lambda: self.add())
            return button
        box = StillComboBox(self)
        box.setAccessibleName(texts(self.record.add))
        box.setPlaceholderText(texts(self.record.add))
        box.setEditable(False)
        for term in self.record.vocabulary().values():
            box.addItem(term.in_language(texts.language), term.name)
        box.setCurrentIndex(-1)
        box.activated.connect(lambda index: self._chosen(box, index))
        return box

    def _chosen(self, box: StillComboBox, index: int) -> None:
        name = box.itemData(index)
        box.setCurrentIndex(-1)
        self.add(name)
