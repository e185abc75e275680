"""The rail turns the pages of the window and keeps what a page must not lose."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cardecide_ui import main_window, pages
from cardecide_ui.page_context import PageContext
from cardecide_ui.pages import Page
from tests.ui.conftest import WindowUnderTest


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[PageContext]:
    """A second page, named as the cohort page is; the contexts it was made with."""
    contexts: list[PageContext] = []

    def make(context: PageContext) -> QWidget:
        contexts.append(context)
        return QLabel(context.texts("page.cohort"))

    monkeypatch.setattr(main_window, "PAGES", (Page("cohort", make),))
    return contexts


def test_a_page_is_made_when_first_turned_to(
    made: list[PageContext], make_window: Callable[..., WindowUnderTest]
) -> None:
    window = make_window().window
    assert made == []
    window.turn_to("cohort")
    window.turn_to(pages.CASE)
    window.turn_to("cohort")
    assert len(made) == 1


def test_a_button_and_a_key_turn_the_page(
    qtbot: QtBot, made: list[PageContext], make_window: Callable[..., WindowUnderTest]
) -> None:
    window = make_window().window
    qtbot.mouseClick(window.rail.buttons["cohort"], Qt.MouseButton.LeftButton)
    assert window.page_shown == "cohort"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page_shown == pages.CASE


def test_the_cursor_goes_with_the_page_and_comes_back_to_where_it_was(
    qtbot: QtBot, make_window: Callable[..., WindowUnderTest]
) -> None:
    ui = make_window()
    window, rail = ui.window, ui.window.rail
    weight = ui.edit("patient.weight")
    weight.setFocus()
    window.turn_to("cohort")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.pages["cohort"].isAncestorOf(focused)
    assert not any(button.hasFocus() for button in rail.buttons.values())
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert weight.hasFocus()


def test_a_button_of_the_rail_pressed_by_a_key_keeps_the_cursor(
    qtbot: QtBot, made: list[PageContext], make_window: Callable[..., WindowUnderTest]
) -> None:
    window = make_window().window
    button = window.rail.buttons["cohort"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.page_shown == "cohort"
    assert button.hasFocus()


def test_what_is_kept_outlives_another_language(
    made: list[PageContext], make_window: Callable[..., WindowUnderTest]
) -> None:
    window = make_window().window
    window.turn_to("cohort")
    model = made[0].keep("cohort", QObject)
    window.texts.use("tr")
    assert window.page_shown == "cohort"
    assert len(made) == 2, "made anew"
    assert made[1].keep("cohort", QObject) is model
