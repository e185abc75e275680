"""The first page: a new case, a file, a sample; and what happens with what is typed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.menus import LANGUAGE_NAMES
from cardecide_ui.texts import Texts

_FEATURED = ("zhou-2025", "neuro-us")


class StartPage(QWidget):
    """Buttons for the ways to begin."""

    def __init__(
        self,
        texts: Texts,
        *,
        new: Callable[[], object],
        open_file: Callable[[], object],
        open_sample: Callable[[Path], object],
        open_recent: Callable[[Path], object],
        samples: Sequence[Path],
        recent: Sequence[Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        card = QFrame(self)
        card.setProperty("card", "product")
        card.setFixedWidth(620)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel("cardecide", role="section"), 1)
        self.languages: dict[str, QPushButton] = {}
        for (
            language,
            name,
        ) in LANGUAGE_NAMES.items():  # each in its own words: who cannot read the rest finds it
            is_used = language == texts.language
            button = self._button(f"✓ {name}" if is_used else name, partial(texts.use, language))
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setChecked(is_used)
            self.languages[language] = button
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(PlainLabel(texts("start.what"), wrap=True))
        row = QHBoxLayout()
        self.new = self._button(texts("start.new"), new)
        row.addWidget(self.new)
        row.addWidget(self._button(texts("start.open"), open_file))
        row.addStretch(1)
        column.addSpacing(6)
        column.addLayout(row)
        by_name = {path.name.removesuffix(".case.yaml"): path for path in samples}
        featured = [name for name in _FEATURED if name in by_name]
        if featured:
            column.addSpacing(6)
            column.addWidget(PlainLabel(texts("start.samples"), role="heading"))
        self.samples: dict[str, QPushButton] = {}
        for name in featured:
            button = self._button(texts(f"start.sample.{name}"), partial(open_sample, by_name[name]))
            button.setProperty("role", "ask")
            self.samples[name] = button
            column.addWidget(button)
        if recent:
            column.addSpacing(6)
            column.addWidget(PlainLabel(texts("start.recent"), role="heading"))
        for path in recent:
            button = self._button(path.name, partial(open_recent, path))
            button.setProperty("role", "ask")
            button.setToolTip("")
            column.addWidget(button)
        column.addSpacing(6)
        column.addWidget(PlainLabel(texts("start.privacy"), role="caption", wrap=True))
        column.addWidget(PlainLabel(texts("start.intended"), role="caption", wrap=True))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.setFocusProxy(self.new)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"), self)
        button.clicked.connect(lambda _checked=False: act())
        return button
