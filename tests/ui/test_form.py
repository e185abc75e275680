"""The rules of the form: nothing preselected, unknown reachable, what is typed is kept."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton

from cardecide.case import read_case
from cardecide.case.base import YesNo
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.locations import bundled
from cardecide_ui.fields.line_editor import CaseLineEdit
from tests.ui.conftest import WindowUnderTest

# The completion's list is a popup, which the offscreen platform cannot give the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")


def test_nothing_is_preselected(ui: WindowUnderTest) -> None:
    form = ui.window.page.form
    assert not [radio for radio in form.findChildren(QRadioButton) if radio.isChecked()]
    assert {box.currentIndex() for box in form.findChildren(QComboBox)} == {-1}
    assert {edit.text() for edit in form.findChildren(QLineEdit)} == {"", ui.case.id}


def test_typing_changes_the_case_and_the_answer(ui: WindowUnderTest) -> None:
    ui.type("patient.weight", "61,5")
    ui.wait_for_answer()
    assert str(ui.case.patient.weight) == "61.5 kg"
    assert ui.session.evaluation.result.facts["weight"].value == "61.5 kg"


def test_another_unit_is_echoed_in_the_canonical_one(ui: WindowUnderTest) -> None:
    edit = ui.type("patient.height", "1.58 m")
    ui.leave(edit)
    assert edit.text() == "1.58 m"
    assert ui.row("patient.height").echo.text() == "= 158 cm"


def test_a_date_is_shown_back_with_its_month(ui: WindowUnderTest) -> None:
    edit = ui.type("patient.birth_date", "3/1957")
    assert ui.case.patient.birth_date == PartialDate(1957, 3)
    assert edit.text() == "3/1957"
    ui.leave(edit)
    assert edit.text() == "Mar 1957"


def test_unknown_can_be_reached_again(ui: WindowUnderTest) -> None:
    path = "infection.active_infection"
    buttons = ui.row(path).editor.buttons
    for answer in ("yes", "no", "unknown", "yes", "unknown"):
        ui.choose(path, answer)
        assert ui.case.infection.active_infection is YesNo(answer)
        assert [name for name, button in buttons.items() if button.isChecked()] == [answer]


def test_unknown_of_a_choice_forgets_it(ui: WindowUnderTest) -> None:
    ui.choose("patient.sex", "female")
    assert ui.case.patient.sex == "female"
    ui.choose("patient.sex", "unknown")
    assert ui.case.patient.sex is None


def test_an_invalid_number_is_kept_and_greys_the_answer(ui: WindowUnderTest) -> None:
    ui.type("patient.weight", "61")
    ui.wait_for_answer()
    edit = ui.type("patient.weight", "6x1")
    assert edit.text() == "6x1"
    assert ui.row("patient.weight").echo.text().startswith("✕ ")
    assert edit.property("state") == "invalid"
    assert ui.case.patient.weight is None
    assert ui.answer.is_greyed
    assert "Weight" in ui.answer.alert_text.text()
    ui.leave(edit)
    assert edit.text() == "6x1"
    ui.type("patient.weight", "61")
    assert not ui.answer.is_greyed
    assert edit.property("state") == ""


def test_impossible_is_refused_and_unusual_is_asked(ui: WindowUnderTest) -> None:
    ui.type("patient.ecog", "5")
    assert "0" in ui.row("patient.ecog").echo.text() and "4" in ui.row("patient.ecog").echo.text()
    assert ui.case.patient.ecog is None
    ui.type("patient.ecog", "4")
    assert ui.case.patient.ecog == 4
    ui.type("patient.height", "210")
    assert ui.row("patient.height").echo.text().startswith("⚠")
    assert str(ui.case.patient.height) == "210 cm"


def test_grouped_numbers_are_refused(ui: WindowUnderTest) -> None:
    ui.type("comorbidity.life_expectancy", "1,000")
    assert ui.answer.is_greyed
    assert ui.case.comorbidity.life_expectancy is None


def test_none_of_these_in_one_stroke(ui: WindowUnderTest) -> None:
    stroke = ui.row("neurology.none_of_these")
    assert "✓" not in stroke.said.text()
    QTest.mouseClick(stroke.button, Qt.MouseButton.LeftButton)
    assert ui.case.neurology.reviewed is YesNo.YES
    assert ui.case.neurology.conditions == ()
    assert stroke.said.text().startswith("✓")
    ui.session.undo()
    assert ui.case.neurology.reviewed is YesNo.UNKNOWN


def test_the_wheel_scrolls_and_never_changes_a_choice(ui: WindowUnderTest) -> None:
    for box in ui.window.page.form.findChildren(QComboBox):
        before = box.currentIndex()
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)
        assert box.currentIndex() == before
    assert ui.case == Case(id=ui.case.id)


def test_treatments_are_added_filled_moved_and_removed(ui: WindowUnderTest) -> None:
    treatments = ui.row("treatments")
    treatments.add()
    ui.type("treatments[0].regimen", "Vd")
    treatments.add()
    ui.type("treatments[1].drugs", "Revlimid, dexamethasone")
    ui.type("treatments[1].stop", "ongoing")
    assert [drug.drug for drug in ui.case.treatments[1].drugs] == ["lenalidomide", "dexamethasone"]
    assert "Revlimid = lenalidomide" in ui.row("treatments[1].drugs").echo.text()
    assert ui.case.treatments[1].stop == "ongoing"
    treatments.move_entry(1, 0)
    assert ui.case.treatments[1].regimen == "Vd"
    assert ui.edit("treatments[0].drugs").text() == "lenalidomide, dexamethasone"
    treatments.remove(0)
    assert [treatment.regimen for treatment in ui.case.treatments] == ["Vd"]


def test_an_ambiguous_drug_is_asked_about(ui: WindowUnderTest) -> None:
    ui.row("treatments").add()
    ui.type("treatments[0].drugs", "I")
    assert "?" in ui.row("treatments[0].drugs").echo.text()
    assert ui.case.treatments[0].drugs[0].drug is None


def test_drugs_keep_what_is_known_about_them(ui: WindowUnderTest) -> None:
    given = {"drugs": [{"drug": "lenalidomide", "dose": "10 mg"}]}
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": [given]}), None)
    ui.session.jump("treatments[0].drugs")
    ui.type("treatments[0].drugs", "lenalidomide, bortezomib")
    assert ui.case.treatments[0].drugs[0].dose == "10 mg"


def test_data_is_never_markup(ui: WindowUnderTest) -> None:
    ui.type("id", "<b>A</b>")
    label = ui.window.page.banner.values["id"]
    assert label.text() == "<b>A</b>"
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in label.toolTip()


@pytest.mark.parametrize("text", ["-1", "9999999999", "1e999", "2023-02-31 <x"])
def test_no_field_raises_whatever_is_typed(ui: WindowUnderTest, text: str) -> None:
    """What cannot be a value is refused and stays as typed; an error of the program would lose it."""
    sample = bundled("resources") / "samples" / "neuro-us.case.yaml"
    ui.session.open_case(read_case(sample).case, None)
    form = ui.window.page.form
    form.complete()
    seen = 0
    for path, row in list(form.context.rows.items()):
        edits = getattr(row, "edits", None) or {"": getattr(getattr(row, "editor", None), "edit", None)}
        for edit in edits.values():
            if isinstance(edit, CaseLineEdit):
                seen += 1
                edit.setText(text)
                edit.textEdited.emit(text)
                assert edit.text() == text, path
    assert seen > 60


def test_a_section_made_bit_by_bit_is_the_one_made_at_once(make_window) -> None:  # type: ignore[no-untyped-def]
    """Also where it is needed whole in between."""

    def rows(ui: WindowUnderTest) -> list[str]:
        return list(ui.window.page.form.context.rows)

    at_once = make_window()
    at_once.window.page.form.complete()
    in_bits = make_window()
    form = in_bits.window.page.form
    form._builder.stop()
    labs = form.boxes["labs"]
    labs.build(0.0)
    assert not labs.is_built
    labs.build(0.0)
    assert not labs.is_built
    form.complete()
    assert labs.is_built
    assert sorted(rows(in_bits)) == sorted(rows(at_once))
    made = [labs._layout.itemAt(place).widget() for place in range(labs._layout.count())]
    same = at_once.window.page.form.boxes["labs"]._layout
    assert [type(widget) for widget in made] == [
        type(same.itemAt(place).widget()) for place in range(same.count())
    ]


def test_dates_that_contradict_each_other_are_said_beside_the_field(ui: WindowUnderTest) -> None:
    case = Case.model_validate(
        {"id": "A", "decision_date": "2026-09", "disease": {"diagnosis_date": "2026-08"}}
    )
    ui.session.open_case(case, None)
    row = ui.row("disease.diagnosis_date")
    assert "⚠" not in row.echo.text()
    ui.session.enter("disease.diagnosis_date", PartialDate.parse("2026-10"))
    assert row.echo.text().startswith("⚠ 2026-10 is after the decision date 2026-09")
    ui.session.enter("disease.diagnosis_date", PartialDate.parse("2026-09"))
    assert "⚠" not in row.echo.text()


def test_a_stop_before_the_start_is_said(ui: WindowUnderTest) -> None:
    treatment = {"regimen": "VRd", "start": "2025-05", "stop": "2025-06"}
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": [treatment]}), None)
    ui.session.jump("treatments[0].stop")
    ui.session.enter("treatments[0].stop", PartialDate.parse("2025-01"))
    assert "2025-01 is before start 2025-05" in ui.row("treatments[0].stop").echo.text()


@pytest.mark.parametrize(
    ("path", "said"),
    [("patient.ecog", "possible 0–4"), ("patient.weight", "usual 35–160 kg"), ("patient.birth_date", "")],
)
def test_an_empty_field_of_numbers_says_its_range(ui: WindowUnderTest, path: str, said: str) -> None:
    assert ui.row(path).echo.text() == said


def test_the_range_gives_way_to_what_is_said_of_a_value(ui: WindowUnderTest) -> None:
    ui.type("patient.weight", "61")
    assert ui.row("patient.weight").echo.text() == ""
