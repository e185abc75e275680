"""The stroke that says: a history was taken, and nothing was found but what is listed. It says so."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cardecide.case.base import YesNo
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel


class HistoryStroke(QWidget):
    """A button, and beside it what the history is taken to say."""

    def __init__(self, history: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._context = context
        self._section = context.texts(f"section.{history}")
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: context.session.none_of_these(history))
        self.said = PlainLabel(role="echo", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.addWidget(self.button)
        layout.addWidget(self.said, 1)
        context.add(f"{history}.none_of_these", self)
        self.refresh()

    def refresh(self) -> None:
        """Say what follows from the history as it stands."""
        session = self._context.session
        taken = session.value(f"{self._history}.reviewed") is YesNo.YES
        listed = bool(session.value(f"{self._history}.conditions"))
        said = (
            "history.said_some" if taken and listed else "history.said_none" if taken else "history.not_taken"
        )
        self.said.setText(("✓ " if taken else "") + self._context.texts(said))
        self.button.setText(self._context.texts("history.nothing_else" if listed else "history.none"))
        self.button.setAccessibleName(f"{self._section}: {self.button.text()}")

    def focus(self) -> None:
        """Take the cursor."""
        self.button.setFocus()
