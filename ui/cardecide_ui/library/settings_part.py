"""What can be set about the library: under which name revisions are saved, and when it locks."""

from typing import Final

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from cardecide_ui.fields.plain_widgets import StillComboBox
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts

MINUTES: Final = (5, 10, 15, 30, 60, 0)
_LONGEST_NAME: Final = 60  # signs; it stands in a column


class LibrarySettings(QWidget):
    """Shows them; ``store`` puts what was entered into the settings."""

    def __init__(self, settings: Settings, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.who = QLineEdit(settings.who, self)
        self.who.setMaxLength(_LONGEST_NAME)
        self.who.setAccessibleName(texts("library.settings.who"))
        self.lock = StillComboBox(self)
        self.lock.setAccessibleName(texts("library.settings.lock"))
        for minutes in sorted({*MINUTES, settings.lock_minutes}, key=lambda n: n or 10**6):
            said = (
                texts("library.settings.minutes", count=minutes)
                if minutes
                else texts("library.settings.never")
            )
            self.lock.addItem(said, minutes)
        self.lock.setCurrentIndex(self.lock.findData(settings.lock_minutes))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(texts("library.settings.who"), self.who)
        form.addRow(texts("library.settings.lock"), self.lock)

    def store(self) -> None:
        """Remember what was entered."""
        self._settings.who = self.who.text()
        self._settings.lock_minutes = self.lock.currentData()
