"""A panel of the library as a dialog, for the moment in which the library is needed elsewhere."""

from typing import Literal

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.setup_panel import SetupPanel
from cardecide_ui.library.unlock_panel import UnlockPanel
from cardecide_ui.texts import Texts

Choice = Literal["library", "file", "none"]


class PanelDialog(QDialog):
    """Makes or opens the library. ``for_saving`` offers a file instead; ``choice`` is what was chosen."""

    def __init__(
        self, access: LibraryAccess, texts: Texts, *, for_saving: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choice: Choice = "none"
        self.setWindowTitle(texts("library.title"))
        self.panel: SetupPanel | UnlockPanel = (
            SetupPanel(access, texts, self)
            if access.state == "absent"
            else UnlockPanel(access, texts, parent=self)
        )
        self.panel.done.connect(lambda: self._choose("library"))
        buttons = QDialogButtonBox(self)
        if for_saving:
            to_file = buttons.addButton(texts("library.as_file"), QDialogButtonBox.ButtonRole.ActionRole)
            to_file.setAutoDefault(False)
            to_file.clicked.connect(lambda: self._choose("file"))
        cancel = buttons.addButton(
            texts("dialog.cancel" if for_saving else "library.not_now"),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        cancel.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        column.addWidget(buttons)
        self.panel.setFocus()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
