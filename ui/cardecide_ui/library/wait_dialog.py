"""A piece of work beside the window, with how far it is and a way to stop it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.long_work import LongWork, Progress, Stop

Found = TypeVar("Found")


class WaitDialog(QDialog, Generic[Found]):
    """``found`` is what the work returned: None where it was stopped; ``error`` what it raised.

    A stop asks the work to end; until it has, the dialog stays, so that nothing goes on unseen.
    """

    def __init__(
        self,
        kind: str,
        work: Callable[[Progress, Stop], Found],
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.found: Found | None = None
        self.error: Exception | None = None
        self.setWindowTitle(texts("library.title"))
        self.setMinimumWidth(420)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.what = PlainLabel(texts(f"library.wait.{kind}"), wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(texts(f"library.wait.{kind}"))
        buttons = QDialogButtonBox(self)
        self.stop = buttons.addButton(texts("library.wait.stop"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.what)
        column.addWidget(self.bar)
        column.addWidget(PlainLabel(texts(f"library.wait.{kind}_stopped"), role="caption", wrap=True))
        column.addWidget(buttons)
        self._work = LongWork(self)
        self._work.moved.connect(self._moved)
        self._work.done.connect(lambda _found: self.accept())
        self._work.stopped.connect(self.accept)
        self._work.failed.connect(self._failed)
        self._run = work

    def exec(self) -> int:
        """Do the work, and return when it has ended."""
        self._work.run(self._keep)
        return super().exec()

    def reject(self) -> None:
        """Ask the work to stop."""
        self.stop.setEnabled(False)
        self.what.setText(self._texts("library.wait.stopping"))
        self._work.stop()

    def _keep(self, progress: Progress, stop: Stop) -> Found:
        # Kept here and not taken from the signal: work that was done when the stop came has been done.
        self.found = self._run(progress, stop)
        return self.found

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _failed(self, error: Exception) -> None:
        self.error = error
        self.accept()
