"""A folded part of the answer that follows the result: made anew only where what it shows has changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cardecide_ui.answer.fold import Fold

Fill = Callable[[QVBoxLayout], None]


class LiveFold(QFrame):
    """A card with one fold. ``opened`` holds the keys of the folds that are open and is kept elsewhere."""

    def __init__(self, key: str, title: str, opened: set[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._key = key
        self._title = title
        self._opened = opened
        self._shown: object = None
        self.fold: Fold | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 4, 12, 4)
        self.hide()

    def show_content(self, content: object, fill: Fill) -> None:
        """Show ``content``; nothing happens where it is shown already, and an empty one hides the card."""
        if content != self._shown:
            self._shown = content
            if self.fold is not None:
                self._layout.removeWidget(self.fold)
                self.fold.hide()
                self.fold.deleteLater()
            is_open = self._key in self._opened
            self.fold = Fold(self._title, fill, is_open=is_open, toggled=self._remember, parent=self)
            self._layout.addWidget(self.fold)
            self.fold.show()
        self.setVisible(bool(content))

    def _remember(self, is_open: bool) -> None:
        (self._opened.add if is_open else self._opened.discard)(self._key)
