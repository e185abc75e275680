"""The report that the print dialog shows: made beside the window, anew for every choice."""

from collections.abc import Callable
from threading import Lock

from PySide6.QtCore import QObject, Signal

from cardecide.reading.problem import InputError
from cardecide_ui.printing.pdf_pages import PdfPages
from cardecide_ui.printing.report_options import ReportOptions
from cardecide_ui.view_models.background import Background


class Preview(QObject):
    """Holds the finished report of the options in use.

    ``began`` says that a report is being made: there is none meanwhile. ``changed`` says that it is there,
    or that it could not be made, which ``problem`` then tells.
    """

    began = Signal()
    changed = Signal()

    def __init__(self, make: Callable[[ReportOptions], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        # The PDF library keeps its fonts in one place for all documents.
        self._one_at_a_time = Lock()
        self._work = Background(self)
        self._work.done.connect(self._made)
        self.options: ReportOptions | None = None
        self.report: bytes | None = None
        self.pages: PdfPages | None = None
        self.problem = ""

    def use(self, options: ReportOptions) -> None:
        """Make the report with other options; the same ones again change nothing."""
        if options == self.options:
            return
        self.options = options
        self._drop()
        self.began.emit()

        def work() -> bytes | str:
            with self._one_at_a_time:
                if self.options != options:
                    return ""  # another choice came meanwhile, and nobody listens to this one
                try:
                    return self._make(options)
                except InputError as error:
                    return str(error)

        self._work.run(work)

    def close(self) -> None:
        """Let go of the report and of what is under way."""
        self._work.forget()
        self.options = None
        self._drop()

    def _made(self, found: object) -> None:
        if isinstance(found, bytes):
            self.report, self.pages = found, PdfPages(found)
        else:
            self.problem = str(found)
        self.changed.emit()

    def _drop(self) -> None:
        if self.pages is not None:
            self.pages.close()
        self.report, self.pages, self.problem = None, None, ""
