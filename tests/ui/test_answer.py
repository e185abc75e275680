"""The answer beside the form."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cardecide.reading.problem import InputError, Problem
from cardecide_ui.answer.product_face import interval_text
from tests.ui.conftest import WindowUnderTest


def shown_text(widget) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_products_stand_in_their_order(ui: WindowUnderTest) -> None:
    cards = sorted(ui.answer.cards.items(), key=lambda item: item[1].y())
    assert [name for name, _ in cards] == ["eque-cel", "cilta-cel", "ide-cel"]
    text = shown_text(ui.answer.cards["ide-cel"])
    assert "■ not suitable now" in text
    assert "✕ US EU TR off label" in text
    assert text.index("Hold") < text.index("Caution")


def test_opening_a_product_shows_criteria_with_symbol_and_word(ui: WindowUnderTest) -> None:
    card = ui.answer.cards["cilta-cel"]
    QTest.mouseClick(card.toggle_button, Qt.MouseButton.LeftButton)
    text = shown_text(card)
    for said in ("✓ met", "✕ not met", "? unknown", "☐ by hand", "This patient: 5 (4 to 5)", "section 1"):
        assert said in text


def test_an_opened_product_stays_open(ui: WindowUnderTest) -> None:
    card = ui.answer.cards["cilta-cel"]
    card.toggle()
    ui.type("patient.ecog", "1")
    ui.wait_for_answer()
    assert ui.answer.cards["cilta-cel"] is card
    assert card.is_open


def test_a_missing_item_leads_to_its_field(ui: WindowUnderTest) -> None:
    ui.window.activateWindow()
    QTest.mouseClick(ui.answer.missing.buttons[0], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is ui.edit("patient.ecog")


def test_a_question_opens_its_entry(ui: WindowUnderTest) -> None:
    ui.row("treatments").add()
    ui.row("treatments").add()
    ui.row("treatments").toggle(1)
    QTest.mouseClick(ui.answer.questions.buttons[0], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is ui.row("treatments[1].planned").editor.buttons["unknown"]


def test_keys_go_round_the_missing_items_and_to_the_problem(ui: WindowUnderTest) -> None:
    ui.window.page.go_to_next_missing()
    assert QApplication.focusWidget() is ui.edit("patient.ecog")
    ui.window.page.go_to_next_missing()
    assert QApplication.focusWidget() is ui.row("infection.hbsag").editor.buttons["unknown"]
    ui.type("patient.weight", "x")
    ui.window.page.form.focus_field("patient.height")
    ui.answer.go_to_problem()
    assert QApplication.focusWidget() is ui.edit("patient.weight")


def test_without_a_decision_date_today_is_named(ui: WindowUnderTest) -> None:
    assert "20 Nov 2026" in shown_text(ui.answer)
    ui.type("decision_date", "9/2026")
    ui.wait_for_answer()
    assert "20 Nov 2026" not in shown_text(ui.answer)


def test_problems_of_the_whole_case_grey_the_answer(make_window) -> None:  # type: ignore[no-untyped-def]
    def refuse(case, default_date, language):  # type: ignore[no-untyped-def]
        raise InputError([Problem("the claim does not fit", field="stated.prior_lines")])

    ui = make_window(assess=refuse)
    assert ui.answer.is_greyed
    assert "the claim does not fit" in ui.answer.alert_text.text()


def test_intervals_are_rounded_outwards() -> None:
    from decimal import Decimal

    assert interval_text(Decimal("31.6"), Decimal("78.2")) == "31–79"
    assert interval_text(Decimal(40), Decimal(40)) == "40"
