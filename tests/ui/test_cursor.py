"""The cursor stays where one works: what is pressed and goes never throws it to the top of the form."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.locations import bundled
from cardecide_ui.sections.entry_list import EntryListWidget
from tests.ui.conftest import WindowUnderTest

SPACE = Qt.Key.Key_Space


@pytest.fixture
def zhou(ui: WindowUnderTest) -> WindowUnderTest:
    sample = bundled("resources") / "samples" / "zhou-2025.case.yaml"
    ui.session.open_case(read_case(sample).case, None)
    ui.window.page.form.complete()
    ui.wait_for_answer()
    return ui


def treatments(ui: WindowUnderTest) -> EntryListWidget:
    found = ui.row("treatments")
    assert isinstance(found, EntryListWidget)
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, SPACE)


def test_an_entry_moved_by_key_keeps_the_arrow(zhou: WindowUnderTest) -> None:
    cards = treatments(zhou).cards
    press(cards[2].buttons["up"])
    assert focused() is treatments(zhou).cards[1].buttons["up"]
    QTest.keyClick(focused(), SPACE)
    assert focused() is treatments(zhou).cards[0].title, "there is no further up"


def test_an_entry_removed_by_key_leaves_the_cursor_at_the_next(zhou: WindowUnderTest) -> None:
    count = len(treatments(zhou).cards)
    press(treatments(zhou).cards[1].buttons["remove"])
    assert focused() is treatments(zhou).cards[1].title
    for _ in range(count - 1):
        press(treatments(zhou).cards[-1].buttons["remove"])
    assert focused() is treatments(zhou).adder


def test_opening_and_closing_an_entry_keeps_its_title(zhou: WindowUnderTest) -> None:
    press(treatments(zhou).cards[3].title)
    assert focused() is treatments(zhou).cards[3].title
    QTest.keyClick(focused(), SPACE)
    assert focused() is treatments(zhou).cards[3].title


def test_undo_after_a_move_keeps_the_cursor_in_the_list(zhou: WindowUnderTest) -> None:
    press(treatments(zhou).cards[2].buttons["remove"])
    zhou.session.undo()
    assert treatments(zhou).isAncestorOf(focused())


def test_a_question_of_a_row_answered_by_key_goes_on_in_the_row(make_window) -> None:  # type: ignore[no-untyped-def]
    from cardecide_ui.services import real_services

    ui = make_window(assess=real_services().assess)
    sample = bundled("resources") / "samples" / "zhou-2025.case.yaml"
    ui.session.open_case(read_case(sample).case, None)
    ui.window.page.form.complete()
    ui.wait_for_answer()
    card = next(one for one in treatments(ui).cards if one.questions and one.questions.buttons)
    press(next(iter(card.questions.buttons.values())))
    ui.wait_for_answer()
    now = treatments(ui).cards[card.index]
    assert now.isAncestorOf(focused()), "not at the case name, into which one would type blindly"
    for _ in range(12):
        if not (now.questions and now.questions.buttons):
            break
        _, button = next((key, one) for key, one in now.questions.buttons.items() if key[1])
        press(button)
        ui.wait_for_answer()
        now = treatments(ui).cards[card.index]
        assert focused() is not now.buttons["remove"], "the next stroke would delete the treatment"


def test_the_drugs_of_a_regimen_used_by_key_lead_to_the_drugs(ui: WindowUnderTest) -> None:
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": [{"regimen": "VRd"}]}), None)
    ui.window.page.form.complete()
    treatments(ui).toggle(0)
    offer = ui.row("treatments[0].regimen#expansion")
    press(offer.buttons[0])
    assert [drug.drug for drug in ui.case.treatments[0].drugs]
    row = ui.row("treatments[0].drugs")
    assert row.isAncestorOf(focused())


def test_a_new_entry_is_in_sight_with_the_cursor_in_it(zhou: WindowUnderTest) -> None:
    area = zhou.window.page.form.scroll_area
    press(treatments(zhou).adder)
    edit = focused()
    assert treatments(zhou).cards[-1].isAncestorOf(edit)

    def in_sight() -> bool:
        top = edit.mapTo(area.viewport(), edit.rect().topLeft()).y()
        return top >= 0 and top + edit.height() <= area.viewport().height()

    zhou.qtbot.waitUntil(in_sight)
    QTest.keyClicks(edit, "VRd")
    zhou.wait_for_answer()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    zhou.qtbot.waitUntil(in_sight)


def test_a_listed_condition_is_never_struck_out_by_the_stroke(ui: WindowUnderTest) -> None:
    listed = {"neurology": {"conditions": [{"condition": "parkinson_disease"}]}}
    ui.session.open_case(Case.model_validate({"id": "A", **listed}), None)
    stroke = ui.row("neurology.none_of_these")
    assert stroke.button.text() == "History taken, nothing else"
    stroke.button.click()
    assert [one.condition for one in ui.case.neurology.conditions] == ["parkinson_disease"]
    assert ui.case.neurology.reviewed.value == "yes"
    assert "not listed below is absent" in stroke.said.text()


def test_a_jump_into_an_entry_shows_its_heading(zhou: WindowUnderTest) -> None:
    zhou.session.jump("treatments[3].reason_stopped")
    card, area = treatments(zhou).cards[3], zhou.window.page.form.scroll_area

    def both_in_sight() -> bool:
        tops = [one.mapTo(area.viewport(), one.rect().topLeft()).y() for one in (card.title, focused())]
        return all(0 <= top < area.viewport().height() for top in tops)

    zhou.qtbot.waitUntil(both_in_sight)


def test_a_key_goes_from_section_to_section(ui: WindowUnderTest) -> None:
    form = ui.window.page.form
    form.complete()
    ui.qtbot.waitUntil(lambda: all(box.children()[-1].isVisible() for box in form.boxes.values()))  # type: ignore[attr-defined]
    form.first_field().setFocus()
    names = list(form.boxes)
    for name in names[1:]:
        QTest.keyClick(focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert form.boxes[name].isAncestorOf(focused()), name
    QTest.keyClick(focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert form.boxes[names[-1]].isAncestorOf(focused()), "it ends at the end"
    QTest.keyClick(focused(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.boxes[names[-2]].isAncestorOf(focused())
