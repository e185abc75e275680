"""Two texts side by side in a dialog, with choices where something is to be decided."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.diff.diff_view import DiffView
from cardecide_ui.texts import Texts


class DiffDialog(QDialog):
    """``answer`` is the choice that was made; empty where the dialog was closed."""

    def __init__(
        self,
        title: str,
        old: tuple[str, str],
        new: tuple[str, str],
        texts: Texts,
        colors: Colors,
        *,
        said: str = "",
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(1080, 640)
        self.answer = ""
        self.view = DiffView(texts, colors, self)
        self.view.show_texts(old, new)
        self.buttons: dict[str, QPushButton] = {}
        box = QDialogButtonBox(self)
        for name, label in choices:
            button = box.addButton(label, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _checked=False, name=name: self._choose(name))
            self.buttons[name] = button
        close = box.addButton(
            texts("rules.conflict.go_on") if choices else texts("dialog.close"),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        close.setDefault(True)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        if said:
            column.addWidget(PlainLabel(said, wrap=True))
        column.addWidget(self.view, 1)
        column.addWidget(box)

    def _choose(self, name: str) -> None:
        self.answer = name
        self.accept()
