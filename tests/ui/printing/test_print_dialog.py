"""The print dialog: the pages shown, on paper and in the file are those of the report."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cardecide.language.text import LANGUAGES, Language
from cardecide.reading.problem import InputError, Problem
from cardecide.report import render_report
from cardecide_ui.printing.page_view import FIT_PAGE, FIT_WIDTH
from cardecide_ui.printing.pdf_pages import PdfPages
from cardecide_ui.printing.print_dialog import PrintDialog
from cardecide_ui.printing.report_options import ReportOptions
from cardecide_ui.texts import Texts
from tests.report.reading_pdf import ISSUED
from tests.report.sample_result import sample_case, sample_result
from tests.ui.conftest import FakeDialogs

PATIENCE = 60_000
"""Milliseconds that a busy machine may take."""


def make(options: ReportOptions) -> bytes:
    """The report of the sample result."""
    return render_report(
        sample_result(options.language),
        sample_case(),
        language=options.language,
        variant=options.variant,
        page_size=options.page_size,
        issued=ISSUED,
        embed=options.attach,
    )


class ListedPrinter(QPrinterInfo):
    """A printer as the system would list it."""

    def printerName(self) -> str:
        return "ward"

    def description(self) -> str:
        return "Ward, second floor"

    def isDefault(self) -> bool:
        return True


class Sheets(QPrinter):
    """A printer into a file that also remembers the sides asked for, which a file cannot have."""

    sides = QPrinter.DuplexMode.DuplexNone

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:
        self.sides = duplex


class PaperTray:
    """Printers that print into a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.opened: list[str] = []
        self.last: Sheets | None = None

    def __call__(self, name: str) -> QPrinter:
        self.opened.append(name)
        self.last = Sheets(QPrinter.PrinterMode.ScreenResolution)
        self.last.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.last.setOutputFileName(str(self.file))
        self.last.setResolution(144)
        return self.last


@pytest.fixture
def tray(tmp_path: Path) -> PaperTray:
    return PaperTray(tmp_path / "paper.pdf")


@pytest.fixture
def open_dialog(qtbot: QtBot, tray: PaperTray, tmp_path: Path) -> Iterator[Callable[..., PrintDialog]]:
    opened: list[PrintDialog] = []

    def open_one(
        language: Language = "en",
        make: Callable[[ReportOptions], bytes] = make,
        printers: list[QPrinterInfo] | None = None,
    ) -> PrintDialog:
        dialog = PrintDialog(
            Texts(language),
            make,
            FakeDialogs(to_write=tmp_path / "saved.pdf"),
            language=language,
            suggested=tmp_path / "saved.pdf",
            printers=[ListedPrinter()] if printers is None else printers,
            printer_for=tray,
        )
        qtbot.addWidget(dialog)
        opened.append(dialog)
        dialog.show()
        wait_for_pages(qtbot, dialog)
        return dialog

    yield open_one
    for dialog in opened:
        dialog.close()


def wait_for_pages(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(
        lambda: dialog.preview.report is not None or bool(dialog.preview.problem), timeout=PATIENCE
    )


def print_and_wait(qtbot: QtBot, dialog: PrintDialog) -> None:
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=PATIENCE)


def sizes(file: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(file)
    try:
        return [(round(page.get_width()), round(page.get_height())) for page in document]
    finally:
        document.close()


def shades(image: QImage) -> bytes:
    """A coarse gray picture of a page."""
    small = image.scaled(60, 84, mode=Qt.TransformationMode.SmoothTransformation)
    gray = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return b"".join(bytes(gray.constScanLine(y))[: gray.width()] for y in range(gray.height()))


def distance(one: QImage, other: QImage) -> float:
    """The mean difference of two pages' shades, from 0 to 255."""
    pairs = list(zip(shades(one), shades(other), strict=True))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def test_the_preview_shows_the_pages_of_the_report(open_dialog: Callable[..., PrintDialog]) -> None:
    dialog = open_dialog()
    report = make(ReportOptions())
    pages = PdfPages(report)
    assert dialog.preview.report == report
    assert dialog.view.thumbnails.count() == len(pages) > 2
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(1.0))
    for number in (1, 2, len(pages)):
        dialog.view.thumbnails.setCurrentRow(number - 1)
        shown = dialog.view.page.pixmap().toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert shown == pages.image(number, 96 / 72 * dialog.devicePixelRatioF())
    pages.close()


def test_the_page_keys_turn_the_pages(open_dialog: Callable[..., PrintDialog]) -> None:
    view = open_dialog().view
    assert view.number == 1
    QTest.keyClick(view.area, Qt.Key.Key_PageUp)
    assert view.number == 1
    QTest.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.number == 2


def test_zoom_fits_or_is_a_share_of_the_paper(open_dialog: Callable[..., PrintDialog]) -> None:
    dialog = open_dialog()
    room = dialog.view.area.viewport()
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(FIT_PAGE))
    assert dialog.view.page.pixmap().deviceIndependentSize().height() <= room.height()
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(FIT_WIDTH))
    assert dialog.view.page.pixmap().deviceIndependentSize().width() <= room.width()
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(2.0))
    assert dialog.view.page.pixmap().deviceIndependentSize().width() == pytest.approx(595.28 * 8 / 3, abs=2)


def test_another_choice_makes_another_report(open_dialog: Callable[..., PrintDialog], qtbot: QtBot) -> None:
    dialog = open_dialog()
    choices = dialog.report_choices
    choices.variant.setCurrentIndex(choices.variant.findData("one-page"))
    assert not dialog.print_button.isEnabled(), "nothing is printed while the pages are made"
    wait_for_pages(qtbot, dialog)
    assert dialog.view.thumbnails.count() == 1
    choices.paper.setCurrentIndex(choices.paper.findData("Letter"))
    choices.language.setCurrentIndex(choices.language.findData("zh"))
    choices.attach.setChecked(False)
    wait_for_pages(qtbot, dialog)
    expected = ReportOptions(language="zh", variant="one-page", page_size="Letter", attach=False)
    assert dialog.preview.report == make(expected)


def test_all_pages_are_printed_in_the_size_of_the_report(
    open_dialog: Callable[..., PrintDialog], qtbot: QtBot, tray: PaperTray
) -> None:
    dialog = open_dialog()
    print_and_wait(qtbot, dialog)
    count = dialog.view.thumbnails.count()
    assert tray.opened == ["ward"]
    assert sizes(tray.file) == [(595, 842)] * count
    printed, report = PdfPages(tray.file.read_bytes()), PdfPages(make(ReportOptions()))
    for number in (1, 2):
        same = distance(printed.drawn(number, 1), report.drawn(number, 1))
        other = distance(printed.drawn(number, 1), report.drawn(number + 1, 1))
        assert same < 2 < other
    printed.close()
    report.close()
    assert str(count) in dialog.said.text()


def test_a_range_is_printed_in_letter_size(
    open_dialog: Callable[..., PrintDialog], qtbot: QtBot, tray: PaperTray
) -> None:
    dialog = open_dialog()
    dialog.report_choices.paper.setCurrentIndex(1)
    wait_for_pages(qtbot, dialog)
    dialog.paper_choices.pages.setText("2-3")
    print_and_wait(qtbot, dialog)
    assert sizes(tray.file) == [(612, 792)] * 2
    printed = PdfPages(tray.file.read_bytes())
    report = PdfPages(make(ReportOptions(page_size="Letter")))
    assert distance(printed.drawn(1, 1), report.drawn(2, 1)) < 2
    printed.close()
    report.close()


def test_copies_and_sides_reach_the_printer(
    open_dialog: Callable[..., PrintDialog], qtbot: QtBot, tray: PaperTray
) -> None:
    dialog = open_dialog()
    dialog.paper_choices.pages.setText("1")
    dialog.paper_choices.copies.setValue(3)
    dialog.paper_choices.two_sided.setChecked(True)
    dialog.paper_choices.gray.setChecked(True)
    print_and_wait(qtbot, dialog)
    assert tray.last is not None
    assert tray.last.copyCount() == 3
    assert tray.last.docName() == "cardecide", "the queue of a printer names no patient"
    assert tray.last.sides == QPrinter.DuplexMode.DuplexLongSide
    assert tray.last.colorMode() == QPrinter.ColorMode.GrayScale
    expected = 1 if tray.last.supportsMultipleCopies() else 3
    assert len(sizes(tray.file)) == expected


@pytest.mark.parametrize("text", ["0", "99", "2-1", "x"])
def test_pages_that_do_not_exist_are_told_before_printing(
    open_dialog: Callable[..., PrintDialog], text: str
) -> None:
    dialog = open_dialog()
    dialog.paper_choices.pages.setText(text)
    assert not dialog.print_button.isEnabled()
    assert str(dialog.view.thumbnails.count()) in dialog.paper_choices.problem.text()
    dialog.paper_choices.pages.setText("")
    assert dialog.print_button.isEnabled()
    assert not dialog.paper_choices.problem.text()


def test_without_a_printer_the_report_can_be_saved(
    open_dialog: Callable[..., PrintDialog], tmp_path: Path
) -> None:
    dialog = open_dialog(printers=[])
    assert not dialog.print_button.isEnabled()
    assert dialog.paper_choices.problem.text()
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "saved.pdf").read_bytes() == make(ReportOptions())
    assert "saved.pdf" in dialog.said.text()


def test_closing_stops_a_job(open_dialog: Callable[..., PrintDialog], qtbot: QtBot, tray: PaperTray) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert not dialog.print_button.isEnabled()
    dialog.reject()
    assert dialog.preview.pages is None
    assert dialog.progress.isHidden()


def test_a_report_that_cannot_be_made_is_told(open_dialog: Callable[..., PrintDialog]) -> None:
    def refuse(options: ReportOptions) -> bytes:
        raise InputError([Problem("The case contradicts itself", expected="another date")])

    dialog = open_dialog(make=refuse)
    assert "contradicts" in dialog.view.page.text()
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_speaks_every_language(
    open_dialog: Callable[..., PrintDialog], language: Language
) -> None:
    dialog = open_dialog(language)
    assert dialog.windowTitle() == Texts(language)("print.title")
    assert dialog.report_choices.options().language == language
    assert dialog.preview.report == make(ReportOptions(language=language))


def test_it_tells_when_a_report_has_left(
    qtbot: QtBot, open_dialog: Callable[..., PrintDialog], tray: PaperTray
) -> None:
    dialog = open_dialog()
    told: list[tuple[str, object]] = []
    dialog.left.connect(lambda deed, report: told.append((deed, report)))
    print_and_wait(qtbot, dialog)
    assert told == [("printed", dialog.preview.report)]
    dialog.save_pdf()
    assert told[1:] == [("report_exported", dialog.preview.report)]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_print_that_fails_has_not_left(
    qtbot: QtBot, open_dialog: Callable[..., PrintDialog], tray: PaperTray, tmp_path: Path
) -> None:
    dialog = open_dialog()
    tray.file = tmp_path / "no such folder" / "paper.pdf"
    told: list[object] = []
    dialog.left.connect(lambda deed, _report: told.append(deed))
    print_and_wait(qtbot, dialog)
    assert told == []
