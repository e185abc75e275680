"""What is typed lies encrypted on the disk a moment later, and is offered after whatever happens."""

from collections.abc import Callable

import pytest

from cardecide.language.message import message
from cardecide.store import LibraryError
from cardecide_ui.library.draft_texts import drafts_of, raw_texts_of
from cardecide_ui.library.drafts_dialog import left_drafts
from cardecide_ui.view_models.state import Draft, Place
from tests.ui.library.conftest import Desk, case, entry


def test_an_edit_is_kept_with_what_is_typed_by_halves(desk: Desk) -> None:
    desk.type("patient.height", "170")
    desk.type("patient.weight", "6x")
    desk.wait_for_draft()
    with desk.other_window() as store:
        [row] = store.autosaves()
        kept = store.take_autosave(row.slot)
    assert str(kept.case.patient.height) == "170 cm"
    assert drafts_of(kept.raw_texts)["patient.weight"].text == "6x"
    assert (row.number, row.pseudonym) == (None, desk.case.id)


def test_typing_without_rest_does_not_defer_the_draft(desk: Desk) -> None:
    """The timer of the first key runs on while more keys come."""
    keeper = desk.of.keeper
    desk.session.enter("note", "a", typing=True)
    left = keeper._timer.remainingTimeAsDuration()
    desk.session.enter("note", "ab", typing=True)
    assert keeper._timer.isActive()
    assert keeper._timer.remainingTimeAsDuration() <= left


def test_nothing_of_a_draft_is_readable_beside_the_library(desk: Desk) -> None:
    desk.session.enter("note", "quokkaberry")
    desk.wait_for_draft()
    files = [file for file in desk.of.access.services.file.parent.iterdir() if file.is_file()]
    assert files
    assert not [file for file in files if b"quokkaberry" in file.read_bytes()]


def test_a_save_lets_the_draft_go(desk: Desk) -> None:
    desk.session.enter("note", "one")
    desk.wait_for_draft()
    assert desk.window.files.save()
    assert desk.store.autosaves() == []
    [row] = desk.rows
    assert desk.store.get(row.number).case == desk.case
    assert desk.session.place == Place(row.number, 1)


def test_what_was_not_understood_stays_a_draft_after_a_save(desk: Desk) -> None:
    desk.type("patient.weight", "6x")
    assert desk.window.files.save()
    desk.qtbot.waitUntil(lambda: len(desk.store.autosaves()) == 1)
    with desk.other_window() as store:
        kept = store.take_autosave(store.autosaves()[0].slot)
    assert drafts_of(kept.raw_texts)["patient.weight"].text == "6x"
    assert (kept.row.number, kept.row.based_on) == (desk.rows[0].number, 1)


def test_undo_back_to_what_was_saved_leaves_no_draft(desk: Desk) -> None:
    desk.window.files.save()
    desk.session.enter("note", "one")
    desk.wait_for_draft()
    desk.session.undo()
    desk.qtbot.waitUntil(lambda: desk.store.autosaves() == [])


def test_discarding_throws_the_draft_away(desk: Desk) -> None:
    desk.session.enter("note", "one")
    desk.wait_for_draft()
    desk.dialogs.about_changes = "discard"
    desk.window.files.new()
    assert desk.store.autosaves() == []


def test_a_case_of_a_file_is_kept_too(desk: Desk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    desk.dialogs.to_write = tmp_path / "a.case.yaml"
    desk.window.files.save_as()
    desk.session.enter("note", "one")
    desk.wait_for_draft()
    assert desk.window.files.save()
    desk.qtbot.waitUntil(lambda: desk.store.autosaves() == [])
    assert desk.rows == []


def crashed(make_desk: Callable[..., Desk], *, text: str = "after") -> tuple[Desk, int]:
    """A window whose predecessor ended while a saved case was being edited; and the number of that case."""
    first = make_desk()
    first.make_library()
    number = first.store.add(case(note="before"), entry()).number
    first.clock.go(minutes=30)
    with first.other_window() as predecessor:
        drafts = {"patient.weight": Draft("6x", message("window.problem.not_allowed"))}
        predecessor.autosave(
            case(note=text), raw_texts_of(drafts), at=first.clock(), number=number, based_on=1
        )
    first.of.access.close()
    return first, number


def test_after_a_crash_the_draft_is_offered_and_says_how_it_stands(make_desk: Callable[..., Desk]) -> None:
    desk, number = crashed(make_desk)
    desk.asking.takes_draft = True
    desk.of.begin()
    desk.qtbot.waitUntil(lambda: desk.session.place == Place(number, 1))
    [offered] = desk.asking.drafts
    assert offered.standing(desk.window.texts) == "30 min newer than revision 1"
    assert desk.case.note == "after"
    assert desk.edit("patient.weight").text() == "6x"
    assert desk.session.has_unsaved_changes
    desk.type("patient.weight", "61")
    assert desk.window.files.save()
    assert desk.store.get(number).case == desk.case
    assert desk.store.autosaves() == []


def test_a_draft_that_is_put_off_is_offered_again(make_desk: Callable[..., Desk]) -> None:
    desk, _ = crashed(make_desk)
    desk.of.begin()
    desk.qtbot.waitUntil(lambda: len(desk.asking.drafts) == 1)
    assert desk.page.cases.banner.isVisible()
    assert not desk.session.has_unsaved_changes
    desk.asking.takes_draft = True
    desk.page.cases.banner_button.click()
    assert desk.case.note == "after"


def test_a_draft_may_be_thrown_away(make_desk: Callable[..., Desk]) -> None:
    desk, _ = crashed(make_desk)
    desk.asking.discards_drafts = True
    desk.of.begin()
    desk.qtbot.waitUntil(lambda: "discard" in desk.asking.asked)
    assert desk.store.autosaves() == []


def test_a_draft_that_someone_overtook_says_so_and_is_not_lost(make_desk: Callable[..., Desk]) -> None:
    desk, number = crashed(make_desk)
    with desk.other_window() as elsewhere:
        elsewhere.save(number, case(note="theirs"), entry(45, "Dr B"), based_on=1)
    desk.asking.takes_draft = True
    desk.asking.agrees = False
    desk.of.begin()
    desk.qtbot.waitUntil(lambda: desk.session.place == Place(number, 1))
    assert "Dr B has saved revision 2" in desk.asking.drafts[0].standing(desk.window.texts)
    assert not desk.window.files.save()
    assert desk.asking.asked[-1] == "new_case"
    assert desk.store.get(number).case.note == "theirs"
    desk.asking.agrees = True
    assert desk.window.files.save()
    assert desk.row_named(desk.case.id).number != number
    assert desk.store.get(number).case.note == "theirs"


def test_a_draft_that_cannot_be_kept_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise LibraryError(message("library.full"))

    monkeypatch.setattr("cardecide.store.Library.autosave", full)
    desk.session.enter("note", "one")
    desk.qtbot.waitUntil(lambda: desk.of.keeper.trouble is not None)
    assert "The disk is full" in desk.window.kept.text()
    monkeypatch.undo()
    desk.session.enter("note", "two")
    desk.wait_for_draft()
    assert desk.of.keeper.trouble is None


def test_a_closed_window_leaves_no_draft_and_frees_the_library(
    desk: Desk, make_desk: Callable[..., Desk]
) -> None:
    desk.session.enter("note", "one")
    desk.wait_for_draft()
    desk.dialogs.about_changes = "discard"
    assert desk.window.close()
    second = make_desk()
    assert second.of.access.open_by_keyring()
    assert second.of.access.state == "open"
    assert left_drafts(second.store) == []


@pytest.mark.parametrize(
    "draft",
    [Draft("6x"), Draft("", message("window.problem.not_allowed")), Draft('ş\n"', message("window.x", n=1))],
)
def test_drafts_come_back_from_their_texts(draft: Draft) -> None:
    [back] = drafts_of(raw_texts_of({"a": draft})).values()
    assert back.text == draft.text
    assert (back.problem is None) == (draft.problem is None)
    if draft.problem and draft.problem.id == "window.problem.not_allowed":
        assert back == draft


@pytest.mark.parametrize("kept", ["6l kg", "{}", "[1]", "[]", '["a", "b"]', "null", '["a", 1, 2]'])
def test_a_text_of_another_version_comes_back_as_a_problem(kept: str) -> None:
    [back] = drafts_of({"a": kept}).values()
    assert back.problem is not None
    assert back.text == kept
