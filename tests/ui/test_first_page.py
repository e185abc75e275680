"""The first page stands before case and rules are loaded, and nothing holds up the window after it."""

import subprocess
import sys
from collections.abc import Callable
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.case.model import Case
from cardecide.reading.problem import InputError, Problem
from cardecide_ui.main_window import MainWindow
from cardecide_ui.view_models.evaluation import Evaluation
from cardecide_ui.warm_up import WarmUp
from tests.ui import fake_assessor
from tests.ui.conftest import TODAY, WindowUnderTest

FIRST_PAGE = """
import sys
from PySide6.QtWidgets import QApplication
from cardecide_ui.main_window import MainWindow
from cardecide_ui.settings import Settings
application = QApplication([])
window = MainWindow(application, settings=Settings(), begins_with_start_page=True)
window.show()
window.grab()
heavy = ("pydantic", "cardecide.case.model", "cardecide.engine", "cardecide.assessment", "pandas",
         "reportlab", "openpyxl", "duckdb", "pyarrow", "numpy", "cryptography", "sqlcipher3",
         "PySide6.QtPrintSupport", "yaml", "decimal", "cardecide.reading.document")
print([name for name in heavy if name in sys.modules])
from PySide6 import QtCore
print("all of Qt's names:", "Qt" in vars(QtCore))
"""


def test_the_first_page_loads_neither_case_nor_rules() -> None:
    for _ in range(2):  # the first time keeps what it read
        done = subprocess.run([sys.executable, "-c", FIRST_PAGE], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines() == ["[]", "all of Qt's names: False"]


def test_the_first_page_leads_to_a_case(qapp, qtbot: QtBot, make_window) -> None:  # type: ignore[no-untyped-def]
    services = make_window().window._parts.services
    window = MainWindow(qapp, services, delay=0, begins_with_start_page=True)
    qtbot.addWidget(window)
    window.show()
    assert not window._parts.has_session
    QTest.keyClick(window.start.new, " ")
    assert window._stack.currentWidget() is window.page
    assert window.session.case.id == "CASE-1"


def test_rules_that_cannot_be_used_are_told(qapp, qtbot: QtBot, make_window) -> None:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    def refuse() -> None:
        raise InputError([Problem("no rules", file="rules")])

    services = replace(make_window().window._parts.services, prepare=refuse)
    window = MainWindow(qapp, services, delay=0, begins_with_start_page=True)
    qtbot.addWidget(window)
    warm_up = WarmUp(window)
    with qtbot.waitSignal(warm_up.failed):
        warm_up.start()
    assert [problem.message for problem in warm_up.problems] == ["no rules"]
    assert window._parts.has_session, "the case page was made meanwhile"


def test_an_answer_of_unknown_cost_is_computed_beside_the_window(qtbot: QtBot) -> None:
    threads = []

    def assess(case, date, language):  # type: ignore[no-untyped-def]
        threads.append(current_thread())
        return fake_assessor.assess(case, date, language)

    evaluation = Evaluation(assess, today=lambda: TODAY, delay=0)
    with qtbot.waitSignal(evaluation.changed):
        evaluation.request(Case(id="A"), "en")
    assert threads[0] is not main_thread()
    assert evaluation.result is not None
    assert not evaluation.is_pending


def test_an_edit_during_a_slow_answer_makes_it_void(qtbot: QtBot) -> None:
    go, begun = Event(), Event()

    def assess(case, date, language):  # type: ignore[no-untyped-def]
        begun.set()
        if case.id == "A":
            go.wait(5)
        return fake_assessor.assess(case, date, language)

    evaluation = Evaluation(assess, today=lambda: TODAY, delay=0)
    evaluation.request(Case(id="A"), "en")
    qtbot.waitUntil(begun.is_set)
    assert evaluation.is_pending
    with qtbot.waitSignal(evaluation.changed):
        evaluation.request(Case(id="B"), "en")
    with qtbot.waitSignal(evaluation._beside._answer.ready):
        go.set()
    assert evaluation.result is not None
    assert evaluation.result.case_id == "B"


def test_a_quick_answer_is_shown_in_a_turn_of_its_own(qapp: QApplication) -> None:
    """Between evaluating and showing, keys are taken; what they change makes the answer void."""
    evaluated = []

    def assess(case, date, language):  # type: ignore[no-untyped-def]
        evaluated.append(case.id)
        return fake_assessor.assess(case, date, language)

    evaluation = Evaluation(assess, today=lambda: TODAY, delay=0)
    evaluation.request(Case(id="A"), "en")
    evaluation.run_now()
    evaluation._seconds = 0.0
    evaluation.request(Case(id="B"), "en")
    evaluation._timer.stop()
    evaluation._begin()
    assert evaluated == ["A", "B"]
    assert evaluation.is_pending
    assert evaluation.result is not None and evaluation.result.case_id == "A"
    evaluation.request(Case(id="C"), "en")
    evaluation._timer.stop()
    qapp.processEvents()
    assert evaluation.result.case_id == "A", "B is void"
    evaluation._begin()
    qapp.processEvents()
    assert evaluation.result.case_id == "C"
    assert not evaluation.is_pending


def test_a_fault_leaves_no_answer_rather_than_an_old_one(qtbot: QtBot) -> None:
    def assess(case, date, language):  # type: ignore[no-untyped-def]
        if case.id == "B":
            raise RuntimeError("a fault of the program")
        return fake_assessor.assess(case, date, language)

    evaluation = Evaluation(assess, today=lambda: TODAY, delay=0)
    evaluation.request(Case(id="A"), "en")
    evaluation.run_now()
    evaluation._seconds = 1.0
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(evaluation.changed):
        evaluation.request(Case(id="B"), "en")
    assert evaluation.result is None
    assert [str(fault[1]) for fault in faults] == ["a fault of the program"]
    assert not evaluation.is_pending


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("size", [(1280, 800), (1100, 640)])
def test_form_and_answer_fit_side_by_side(
    make_window: Callable[..., WindowUnderTest], qapp: QApplication, language: str, size: tuple[int, int]
) -> None:
    from cardecide.case import read_case
    from cardecide.locations import bundled

    ui = make_window(language)
    ui.window.resize(*size)
    ui.session.open_case(read_case(bundled("resources") / "samples" / "long.case.yaml").case, None)
    ui.window.page.form.complete()
    ui.row("treatments").toggle(0)
    qapp.processEvents()
    for area in (ui.window.page.form.scroll_area, ui.answer.scroll_area):
        assert area.horizontalScrollBar().maximum() == 0


def test_the_language_is_chosen_on_the_first_page(qapp, qtbot: QtBot, make_window) -> None:  # type: ignore[no-untyped-def]
    """Each language in its own words: whoever cannot read the rest finds it."""
    services = make_window().window._parts.services
    window = MainWindow(qapp, services, delay=0, begins_with_start_page=True)
    qtbot.addWidget(window)
    window.show()
    assert [button.text() for button in window.start.languages.values()] == ["✓ English", "中文", "Türkçe"]
    window.start.languages["tr"].click()
    assert window.texts.language == window.settings.language == "tr"
    assert window._stack.currentWidget() is window.start
    assert [name for name, button in window.start.languages.items() if button.isChecked()] == ["tr"]
