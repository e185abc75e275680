"""A blank case is told where to begin; the answer takes that place with the first entry."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.services import real_services
from tests.ui.conftest import TODAY, WindowUnderTest


@pytest.fixture(scope="module")
def assess() -> Iterator[object]:
    yield real_services(today=lambda: TODAY).assess


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_case_is_told_where_to_begin(language: Language, make_window, assess) -> None:  # type: ignore[no-untyped-def]
    ui: WindowUnderTest = make_window(language, assess=assess)
    parts = ui.answer.parts
    assert parts.first.isVisible() and not parts.rest.isVisible()
    assert len(parts.first.rows) == 5
    for row in parts.first.rows:
        heard: list[str] = []
        ui.session.jump_requested.connect(heard.append)
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
        ui.session.jump_requested.disconnect(heard.append)
        assert len(heard) == 1 and heard[0]


def test_date_and_jurisdiction_alone_leave_it_blank(make_window, assess) -> None:  # type: ignore[no-untyped-def]
    ui: WindowUnderTest = make_window(assess=assess)
    ui.session.enter("jurisdictions", ("US",))
    ui.session.enter("decision_date", str(date(2026, 3, 1)))
    ui.wait_for_answer()
    parts = ui.answer.parts
    assert parts.first.isVisible() and len(parts.first.rows) == 4
    assert ui.window.page.answer.scroll_area.isVisible()


def test_the_first_entry_brings_the_answer_and_undo_the_beginning(make_window, assess) -> None:  # type: ignore[no-untyped-def]
    ui: WindowUnderTest = make_window(assess=assess)
    ui.session.enter("patient.birth_date", "1961")
    ui.wait_for_answer()
    parts = ui.answer.parts
    assert parts.rest.isVisible() and not parts.first.isVisible()
    assert next(iter(ui.answer.cards.values())).isVisible()
    ui.session.undo()
    ui.wait_for_answer()
    assert parts.first.isVisible() and not parts.rest.isVisible()


def test_the_answer_column_is_reached_while_the_case_is_blank(make_window, assess) -> None:  # type: ignore[no-untyped-def]
    ui: WindowUnderTest = make_window(assess=assess)
    ui.window.activateWindow()
    ui.answer.take_focus()
    ui.qtbot.waitUntil(lambda: ui.answer.parts.first.rows[0].button.hasFocus())
