"""Panes that show themselves anew only while they are seen: typing pays for nothing that is hidden."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class WhenSeen(QWidget):
    """``refresh`` is called while it is seen, and when it comes into sight after something changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_late = True

    def refresh(self) -> None:
        """Show what there is now."""
        raise NotImplementedError

    def refresh_when_seen(self) -> None:
        """Show what there is now, or as soon as it is seen."""
        if self.isVisible():
            self._is_late = False
            self.refresh()
        else:
            self._is_late = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Catch up."""
        if self._is_late:
            self._is_late = False
            self.refresh()
        super().showEvent(event)
