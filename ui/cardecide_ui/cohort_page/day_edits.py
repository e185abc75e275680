"""The day to judge on and the day to compare with, typed as people type dates."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cardecide.case.partial_date import PartialDate
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.fields.date_text import DateTextError, read_date, show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

_WIDTH = 118


class DayEdits(QWidget):
    """Two line edits with their labels; Return screens."""

    def __init__(
        self,
        model: CohortModel,
        texts: Texts,
        today: Callable[[], date],
        entered: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._today = model, texts, today
        self.day, self.other_day = QLineEdit(), QLineEdit()
        self.other_day.setPlaceholderText("–")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for edit, label, day in (
            (self.day, "cohort.date", model.on),
            (self.other_day, "cohort.compare_date", model.compare_on),
        ):
            edit.setAccessibleName(texts(label))
            edit.setFixedWidth(_WIDTH)
            edit.setText(show_date(day, texts.language) if day is not None else "")
            edit.returnPressed.connect(lambda: entered())
            said = PlainLabel(texts(label), role="quiet")
            said.setBuddy(edit)
            row.addWidget(said)
            row.addWidget(edit)

    def refresh(self) -> None:
        """Say which day counts where none is typed."""
        if self._model.has_own_dates:
            self.day.setPlaceholderText(self._texts("cohort.own_dates"))
        else:
            today = PartialDate.of(self._today())
            self.day.setPlaceholderText(show_date(today, self._texts.language))

    def take(self) -> bool:
        """Give the model the days typed; False, with the edit marked, where one is no date."""
        days: list[PartialDate | None] = []
        for edit in (self.day, self.other_day):
            text = edit.text().strip()
            bad = False
            try:
                days.append(read_date(text) if text else None)
            except DateTextError:
                bad = True
            edit.setProperty("state", "invalid" if bad else "")
            edit.style().unpolish(edit)
            edit.style().polish(edit)
        if len(days) < 2:
            return False
        self._model.on, self._model.compare_on = days
        for edit, day in zip((self.day, self.other_day), days, strict=True):
            edit.setText(show_date(day, self._texts.language) if day is not None else "")
        return True
