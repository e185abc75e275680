"""The treatments in the form: questions beside their row, regimens taken apart, single drugs, pasting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from cardecide.case.model import Case
from cardecide.case.treatment import DrugGiven
from cardecide_ui.treatments.paste_dialog import PasteDialog, add_rows
from cardecide_ui.view_models.regimen_choices import readings_offered, with_drugs, with_meaning
from cardecide_ui.view_models.row_questions import places_asked, questions_under
from tests.ui.conftest import WindowUnderTest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def open_with(ui: WindowUnderTest, *treatments: dict[str, object]) -> None:
    case = Case.model_validate({"id": "A", "decision_date": "2023-07", "treatments": treatments})
    ui.session.open_case(case, None)
    ui.wait_for_answer()


def test_a_question_is_answered_beside_its_row_in_one_click(ui: WindowUnderTest) -> None:
    open_with(ui, {"regimen": "VRd"}, {"regimen": "ASCT"})
    strip = ui.row("treatments").cards[1].questions
    assert strip.isVisible()
    assert not ui.row("treatments").cards[0].questions.isVisible()
    QTest.mouseClick(strip.buttons["treatments[1].planned", "yes"], Qt.MouseButton.LeftButton)
    assert ui.case.treatments[1].planned == "yes"
    ui.session.undo()
    assert ui.case.treatments[1].planned == "unknown"


def test_questions_are_found_by_their_row(ui: WindowUnderTest) -> None:
    result = ui.session.evaluation.result
    assert places_asked(result, "treatments") == {1}
    assert [one.answers for one in questions_under(result, "treatments[1]")] == [("no", "yes")]
    assert questions_under(result, "treatments[11]") == ()
    assert questions_under(None, "treatments[1]") == ()


def test_the_drugs_of_a_regimen_are_offered_and_taken_on_request(ui: WindowUnderTest) -> None:
    open_with(ui, {"regimen": "VRd"})
    ui.session.jump("treatments[0].regimen")
    offer = ui.row("treatments[0].regimen#expansion")
    assert ui.case.treatments[0].drugs == ()
    QTest.mouseClick(offer.buttons[0], Qt.MouseButton.LeftButton)
    assert [drug.drug for drug in ui.case.treatments[0].drugs] == [
        "bortezomib",
        "lenalidomide",
        "dexamethasone",
    ]
    assert not offer.isVisible()


def test_entered_drugs_are_replaced_only_after_a_second_question(ui: WindowUnderTest) -> None:
    open_with(ui, {"regimen": "VRd", "drugs": ["carfilzomib"]})
    ui.session.jump("treatments[0].regimen")
    offer = ui.row("treatments[0].regimen#expansion")
    QTest.mouseClick(offer.buttons[0], Qt.MouseButton.LeftButton)
    assert [drug.drug for drug in ui.case.treatments[0].drugs] == ["carfilzomib"]
    assert len(offer.buttons) == 2
    QTest.mouseClick(offer.buttons[1], Qt.MouseButton.LeftButton)
    assert [drug.drug for drug in ui.case.treatments[0].drugs] == ["carfilzomib"]
    QTest.mouseClick(offer.buttons[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(offer.buttons[0], Qt.MouseButton.LeftButton)
    assert len(ui.case.treatments[0].drugs) == 3


def test_an_ambiguous_letter_is_settled_by_a_click(ui: WindowUnderTest) -> None:
    open_with(ui, {"drugs": [{"drug": "I", "dose": "4 mg"}, "dexamethasone"]})
    ui.session.jump("treatments[0].drugs")
    meaning = ui.row("treatments[0].drugs#meaning")
    candidates = ui.case.treatments[0].drugs[0].candidates
    assert len(candidates) > 1 and len(meaning.buttons) == len(candidates)
    QTest.mouseClick(meaning.buttons[0], Qt.MouseButton.LeftButton)
    settled = ui.case.treatments[0].drugs[0]
    assert settled.drug == candidates[0]
    assert settled.dose == "4 mg" and settled.entered == "I"
    assert not meaning.isVisible()


def test_the_details_of_single_drugs_can_be_entered(ui: WindowUnderTest) -> None:
    open_with(ui, {"drugs": ["lenalidomide", "dexamethasone"]})
    ui.session.jump("treatments[0].drugs")
    ui.row("treatments[0].drugs#details").open()
    ui.type("treatments[0].drugs[0].dose", "10 mg")
    ui.leave(ui.type("treatments[0].drugs[0].stop", "3/2021"))
    drug = ui.case.treatments[0].drugs[0]
    assert (drug.dose, str(drug.stop)) == ("10 mg", "2021-03")
    assert ui.case.treatments[0].drugs[1].dose is None
    assert "lenalidomide" in ui.edit("treatments[0].drugs[0].dose").accessibleName()


def test_no_offer_where_the_list_says_the_same_or_more() -> None:
    def offered(regimen: str, *drugs: str) -> int:
        case = Case.model_validate({"id": "A", "treatments": [{"regimen": regimen, "drugs": drugs}]})
        return len(readings_offered(case.treatments[0]))

    assert offered("VRd") == 1
    assert offered("VRd", "dexamethasone", "bortezomib", "lenalidomide") == 0
    assert offered("VRd", "bortezomib", "lenalidomide", "dexamethasone", "daratumumab") == 0
    assert offered("VRd", "bortezomib") == 1
    assert offered("no such name") == 0


def test_kept_details_survive_an_expansion() -> None:
    given = {"regimen": "VRd", "drugs": [{"drug": "bortezomib", "dose": "1.3 mg/m2"}]}
    treatment = Case.model_validate({"id": "A", "treatments": [given]}).treatments[0]
    first, *rest = with_drugs(treatment, ("bortezomib", "lenalidomide"))
    assert isinstance(first, DrugGiven) and first.dose == "1.3 mg/m2"
    assert rest == ["lenalidomide"]


def test_settling_one_word_leaves_the_others() -> None:
    treatment = Case.model_validate(
        {"id": "A", "treatments": [{"drugs": ["I", "dexamethasone"]}]}
    ).treatments[0]
    settled = with_meaning(treatment, 0, "ixazomib")
    assert [drug.drug for drug in settled] == ["ixazomib", "dexamethasone"]
    assert settled[1] is treatment.drugs[1]


def test_the_timeline_is_walked_with_keys_and_opens_its_entry(ui: WindowUnderTest) -> None:
    open_with(
        ui,
        {"regimen": "VRd", "start": "2020-01", "stop": "2020-06", "best_response": "VGPR"},
        {"regimen": "Kd", "start": "2021-01", "reason_stopped": "progression"},
    )
    canvas = ui.row("treatments#timeline").canvas
    canvas.setFocus()
    assert "Kd" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert "VRd" in canvas.accessibleDescription() and "VGPR" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.current == 0
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert ui.row("treatments").opened == 0


def test_details_of_a_row_are_no_markup(ui: WindowUnderTest) -> None:
    open_with(ui, {"regimen": "<b>VRd</b>"})
    canvas = ui.row("treatments#timeline").canvas
    assert "<b>" in canvas.details(0)
    assert "<b>" not in QToolTip.text()


def test_pasting_adds_what_is_ticked_as_one_edit(ui: WindowUnderTest) -> None:
    open_with(ui, {"regimen": "VRd"})
    dialog = PasteDialog(ui.window.texts, "Kd 2021 PR\nno treatment here\nDara-Pd 2022, PD", ui.window)
    assert dialog.add_button.text() == "Add 2 treatments"
    dialog.table.item(2, 0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.add_button.text() == "Add one treatment"
    add_rows(ui.session, dialog.chosen())
    assert [one.regimen for one in ui.case.treatments] == ["VRd", "Kd"]
    ui.session.undo()
    assert [one.regimen for one in ui.case.treatments] == ["VRd"]
    dialog.deleteLater()


def test_nothing_ticked_cannot_be_added(ui: WindowUnderTest) -> None:
    dialog = PasteDialog(ui.window.texts, "nothing to see", ui.window)
    assert not dialog.add_button.isEnabled()
    assert dialog.chosen() == ()
    dialog.deleteLater()


def test_a_misspelled_drug_is_named_with_the_nearest_one(ui: WindowUnderTest) -> None:
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": [{"regimen": "Vd"}]}), None)
    ui.session.jump("treatments[0].drugs")
    ui.type("treatments[0].drugs", "bortezomibb, dexamethasone")
    said = ui.row("treatments[0].drugs").echo.text()
    assert "bortezomibb is not a known drug; did you mean bortezomib?" in said
    ui.type("treatments[0].drugs", "qqqqq")
    assert ui.row("treatments[0].drugs").echo.text().endswith("qqqqq is not a known drug")
    ui.type("treatments[0].drugs", "bortezomib, dexamethasone")
    assert [drug.drug for drug in ui.case.treatments[0].drugs] == ["bortezomib", "dexamethasone"]
