"""The narrow rail on the left: which page of the window is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from cardecide_ui.page_icons import page_icon
from cardecide_ui.palettes import Colors
from cardecide_ui.qt_numbers import TAB_FOCUS, TEXT_UNDER_ICON
from cardecide_ui.texts import Texts

_ICON = QSize(24, 24)
_WIDTH = 68


class Rail(QFrame):
    """One button for each page, the settings at the foot. ``chosen`` carries the name of a page."""

    chosen = Signal(str)

    def __init__(
        self,
        names: Sequence[str],
        texts: Texts,
        colors: Colors,
        foot: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "rail")
        self.setFixedWidth(_WIDTH)
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for number, name in enumerate(names, start=1):
            button = self._button(name, texts, colors, f"Ctrl+{number}")
            button.setCheckable(True)
            group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        for name in foot:
            column.addWidget(self._button(name, texts, colors, ""))

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown."""
        self.buttons[name].setChecked(True)

    def _button(self, name: str, texts: Texts, colors: Colors, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(texts(f"page.{name}"))
        button.setIcon(page_icon(name, colors))
        button.setIconSize(_ICON)
        button.setProperty("toolButtonStyle", TEXT_UNDER_ICON)
        button.setFixedWidth(_WIDTH - 8)
        button.setAutoRaise(True)
        button.setProperty("focusPolicy", TAB_FOCUS)
        button.clicked.connect(lambda: self.chosen.emit(name))
        if key:
            button.setToolTip(f"{texts(f'page.{name}')} ({key})")
            QShortcut(key, self).activated.connect(lambda: self.chosen.emit(name))
        self.buttons[name] = button
        return button
