"""Ctrl+S: to the library by default, to a file where that was wished, and never over someone else's work."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide.store.pseudonyms import pseudonym_words
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts
from tests.ui.library.conftest import NOON, Desk, case, entry


def test_the_first_save_makes_the_library(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.asking.opens = lambda access: access.create_with_keyring()
    desk.session.enter("note", "one")
    QTest.keyClick(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.asking.asked == ["open for saving"]
    assert [row.pseudonym for row in desk.rows] == [desk.case.id]
    assert "revision 1" in desk.window.statusBar().currentMessage()
    desk.session.enter("note", "two")
    QTest.keyClick(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.asking.asked == ["open for saving"], "asked once"
    assert len(desk.store.revisions(desk.rows[0].number)) == 2
    assert not desk.session.has_unsaved_changes


def test_a_file_in_place_of_the_library(make_desk: Callable[..., Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.asking.choice = "file"
    desk.dialogs.to_write = tmp_path / "a.case.yaml"
    desk.session.enter("note", "one")
    assert desk.window.files.save()
    assert desk.session.path == tmp_path / "a.case.yaml"
    assert desk.of.access.state == "absent"
    desk.session.enter("note", "two")
    assert desk.window.files.save()
    assert desk.asking.asked == ["open for saving"], "a case of a file goes on in its file"


def test_no_library_and_no_file_saves_nothing(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.asking.choice = "none"
    desk.session.enter("note", "one")
    assert not desk.window.files.save()
    assert desk.session.has_unsaved_changes


def test_save_as_writes_a_copy_and_the_case_goes_on_in_the_library(desk: Desk, tmp_path: Path) -> None:
    desk.window.files.save()
    place = desk.session.place
    desk.session.enter("note", "one")
    desk.dialogs.to_write = tmp_path / "copy.case.yaml"
    assert desk.window.files.save_as()
    assert (tmp_path / "copy.case.yaml").exists()
    assert (desk.session.place, desk.session.path) == (place, None)
    assert desk.session.has_unsaved_changes, "the library does not have it yet"


def test_a_new_case_has_a_pseudonym_of_its_own(desk: Desk) -> None:
    names = set()
    for _ in range(3):
        desk.window.files.new()
        names.add(desk.case.id)
    assert len(names) == 3
    for name in names:
        first, second, number = name.split("-")
        assert {first, second} <= pseudonym_words()
        assert number.isdigit()


def test_a_name_is_asked_about_once(desk: Desk) -> None:
    desk.session.enter("id", "Ayşe Yılmaz")
    desk.asking.naming = "cancel"
    assert not desk.window.files.save()
    assert desk.rows == []
    desk.asking.naming = "keep"
    assert desk.window.files.save()
    desk.session.enter("note", "more")
    assert desk.window.files.save()
    assert desk.asking.asked == ["name Ayşe Yılmaz"] * 2, "not again after it was kept"


def test_a_name_may_be_replaced_by_a_pseudonym(desk: Desk) -> None:
    desk.session.enter("id", "12345678901")
    desk.asking.naming = "replace"
    assert desk.window.files.save()
    [row] = desk.rows
    assert row.pseudonym == desk.case.id != "12345678901"


def test_work_of_someone_else_is_not_overwritten(desk: Desk) -> None:
    desk.window.files.save()
    number = desk.rows[0].number
    desk.session.enter("note", "mine")
    with desk.other_window() as elsewhere:
        theirs = elsewhere.get(number).case.model_copy(update={"note": "theirs"})
        elsewhere.save(number, theirs, entry(9, "Dr B"), based_on=1)
    desk.asking.agrees = False
    assert not desk.window.files.save()
    assert desk.session.has_unsaved_changes
    desk.wait_for_draft()
    desk.asking.agrees = True
    assert desk.window.files.save()
    assert desk.store.get(number).case.note == "theirs"
    assert desk.store.get(desk.row_named(desk.case.id).number).case.note == "mine"


def test_a_pseudonym_that_is_taken_becomes_another_one(desk: Desk) -> None:
    desk.store.add(case("zhou-2025"), entry())
    desk.session.open_case(case("zhou-2025", note="mine"), None)
    assert desk.window.files.save()
    assert desk.asking.asked == ["new_case"]
    assert len({row.pseudonym for row in desk.rows}) == 2


@pytest.mark.parametrize("answer", ["save", "discard"])
def test_leaving_a_case_saves_it_or_lets_it_go(desk: Desk, answer: str) -> None:
    desk.session.enter("note", "one")
    desk.dialogs.about_changes = answer  # type: ignore[assignment]
    desk.window.files.new()
    assert len(desk.rows) == (1 if answer == "save" else 0)
    if answer == "discard":
        desk.window.files.restore_discarded()
        assert desk.case.note == "one"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "20 Nov 2026"), ("zh", "2026年11月20日"), ("tr", "20 Kas 2026")]
)
def test_who_saved_in_between_is_told_with_the_moment_as_the_language_writes_it(
    make_desk: Callable[..., Desk], language: Language, day: str
) -> None:
    desk = make_desk(language)
    desk.make_library()
    number = desk.store.add(case(), entry()).number
    desk.store.save(number, case(note="theirs"), entry(9, "Dr B"), based_on=1)
    with pytest.raises(InputError) as caught:
        desk.store.save(number, case(note="mine"), entry(10), based_on=1)
    told = trouble_text(caught.value, Texts(language))
    moment = show_moment(NOON + timedelta(minutes=9), language)
    assert moment in told and day in moment and "+00:00" not in told
