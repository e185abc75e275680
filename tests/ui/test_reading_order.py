"""Tab goes through the page as one reads it; no locale changes a number; the form fits at 200 %."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import WindowUnderTest

AT_200 = """
import sys
from datetime import date
from PySide6.QtWidgets import QApplication
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import Services
from cardecide_ui.texts import Texts
from cardecide_ui.theme import load_fonts
from tests.ui import fake_assessor
application = QApplication([])
load_fonts()
services = Services(assess=fake_assessor.assess, read_case=None, write_case=None, write_report=None,
                    samples=list, today=lambda: date(2026, 11, 20))
for language in ("en", "zh", "tr"):
    window = MainWindow(application, services, texts=Texts(language), delay=0)
    window.resize(960, 540)
    window.show()
    window.session.evaluation.run_now()
    window.page.form.complete()
    for _ in range(3):
        application.processEvents()
    bar = window.page.form.scroll_area.horizontalScrollBar()
    print(window.devicePixelRatio(), window.width(), bar.maximum())
"""


def stops(ui: WindowUnderTest, count: int) -> list[QWidget]:
    """The widgets that Tab reaches from the first field on."""
    ui.window.activateWindow()
    ui.window.page.form.complete()
    content = ui.window.page.form._content
    ui.qtbot.waitUntil(lambda: content.height() >= content.minimumSizeHint().height() > 2_000)
    ui.window.page.form.first_field().setFocus(Qt.FocusReason.TabFocusReason)
    found = []
    for _ in range(count):
        widget = QApplication.focusWidget()
        assert widget is not None
        found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def place(ui: WindowUnderTest, widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(ui.window.page.form._content, QPoint(0, widget.height() // 2))
    return at.y(), at.x()


def test_tab_follows_the_eye(ui: WindowUnderTest) -> None:
    reached = stops(ui, 40)
    assert len(set(map(id, reached))) == 40, "no widget twice"
    places = [place(ui, widget) for widget in reached]
    for (y, x), (next_y, next_x) in pairwise(places):
        same_line = abs(next_y - y) < 12  # what stands on one line may differ by some pixels
        assert next_x > x if same_line else next_y > y


def test_shift_tab_goes_back(ui: WindowUnderTest) -> None:
    there = stops(ui, 12)
    back = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, Qt.Key.Key_Backtab)
        back.append(QApplication.focusWidget())
    assert back == there[::-1]


@pytest.mark.parametrize("name", ["tr_TR", "de_DE", "en_US", "zh_CN"])
def test_no_locale_changes_a_number(make_window: Callable[..., WindowUnderTest], name: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        ui = make_window()
        ui.leave(ui.type("patient.weight", "61.5"))
        assert str(ui.case.patient.weight) == "61.5 kg"
        ui.leave(ui.type("patient.weight", "61,5"))
        assert str(ui.case.patient.weight) == "61.5 kg"
        ui.type("patient.weight", "1,500")
        assert ui.case.patient.weight is None, "grouping is refused, never read as 1.5 or 1500"
        assert ui.edit("patient.weight").text() == "1,500"
    finally:
        QLocale.setDefault(before)


def test_the_form_fits_a_small_screen_at_200_percent() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", AT_200],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_SCALE_FACTOR": "2", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.splitlines() == ["2.0 960 0"] * 3


def test_the_next_stop_is_the_next_of_all_stops(ui: WindowUnderTest) -> None:
    """It is found without walking the page; what it finds is what the walk would find."""
    from cardecide_ui.reading_order import next_stop, reading_order

    page = ui.window.page
    page.form.complete()
    ui.session.evaluation.run_now()
    ui.row("treatments").add()
    order = reading_order(page)
    assert len(order) > 80
    for stop, after in zip(order, order[1:] + order[:1], strict=True):
        assert next_stop(page, stop, forward=True) is after
        assert next_stop(page, after, forward=False) is stop
