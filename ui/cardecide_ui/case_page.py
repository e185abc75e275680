"""The page of one case: banner on top, the form on the left, the answer on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cardecide_ui.answer.answer_panel import AnswerPanel
from cardecide_ui.banner import Banner
from cardecide_ui.fields.field_row import FieldRow
from cardecide_ui.palettes import Colors
from cardecide_ui.reading_order import next_stop, show_in_scroll_areas
from cardecide_ui.rules_strip import RulesStrip
from cardecide_ui.sections.entry_list import EntryListWidget
from cardecide_ui.sections.form import CaseForm
from cardecide_ui.sections.lab_row import LabRow
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.field_help import facts_about
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.session import CaseSession

FORM_SHARE, ANSWER_SHARE = 56, 44
_ROOM_FOR_INDEX = 1100


class CasePage(QWidget):
    """Made anew when the language or the look changes; everything it shows lives in the session."""

    def __init__(
        self,
        session: CaseSession,
        texts: Texts,
        colors: Colors,
        state: PageState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        state = state or PageState()
        self._texts = texts
        self._next_missing = 0
        self._left_form: QWidget | None = None
        self.banner = Banner(session, texts, self)
        self.rules = RulesStrip(session, texts, self)
        self.form = CaseForm(session, texts, state, colors, self)
        self.answer = AnswerPanel(session, texts, colors, state, self.field_name, self)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.form, FORM_SHARE)
        columns.addWidget(self.answer, ANSWER_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.rules)
        layout.addLayout(columns, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the room to form and answer where there is little, as on a small screen at 200 %."""
        self.form.show_index(event.size().width() >= _ROOM_FOR_INDEX)
        super().resizeEvent(event)

    def field_name(self, path: str) -> str:
        """What the form calls the field at a path; empty where it has none."""
        self.form.complete()
        if path.startswith("labs["):  # every part of a test bears its name
            path = f"{path.split(']', maxsplit=1)[0]}].value"
        row = self.form.context.rows.get(path)
        if isinstance(row, FieldRow):
            return self._texts(row.record.label)
        if isinstance(row, LabRow):
            return row.term.in_language(self._texts.language)
        if isinstance(row, EntryListWidget) or path:
            section = path.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
            return self._texts(f"section.{section}") if section in self.form.boxes else ""
        return ""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - Qt's names
        """Let Tab follow the reading order."""
        self.form.complete()
        stop = next_stop(self, QApplication.focusWidget(), forward=next)
        if stop is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        show_in_scroll_areas(stop)
        return True

    def focused_facts(self) -> tuple[str, ...]:
        """The facts that the field with the cursor is about."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            path = self.form.context.path_of(widget)
            if path:
                return facts_about(path)
            widget = widget.parentWidget()
        return ()

    def change_column(self) -> None:
        """Move the cursor between the form and the answer."""
        widget = QApplication.focusWidget()
        if widget is not None and self.answer.isAncestorOf(widget):
            (self._left_form or self.form.first_field()).setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._left_form = widget if widget is not None and self.form.isAncestorOf(widget) else None
        self.answer.take_focus()

    def go_to_next_missing(self) -> None:
        """Put the cursor into the field of the next missing item, and of the first after the last."""
        if self.answer.go_to_missing(self._next_missing):
            self._next_missing += 1
