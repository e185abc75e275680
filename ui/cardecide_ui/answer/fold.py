"""A line that opens to show more; its content is made only when it is first opened."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cardecide_ui.answer.chips import Chip
from cardecide_ui.fields.plain_widgets import TitleButton


class Fold(QWidget):
    """A titled part of the detail. ``fill`` puts the content into the layout it is given."""

    def __init__(
        self,
        title: str,
        fill: Callable[[QVBoxLayout], None],
        *,
        chip: Chip | None = None,
        is_open: bool = False,
        toggled: Callable[[bool], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._fill = fill
        self._toggled = toggled
        self._body: QWidget | None = None
        self.button = TitleButton(parent=self)
        self.button.clicked.connect(self.toggle)
        line = QHBoxLayout()
        line.addWidget(self.button, 1)
        if chip is not None:
            line.addWidget(chip)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addLayout(line)
        self._show(is_open)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._body is not None and not self._body.isHidden()

    def toggle(self) -> None:
        """Open or close."""
        self._show(not self.is_open)
        if self._toggled is not None:
            self._toggled(self.is_open)

    def _show(self, is_open: bool) -> None:
        if is_open and self._body is None:
            self._body = QWidget(self)
            content = QVBoxLayout(self._body)
            content.setContentsMargins(14, 0, 0, 6)
            content.setSpacing(5)
            self._fill(content)
            self._layout.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(is_open)
        self.button.set_title(f"{'▾' if is_open else '▸'}  {self._title}", self._title)
