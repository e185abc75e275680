"""What the author has to know above the editor: somebody else saved, unfinished work, a trial."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel


@dataclass(frozen=True)
class Notice:
    """One sentence with its choices. ``card`` is its look: ``alert``, ``supposing`` or ``hint``."""

    text: str
    card: str
    choices: tuple[tuple[str, Callable[[], object]], ...] = ()


class Notices(QWidget):
    """One card for each notice; nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._shown: list[tuple[str, str]] = []
        self.cards: list[QFrame] = []

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these notices in place of those before."""
        shown = [(notice.text, notice.card) for notice in notices]
        if shown == self._shown:
            return
        self._shown = shown
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(notice) for notice in notices]
        for card in self.cards:
            self._column.addWidget(card)
        self.setVisible(bool(notices))

    @property
    def said(self) -> list[str]:
        """The sentences that are shown."""
        return [text for text, _card in self._shown]

    def _card(self, notice: Notice) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", notice.card)
        row = QHBoxLayout(card)
        row.setContentsMargins(10, 5, 10, 5)
        row.addWidget(PlainLabel(notice.text, wrap=True), 1)
        for label, act in notice.choices:
            button = QPushButton(label, card)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        return card
