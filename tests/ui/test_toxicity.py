"""The section "After the infusion": events with their ASTCT signs, graded, with no say in the choice."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from cardecide.case.model import Case
from cardecide.case.toxicity import Toxicity
from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.sections.toxicity import FIELDS_BY_KIND
from cardecide_ui.services import real_services
from cardecide_ui.texts import Texts
from tests.ui.conftest import TODAY, WindowUnderTest

CRS = {"temperature", "blood_pressure", "oxygen", "anticytokine_therapy"}
ICANS = {"ice_score", "arousal", "seizure", "motor_weakness", "edema"}
COMMON = {"date", "grade", "grading_system", "note"}


@pytest.fixture
def ui(make_window: Callable[..., WindowUnderTest]) -> WindowUnderTest:
    """A window with the program itself below it, because the grades are computed there."""
    return make_window(assess=real_services(today=lambda: TODAY).assess)


def pick(ui: WindowUnderTest, path: str, value: str) -> None:
    """Choose in a combo box as a person does."""
    box = ui.row(path).editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def add(ui: WindowUnderTest, kind: str) -> None:
    adder = ui.row("toxicity").adder
    adder.activated.emit(adder.findData(kind))


def shown_grade(ui: WindowUnderTest, kind: str) -> str:
    """The text of the computed line."""
    ui.wait_for_answer()
    return str(ui.row(f"fact:{kind}_grade").value.text())


def fields_of(ui: WindowUnderTest, index: int) -> set[str]:
    start = f"toxicity[{index}]."
    return {path.removeprefix(start) for path in ui.window.page.form.context.rows if path.startswith(start)}


def enter_crs(ui: WindowUnderTest) -> None:
    add(ui, "crs")
    ui.leave(ui.type("toxicity[0].date", "2026-11-25"))
    ui.leave(ui.type("toxicity[0].temperature", "38"))
    pick(ui, "toxicity[0].oxygen", "low_flow")


def enter_icans(ui: WindowUnderTest, index: int = 0) -> None:
    add(ui, "icans")
    ui.leave(ui.type(f"toxicity[{index}].ice_score", "6"))
    pick(ui, f"toxicity[{index}].arousal", "awake")
    pick(ui, f"toxicity[{index}].seizure", "none")
    ui.choose(f"toxicity[{index}].motor_weakness", "no")
    pick(ui, f"toxicity[{index}].edema", "none")


def test_fever_with_low_flow_oxygen_is_grade_2(ui: WindowUnderTest) -> None:
    enter_crs(ui)
    assert shown_grade(ui, "crs") == "2–4"  # the blood pressure is still open
    pick(ui, "toxicity[0].blood_pressure", "normal")
    assert shown_grade(ui, "crs") == "2"
    title = ui.row("toxicity").cards[0].title.accessibleName()
    assert "CRS" in title and "ASTCT grade 2" in title
    assert ui.row("fact:crs_grade").accessibleName().endswith("(ASTCT): 2")
    assert ui.row("fact:icans_grade").value.text() == "not known"


def test_below_38_degrees_is_no_crs(ui: WindowUnderTest) -> None:
    enter_crs(ui)
    pick(ui, "toxicity[0].blood_pressure", "normal")
    ui.choose("toxicity[0].anticytokine_therapy", "no")
    ui.leave(ui.type("toxicity[0].temperature", "37.9"))
    assert shown_grade(ui, "crs") == "0"


def test_an_ice_score_of_6_is_grade_2(ui: WindowUnderTest) -> None:
    add(ui, "icans")
    ui.leave(ui.type("toxicity[0].ice_score", "6"))
    assert shown_grade(ui, "icans") == "2–4"  # the other signs are still open
    ui.row("toxicity").remove(0)
    enter_icans(ui)
    assert shown_grade(ui, "icans") == "2"
    assert "ASTCT grade 2" in ui.row("toxicity").cards[0].title.accessibleName()


def test_only_the_signs_of_the_chosen_kind_are_shown(ui: WindowUnderTest) -> None:
    add(ui, "crs")
    assert fields_of(ui, 0) == COMMON | CRS
    add(ui, "icans")
    assert fields_of(ui, 0) == set()  # folded: one event is open at a time
    assert fields_of(ui, 1) == COMMON | ICANS
    ui.row("toxicity").remove(0)
    assert fields_of(ui, 0) == COMMON | ICANS


def test_another_case_brings_its_own_signs(ui: WindowUnderTest) -> None:
    add(ui, "crs")
    ui.session.open_case(Case.model_validate({"id": "B", "toxicity": [{"kind": "icans"}]}), None)
    assert not CRS & fields_of(ui, 0)
    ui.session.jump("toxicity[0].ice_score")
    assert fields_of(ui, 0) == COMMON | ICANS


def test_every_field_of_the_model_can_be_entered() -> None:
    entered = {record.path for records in FIELDS_BY_KIND.values() for record in records}
    assert entered | {"kind", "date"} == set(Toxicity.model_fields)


def test_undo_removes_the_event(ui: WindowUnderTest) -> None:
    enter_crs(ui)
    pick(ui, "toxicity[0].blood_pressure", "normal")
    assert shown_grade(ui, "crs") == "2"
    for _ in range(5):
        ui.session.undo()
    assert ui.case == Case(id=ui.case.id)
    assert not ui.row("toxicity").cards
    assert shown_grade(ui, "crs") == "not known"
    assert fields_of(ui, 0) == set()
    ui.session.redo()
    assert [event.kind for event in ui.case.toxicity] == ["crs"]


def test_the_answer_stays_what_it_was(ui: WindowUnderTest) -> None:
    treated = [{"regimen": "VRd", "start": "2022-01", "stop": "2022-06", "progression": "2023-01"}]
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": treated}), None)
    ui.wait_for_answer()
    before = ui.session.evaluation.result
    enter_crs(ui)
    pick(ui, "toxicity[0].oxygen", "positive_pressure")
    enter_icans(ui, 1)
    ui.wait_for_answer()
    after = ui.session.evaluation.result
    assert shown_grade(ui, "crs") == "4"
    assert shown_grade(ui, "icans") == "2"
    assert after.products == before.products
    assert after.ranking == before.ranking
    assert after.missing == before.missing


def test_the_section_is_the_last_of_the_index_and_says_what_it_is_for(ui: WindowUnderTest) -> None:
    form = ui.window.page.form
    assert list(form.index)[-1] == "toxicity"
    form.complete()
    hint = Texts("en")("section.toxicity.hint")
    shown = [label.text() for label in form.boxes["toxicity"].findChildren(PlainLabel)]
    assert hint in shown


@pytest.mark.parametrize("kind", FIELDS_BY_KIND)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_is_named_in_words(
    make_window: Callable[..., WindowUnderTest], language: Language, kind: str
) -> None:
    ui = make_window(language)
    add(ui, kind)
    body = ui.row("toxicity").cards[0].body
    shown = []
    for widget_kind in (QLineEdit, QComboBox, QAbstractButton):
        for widget in body.findChildren(widget_kind):
            shown.append(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))
    for box in body.findChildren(QComboBox):
        shown += [box.itemText(index) for index in range(box.count())]
    assert len(shown) > 10
    assert all(shown)
    assert not [text for text in shown if "_" in text]


def test_a_charted_grade_keeps_its_system(ui: WindowUnderTest) -> None:
    """A grade of another system is shown as charted and is no ASTCT grade."""
    add(ui, "crs")
    ui.leave(ui.type("toxicity[0].grade", "3"))
    assert "charted grade 3 (?)" in ui.row("toxicity").cards[0].title.accessibleName()
    pick(ui, "toxicity[0].grading_system", "Lee-2014")
    title = ui.row("toxicity").cards[0].title.accessibleName()
    assert "charted grade 3 (Lee-2014)" in title and "ASTCT" not in title
    assert shown_grade(ui, "crs") != "3"
    pick(ui, "toxicity[0].grading_system", "ASTCT-2019")
    assert shown_grade(ui, "crs") == "3"
