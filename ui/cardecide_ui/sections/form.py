"""The form of a case: all sections in one scroll, with an index of them at the side."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cardecide_ui.fields.context import FormContext, Row
from cardecide_ui.fields.field_row import FieldRow
from cardecide_ui.palettes import LIGHT, Colors
from cardecide_ui.reading_order import next_stop
from cardecide_ui.sections import (
    comorbidity,
    cytogenetics,
    disease,
    extramedullary,
    infection,
    labs,
    neurology,
    patient,
    stated,
    toxicity,
    treatments,
)
from cardecide_ui.sections.entry_list import EntryCard, EntryListWidget
from cardecide_ui.sections.section import LabGroup
from cardecide_ui.sections.section_box import SectionBox
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.session import CaseSession

SECTIONS = (
    patient.SECTION,
    disease.SECTION,
    treatments.SECTION,
    cytogenetics.SECTION,
    extramedullary.SECTION,
    neurology.SECTION,
    infection.SECTION,
    comorbidity.SECTION,
    labs.SECTION,
    stated.SECTION,
    toxicity.SECTION,
)
_LISTED_TESTS = frozenset(
    test
    for section in SECTIONS
    for block in section.blocks
    if isinstance(block, LabGroup)
    for test in block.tests
)
INDEX_WIDTH = 120
NARROWEST = 536  # a laboratory row and the scroll bar
WIDEST = 760  # a longer line only moves the units away from their values
_A_PART_OF_A_FRAME = 0.004  # seconds; what is made must be placed and painted as well
_BUILT_AT_ONCE = 2  # sections that fill the first screen; the others follow one by one

_AROUND_NAME = 22  # pixels of the index around a name
_ABOVE = 8  # pixels above the heading of an entry


class CaseForm(QWidget):
    """Shows the session's case and keeps every row up to date."""

    def __init__(
        self,
        session: CaseSession,
        texts: Texts,
        state: PageState | None = None,
        colors: Colors = LIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST)
        self.context = FormContext(session, texts, state or PageState(), colors)
        self.boxes: dict[str, SectionBox] = {}
        self.index: dict[str, QPushButton] = {}
        self._index_width = _width_of_index(texts, self)
        self.setMinimumWidth(NARROWEST + self._index_width)
        self.scroll_area = QScrollArea(self)
        # Where it will stay: what moves to another parent is dressed anew with all that is in it.
        content = self._content = QWidget(self.scroll_area.viewport())
        content.setProperty("surface", "form")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(4)
        index = QVBoxLayout()
        index.setContentsMargins(6, 12, 0, 8)
        index.setSpacing(2)
        for section in SECTIONS:
            box = SectionBox(section, self.context, _LISTED_TESTS, content)
            self.boxes[section.name] = box
            column.addWidget(box)
            index.addWidget(self._index_button(section.name))
        column.addStretch(1)
        index.addStretch(1)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(content)
        self.scroll_area.verticalScrollBar().valueChanged.connect(self._mark_index)
        side = self._side = QWidget(self)
        side.setFixedWidth(self._index_width)
        side.setLayout(index)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self.scroll_area, 1)
        self._builder = QTimer(self)
        self._builder.timeout.connect(self._build_next)
        for box in list(self.boxes.values())[:_BUILT_AT_ONCE]:
            box.build()
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.go_on(step))
        session.edited.connect(self.refresh)
        session.jump_requested.connect(self.focus_field)
        self._mark_index()

    def show_index(self, shown: bool) -> None:
        """Show or hide the index of the sections, which a narrow window has no room for."""
        self._side.setVisible(shown)
        self.setMinimumWidth(NARROWEST + (self._index_width if shown else 0))

    def complete(self) -> None:
        """Make the sections that are not there yet."""
        self._builder.stop()
        for box in self.boxes.values():
            box.build()
        QTimer.singleShot(0, self, self._mark_index)

    def build_ahead(self) -> None:
        """Make the sections that are not there yet, a few widgets between two frames."""
        self._builder.start(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Once the first sections are seen, make the others."""
        super().showEvent(event)
        self.build_ahead()

    def _build_next(self) -> None:
        waiting = next((box for box in self.boxes.values() if not box.is_built), None)
        if waiting is not None:
            waiting.build(_A_PART_OF_A_FRAME)
            return
        self._builder.stop()
        QTimer.singleShot(0, self, self._mark_index)

    def refresh(self, path: str = "") -> None:
        """Show the session's state where a change at ``path`` can be seen, the focused row included."""
        for row in self.context.touched_by(path):
            row.refresh()

    def first_field(self) -> QWidget:
        """Where the cursor goes when nothing else is asked for."""
        return next(row for row in self.context.rows.values() if isinstance(row, FieldRow)).editor

    def focus_field(self, path: str) -> None:
        """Put the cursor into the field at ``path``, or into the nearest one above or below it."""
        row = self._find(path)
        if row is not None:
            row.focus()
            # A row that was just made has no place yet.
            QTimer.singleShot(0, self, lambda: self._scroll_to(row))

    def _scroll_to(self, row: Row) -> None:
        if isinstance(row, QWidget) and self._content.isAncestorOf(row):
            height = self.scroll_area.viewport().height()
            top = row.mapTo(self._content, QPoint(0, 0)).y()
            wanted = top - height // 4
            if (card := _card_of(row)) is not None:
                head = card.mapTo(self._content, QPoint(0, 0)).y() - _ABOVE
                if top + row.height() - head <= height:
                    wanted = head  # so that it is seen of which entry the field is
            self.scroll_area.verticalScrollBar().setValue(wanted)

    def go_to_section(self, name: str) -> None:
        """Scroll a section to the top."""
        self.complete()
        self._show_section(name)
        # Sections that were just made have no place yet.
        QTimer.singleShot(0, self, lambda: self._show_section(name))

    def go_on(self, step: int) -> None:
        """Put the cursor into the first field of the next section, or of the one before."""
        self.complete()
        names = list(self.boxes)
        cursor = QApplication.focusWidget()
        inside = [name for name, box in self.boxes.items() if cursor is not None and box.isAncestorOf(cursor)]
        here = names.index(inside[0]) if inside else (-1 if step > 0 else len(names))
        if not 0 <= here + step < len(names):
            return
        name = names[here + step]
        self.go_to_section(name)
        first = next_stop(self.boxes[name], None, forward=True)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_section(self, name: str) -> None:
        self.scroll_area.verticalScrollBar().setValue(self.boxes[name].y() - 8)
        self._mark_index()

    def _find(self, path: str) -> Row | None:
        self.complete()
        for row in list(self.context.rows.values()):
            if isinstance(row, EntryListWidget):
                row.reveal(path)
        while path:
            if path in self.context.rows:
                return self.context.rows[path]
            below = next(self.context.under(path), None)
            if below is not None:
                return below
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def _index_button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setText(self.context.texts(f"index.{name}"))
        button.setAccessibleName(self.context.texts(f"section.{name}"))
        button.setProperty("role", "index")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setFixedWidth(self._index_width - 8)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.go_to_section(name))
        self.index[name] = button
        return button

    def _mark_index(self) -> None:
        """Mark the section at the top; at the end, where the last one cannot get there, the middle one."""
        bar = self.scroll_area.verticalScrollBar()
        at_end = 0 < bar.maximum() == bar.value()
        seen = bar.value() + (self.scroll_area.viewport().height() // 2 if at_end else 60)
        shown = [name for name, box in self.boxes.items() if box.y() <= seen]
        self.index[shown[-1] if shown else SECTIONS[0].name].setChecked(True)


def _card_of(widget: QWidget) -> EntryCard | None:
    """The entry that a field stands in."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, EntryCard):
        around = around.parentWidget()
    return around


def _width_of_index(texts: Texts, widget: QWidget) -> int:
    """The room for the longest name of a section in bold, as the one that is seen is shown."""
    font = QFont(widget.font())
    font.setBold(True)
    metrics = QFontMetrics(font)
    longest = max(metrics.horizontalAdvance(texts(f"index.{section.name}")) for section in SECTIONS)
    return max(INDEX_WIDTH, longest + _AROUND_NAME)
