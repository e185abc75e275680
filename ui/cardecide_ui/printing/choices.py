"""What can be chosen in the print dialog: about the report, and about the paper."""

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.menus import LANGUAGE_NAMES
from cardecide_ui.printing.page_range import read_page_range
from cardecide_ui.printing.report_options import ReportOptions
from cardecide_ui.texts import Texts

_MOST_COPIES = 99


class ReportChoices(QWidget):
    """Variant, paper, language and attachments; ``changed`` says that another report is wanted."""

    changed = Signal()

    def __init__(self, texts: Texts, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.variant = _combo(texts("print.variant"), self)
        for name in ("full", "one-page"):
            self.variant.addItem(texts(f"print.variant.{name}"), name)
        self.paper = _combo(texts("print.paper"), self)
        for name in ("A4", "Letter"):
            self.paper.addItem(texts(f"print.paper.{name}"), name)
        self.language = _combo(texts("print.language"), self)
        for one in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[one], one)
        self.language.setCurrentIndex(self.language.findData(language))
        self.attach = QCheckBox(texts("print.attach"), self)
        self.attach.setChecked(True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(texts("print.variant"), self.variant)
        form.addRow(texts("print.paper"), self.paper)
        form.addRow(texts("print.language"), self.language)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PlainLabel(texts("print.report"), role="heading"))
        layout.addLayout(form)
        layout.addWidget(self.attach)
        layout.addWidget(PlainLabel(texts("print.attach_hint"), role="caption", wrap=True))
        for box in (self.variant, self.paper, self.language):
            box.currentIndexChanged.connect(self.changed)
        self.attach.toggled.connect(self.changed)

    def options(self) -> ReportOptions:
        """What is chosen."""
        return ReportOptions(
            language=self.language.currentData(),
            variant=self.variant.currentData(),
            page_size=self.paper.currentData(),
            attach=self.attach.isChecked(),
        )


class PaperChoices(QWidget):
    """Printer, pages, copies and sides; ``changed`` says that one of them is another."""

    changed = Signal()

    def __init__(self, texts: Texts, printers: list[QPrinterInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._last = 0
        self.printer = _combo(texts("print.printer"), self)
        for one in printers:
            self.printer.addItem(one.description() or one.printerName(), one.printerName())
        standard = self.printer.findData(next((one.printerName() for one in printers if one.isDefault()), ""))
        self.printer.setCurrentIndex(max(standard, 0) if printers else -1)
        self.printer.setEnabled(bool(printers))
        self.pages = QLineEdit(self)
        self.pages.setAccessibleName(texts("print.pages"))
        self.pages.setPlaceholderText(texts("print.pages_all"))
        self.copies = QSpinBox(self)
        self.copies.setAccessibleName(texts("print.copies"))
        self.copies.setRange(1, _MOST_COPIES)
        self.two_sided = QCheckBox(texts("print.two_sided"), self)
        self.gray = QCheckBox(texts("print.gray"), self)
        self.problem = PlainLabel("" if printers else texts("print.no_printer"), role="problem", wrap=True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(texts("print.printer"), self.printer)
        form.addRow(texts("print.pages"), self.pages)
        form.addRow(texts("print.copies"), self.copies)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PlainLabel(texts("print.paper_heading"), role="heading"))
        layout.addLayout(form)
        layout.addWidget(self.two_sided)
        layout.addWidget(self.gray)
        layout.addWidget(self.problem)
        self.pages.textChanged.connect(self._check)
        for widget in (self.pages, self.copies, self.two_sided, self.gray):
            widget.setEnabled(bool(printers))

    def set_last(self, last: int) -> None:
        """Say how many pages the report has; 0: there is none now."""
        self._last = last
        self._check()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages to print; none where the text names none."""
        return read_page_range(self.pages.text(), self._last) or ()

    @property
    def can_print(self) -> bool:
        """Whether there is a printer and a page for it."""
        return bool(self.numbers) and self.printer.currentIndex() >= 0

    def _check(self) -> None:
        if self.printer.isEnabled():
            wrong = self._last > 0 and not self.numbers
            said = self._texts("print.pages_wrong", last=self._last) if wrong else ""
            self.problem.setText(said)
            self.pages.setProperty("state", "invalid" if wrong else "")
            self.pages.style().unpolish(self.pages)
            self.pages.style().polish(self.pages)
        self.changed.emit()


def _combo(name: str, parent: QWidget) -> StillComboBox:
    box = StillComboBox(parent)
    box.setAccessibleName(name)
    return box
