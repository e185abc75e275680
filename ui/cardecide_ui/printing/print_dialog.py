"""Print or save the report, after looking at the very pages that will come out."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide.report.writing import write_whole
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.printing.choices import PaperChoices, ReportChoices
from cardecide_ui.printing.page_view import FIT_PAGE, FIT_WIDTH, PageView
from cardecide_ui.printing.preview import Preview
from cardecide_ui.printing.print_job import PrintJob
from cardecide_ui.printing.report_options import ReportOptions
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_line

_ZOOMS: Final = (0.75, 1.0, 1.25, 1.5, 2.0)
_CHOICES_WIDTH: Final = 290  # pixels
_DOCUMENT: Final = "cardecide"
"""What print queues show, which others may see: nothing of the patient."""


class PrintDialog(QDialog):
    """Shows the report as it is made for every choice.

    ``make`` gives the report's bytes; ``suggested`` names the file to save; ``printers`` are those of the
    system where not given, ``printer_for`` opens one of them. ``left`` tells that a report left the program:
    ``printed`` or ``report_exported``, and its bytes.
    """

    left = Signal(str, object)

    def __init__(
        self,
        texts: Texts,
        make: Callable[[ReportOptions], bytes],
        dialogs: Dialogs,
        *,
        language: Language,
        suggested: Path,
        printers: list[QPrinterInfo] | None = None,
        printer_for: Callable[[str], QPrinter] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts, self._dialogs, self._suggested = texts, dialogs, suggested
        self._printer_for = printer_for or open_printer
        self._job: PrintJob | None = None
        self._printed_report: bytes | None = None
        self.setWindowTitle(texts("print.title"))
        self.resize(1120, 780)
        self.preview = Preview(make, self)
        self.view = PageView(texts, self)
        self.report_choices = ReportChoices(texts, language, self)
        found = QPrinterInfo.availablePrinters() if printers is None else printers
        self.paper_choices = PaperChoices(texts, found, self)
        self.zoom = self._zoom_box()
        self.said = PlainLabel(role="quiet", wrap=True)
        self.progress = QProgressBar(self)
        self._reserve_room(self.progress)
        self.progress.hide()
        self._lay_out(self._button_box())
        self.preview.began.connect(self._began)
        self.preview.changed.connect(self._made)
        self.report_choices.changed.connect(self._use)
        self.paper_choices.changed.connect(self._enable)
        self.view.turned.connect(self._say_page)
        self._use()

    def print_pages(self) -> None:
        """Send the chosen pages to the chosen printer."""
        pages, chosen = self.preview.pages, self.paper_choices
        if pages is None or not chosen.can_print or self._job is not None:
            return
        printer = self._printer_for(chosen.printer.currentData())
        printer.setDocName(_DOCUMENT)
        printer.setCopyCount(chosen.copies.value())
        printer.setCollateCopies(True)
        printer.setDuplex(
            QPrinter.DuplexMode.DuplexLongSide
            if chosen.two_sided.isChecked()
            else QPrinter.DuplexMode.DuplexNone
        )
        gray = chosen.gray.isChecked()
        printer.setColorMode(QPrinter.ColorMode.GrayScale if gray else QPrinter.ColorMode.Color)
        self._printed_report = self.preview.report
        self._job = PrintJob(pages, chosen.numbers, printer, self)
        self.progress.setRange(0, self._job.count)
        self.progress.setValue(0)
        self.progress.show()
        self._job.progressed.connect(self.progress.setValue)
        self._job.finished.connect(self._printed)
        self._enable()
        self._job.start()

    def save_pdf(self) -> None:
        """Save the report itself: the same pages, with their text, bookmarks and attachments."""
        report = self.preview.report
        path = None if report is None else self._dialogs.choose_to_write(self._suggested, "pdf")
        if report is None or path is None:
            return
        try:
            write_whole(path, report)
        except InputError as error:
            why = "\n".join(problem_line(one, self._texts.language) for one in error.problems)
            self._dialogs.say(self._texts("failed.export"), why)
            return
        self.left.emit("report_exported", report)
        self.said.setText(self._texts("done.exported", name=path.name))

    def done(self, result: int) -> None:
        """Stop what is under way before the dialog goes."""
        if self._job is not None:
            self._job.cancel()
        self.preview.close()
        super().done(result)

    def _use(self) -> None:
        self.preview.use(self.report_choices.options())

    def _began(self) -> None:
        self.view.show_text(self._texts("print.making"))
        self.said.setText("")
        self.paper_choices.set_last(0)

    def _made(self) -> None:
        pages = self.preview.pages
        if pages is None:
            self.view.show_text(self.preview.problem)
        else:
            self.view.show_pages(pages)
        self.paper_choices.set_last(len(pages) if pages is not None else 0)

    def _say_page(self, number: int) -> None:
        pages = self.preview.pages
        if pages is not None:
            self.said.setText(self._texts("print.page_of", page=number, count=len(pages)))

    def _enable(self) -> None:
        idle = self._job is None
        self.print_button.setEnabled(idle and self.paper_choices.can_print)
        self.save_button.setEnabled(idle and self.preview.report is not None)
        self.report_choices.setEnabled(idle)
        self.paper_choices.setEnabled(idle)

    def _printed(self, whole: bool) -> None:
        job, self._job = self._job, None
        self.progress.hide()
        self._enable()
        count = job.count if job is not None else 0
        if whole and self._printed_report is not None:
            self.left.emit("printed", self._printed_report)
        self.said.setText(self._texts("print.sent", count=count) if whole else self._texts("print.failed"))

    def _zoom_box(self) -> StillComboBox:
        box = StillComboBox(self)
        box.setAccessibleName(self._texts("print.zoom"))
        for name in (FIT_PAGE, FIT_WIDTH):
            box.addItem(self._texts(f"print.zoom.{name}"), name)
        for share in _ZOOMS:
            box.addItem(f"{share:.0%}", share)
        box.currentIndexChanged.connect(lambda _index: self.view.zoom(box.currentData()))
        return box

    def _button_box(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.print_button = buttons.addButton(self._texts("print.print"), roles.ActionRole)
        self.save_button = buttons.addButton(self._texts("print.save_pdf"), roles.ActionRole)
        buttons.addButton(self._texts("dialog.close"), roles.RejectRole)
        self.print_button.setDefault(True)
        self.print_button.clicked.connect(self.print_pages)
        self.save_button.clicked.connect(self.save_pdf)
        buttons.rejected.connect(self.reject)
        return buttons

    def _reserve_room(self, widget: QWidget) -> None:
        """Keep a hidden widget's place, so that nothing jumps when it is shown."""
        policy = QSizePolicy(widget.sizePolicy())
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        side = QWidget(self)
        side.setFixedWidth(_CHOICES_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.paper_choices)
        column.addSpacing(10)
        column.addWidget(self.report_choices)
        column.addStretch(1)
        column.addWidget(self.progress)
        top = QHBoxLayout()
        top.addWidget(self.view, 1)
        top.addWidget(side)
        bottom = QHBoxLayout()
        bottom.addWidget(self.zoom)
        bottom.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addLayout(top, 1)
        layout.addLayout(bottom)


def open_printer(name: str) -> QPrinter:
    """The system's printer of that name, at its own resolution."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
