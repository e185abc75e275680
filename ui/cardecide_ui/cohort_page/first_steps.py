"""What the page shows before a table is opened: what it does, and a table to try it on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cardecide.locations import bundled
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

SAMPLES = ("eleven-patients.csv", "synthetic-karmma.csv")


def sample_tables() -> list[Path]:
    """The sample tables that come with the program."""
    folder = bundled("resources") / "samples" / "tables"
    return [folder / name for name in SAMPLES if (folder / name).is_file()]


class FirstSteps(QWidget):
    """Three sentences and the buttons to begin with."""

    def __init__(
        self,
        texts: Texts,
        open_table: Callable[[], None],
        take_table: Callable[[Path], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        card = QFrame()
        card.setProperty("card", "list")
        card.setFixedWidth(600)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        column.addWidget(PlainLabel(texts("cohort.first.title"), role="section"))
        for name in ("what", "how", "private"):
            column.addWidget(PlainLabel(texts(f"cohort.first.{name}"), wrap=True))
        self.open = QPushButton(texts("cohort.open"))
        self.open.clicked.connect(lambda: open_table())
        column.addWidget(self.open)
        self.samples: list[QPushButton] = []
        for path in sample_tables():
            button = QPushButton(texts(f"cohort.sample.{path.stem}"))
            button.clicked.connect(lambda _=False, path=path: take_table(path))
            self.samples.append(button)
            column.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        row = QHBoxLayout()  # an alignment would give the card the height of unwrapped labels
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(2)
