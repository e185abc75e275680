"""Undo and redo cover every edit and refresh the focused field."""

from cardecide.case.model import Case
from cardecide_ui.view_models.session import NEW_CASE_ID
from tests.ui.conftest import WindowUnderTest


def edit_everywhere(ui: WindowUnderTest) -> None:
    ui.leave(ui.type("patient.weight", "61"))
    ui.choose("infection.active_infection", "no")
    ui.leave(ui.type("decision_date", "9/2026"))
    ui.row("treatments").add()
    ui.leave(ui.type("treatments[0].regimen", "VRd"))
    ui.row("cytogenetics").add("del(17p)")
    ui.session.none_of_these("neurology")
    ui.leave(ui.type("patient.height", "abc"))


def test_back_to_empty_and_forward_again(ui: WindowUnderTest) -> None:
    edit_everywhere(ui)
    filled, drafts = ui.case, dict(ui.session.state.drafts)
    steps = 0
    while ui.session.can_undo:
        ui.session.undo()
        steps += 1
    assert steps == 8
    assert ui.case == Case(id=NEW_CASE_ID)
    assert not ui.session.state.drafts
    assert ui.edit("patient.weight").text() == ""
    assert not ui.session.has_unsaved_changes
    while ui.session.can_redo:
        ui.session.redo()
    assert ui.case == filled
    assert dict(ui.session.state.drafts) == drafts
    assert ui.edit("patient.height").text() == "abc"


def test_the_focused_field_is_refreshed(ui: WindowUnderTest) -> None:
    edit = ui.type("patient.weight", "61")
    ui.session.undo()
    assert edit.text() == ""
    ui.session.redo()
    assert edit.text() == "61"


def test_typing_in_one_field_is_one_step(ui: WindowUnderTest) -> None:
    ui.leave(ui.type("patient.weight", "161"))
    ui.type("patient.weight", "61")
    ui.session.undo()
    assert str(ui.case.patient.weight) == "161 kg"
    ui.session.undo()
    assert ui.case.patient.weight is None


def test_a_new_edit_forgets_what_was_undone(ui: WindowUnderTest) -> None:
    ui.leave(ui.type("patient.weight", "61"))
    ui.session.undo()
    ui.leave(ui.type("patient.height", "158"))
    assert not ui.session.can_redo


def test_drafts_move_with_their_entry(ui: WindowUnderTest) -> None:
    ui.row("treatments").add()
    ui.row("treatments").add()
    ui.type("treatments[1].start", "soon")
    ui.session.remove_entry("treatments", 0)
    draft = ui.session.draft("treatments[0].start")
    assert draft is not None and draft.text == "soon"
