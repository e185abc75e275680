"""The window with the program below it: the published patient, from file to paper."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.locations import bundled
from cardecide_ui.app import run
from cardecide_ui.main_window import MainWindow
from cardecide_ui.samples import sample_cases
from cardecide_ui.services import real_services
from tests.ui.conftest import TODAY, FakeDialogs


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> MainWindow:
    window = MainWindow(qapp, real_services(today=lambda: TODAY), dialogs=FakeDialogs(), delay=0)
    window.show()
    return window


def answered(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.evaluation.is_pending)
    assert not window.session.evaluation.problems


def test_the_published_patient(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.files.open_path(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    answered(window, qtbot)
    assert window.page.banner.values["lines"].text() == "5 (4–5)"
    assert "del(17p)" in window.page.banner.values["genetics"].text()
    assert window.page.answer.cards
    assert not window.page.answer.is_greyed
    dialogs = FakeDialogs(to_write=tmp_path / "zhou.pdf")
    window.files._dialogs = dialogs
    assert window.files.export_pdf(), dialogs.said
    assert (tmp_path / "zhou.pdf").read_bytes().startswith(b"%PDF")
    window.close()


def test_an_empty_case_is_favored_for_nothing(window: MainWindow, qtbot: QtBot) -> None:
    answered(window, qtbot)
    result = window.session.evaluation.result
    assert result is not None
    assert {product.score.band for product in result.products} <= {"cannot_say_yet", "not_suitable_now"}
    assert all(label.status != "on_label" for product in result.products for label in product.labels)
    window.close()


def test_every_missing_item_leads_somewhere(window: MainWindow, qtbot: QtBot) -> None:
    answered(window, qtbot)
    result = window.session.evaluation.result
    assert result is not None and result.missing
    for missing in result.missing:
        window.page.form.scroll_area.setFocus()
        window.session.jump(missing.field)
        focused = QApplication.focusWidget()
        assert focused is not None and window.page.form.isAncestorOf(focused), missing.field
    window.close()


@pytest.mark.parametrize("path", sample_cases(), ids=lambda path: path.name)
def test_every_sample_opens_and_stays_as_it_is(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.files.open_sample(path)
    answered(window, qtbot)
    assert not window.session.has_unsaved_changes
    for name in list(window.page.form.context.rows):
        window.page.form.focus_field(name)
    assert not window.session.has_unsaved_changes
    window.close()


def test_starting_on_a_case(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real loop is not entered: leaving it would tell every later loop of this process to end at once."""
    shown: list[str] = []

    def look() -> bool:
        windows = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, MainWindow)]
        shown.extend(window.windowTitle() for window in windows if window.isVisible())
        return shown[-1:] == ["zhou-2025.case.yaml[*] – cardecide"]

    def look_and_leave(*_: object) -> int:
        qtbot.waitUntil(look)
        return 0

    monkeypatch.setattr(QApplication, "exec", look_and_leave)
    assert run(bundled("resources") / "samples" / "zhou-2025.case.yaml") == 0
    assert shown[-1:] == ["zhou-2025.case.yaml[*] – cardecide"]
