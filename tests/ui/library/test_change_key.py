"""Another key for the library, from the window: both ways round, told, noted, and safe when interrupted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from cardecide.store import Key, Library, LibraryError
from cardecide.store import upkeep as upkeep_of_store
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.change_key_dialog import ChangeKeyDialog
from cardecide_ui.library.unlock_panel import UnlockPanel
from cardecide_ui.settings import Settings
from tests.ui.library.conftest import PASSPHRASE, Desk, case, entry

NEW = "five wombats in a hurry"


class Killed(BaseException):
    """The end of the program."""


def dialog_of(desk: Desk) -> ChangeKeyDialog:
    dialog = ChangeKeyDialog(desk.of.access, desk.window.texts, desk.window)
    dialog.show()
    return dialog


def next_start(desk: Desk) -> LibraryAccess:
    """The library as the next start finds it, with the settings that lie on the disk."""
    before = desk.of.access
    if before._library is not None:
        before._library.close()
    before._writer.release()
    before._library = before._key = None
    return LibraryAccess(before.services, desk.window.settings)


def opens_with(path: Path, key: Key) -> bool:
    try:
        Library.open(path, key).close()
    except LibraryError as error:
        assert error.code == "library-wrong-key"
        return False
    return True


def test_from_the_keyring_to_a_passphrase_by_hand(desk: Desk) -> None:
    desk.store.add(case(), entry())
    path, before = desk.store.path, desk.of.access.key
    dialog = dialog_of(desk)
    assert not dialog.present.isVisible()
    QTest.keyClicks(dialog.key.passphrase, NEW)
    assert not dialog.do.isEnabled(), "it has to be typed twice"
    QTest.keyClicks(dialog.key.again, NEW)
    dialog.do.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (opens_with(path, before), opens_with(path, Key.from_passphrase(NEW))) == (False, True)
    assert desk.of.access.asks_for_passphrase
    assert [row.pseudonym for row in desk.rows] == [case().id], "the library stays open"
    desk.of.access.close()
    desk.of.access.open_by_passphrase(NEW)
    assert desk.of.access.state == "open"


def test_the_present_passphrase_has_to_be_typed_first(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.of.access.create_with_passphrase(PASSPHRASE)
    dialog = dialog_of(desk)
    dialog.key.by_keyring.setChecked(True)
    assert not dialog.do.isEnabled()
    QTest.keyClicks(dialog.present, "quokka berries at dusk")
    dialog.do.click()
    assert "not the present passphrase" in dialog.problem.text()
    assert opens_with(desk.store.path, Key.from_passphrase(PASSPHRASE))
    dialog.present.selectAll()
    QTest.keyClicks(dialog.present, PASSPHRASE)
    QTest.keyClick(dialog.present, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not opens_with(desk.store.path, Key.from_passphrase(PASSPHRASE))
    assert not desk.of.access.asks_for_passphrase
    desk.of.access.close()
    assert desk.of.access.open_by_keyring()


def test_the_recovery_code_is_shown_before_the_key_is_in_use(
    make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    desk.of.access.create_with_passphrase(PASSPHRASE)
    shown: list[str] = []

    def show(code: str, *_: object) -> None:
        assert desk.of.access.fits(PASSPHRASE)
        shown.append(code)

    monkeypatch.setattr("cardecide_ui.library.change_key_dialog.show_recovery_code", show)
    dialog = dialog_of(desk)
    dialog.key.by_keyring.setChecked(True)
    dialog.present.setText(PASSPHRASE)
    dialog.do.click()
    assert opens_with(desk.store.path, Key.from_recovery_code(shown[0]))


def test_the_draft_is_kept_over_the_change(desk: Desk) -> None:
    desk.session.enter("note", "typed before")
    desk.of.access.change_to_passphrase(NEW)
    desk.session.enter("note", "typed after")
    desk.wait_for_draft()
    with Library.open(desk.store.path, Key.from_passphrase(NEW)) as other:
        [draft] = other.autosaves()
        assert other.take_autosave(draft.slot).case.note == "typed after"


def test_a_change_that_fails_leaves_the_old_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from cardecide.language.message import message

    def fail(*_: object) -> None:
        raise LibraryError(message("library.full"))

    monkeypatch.setattr(upkeep_of_store, "change_key", fail)
    path, before = desk.store.path, desk.of.access.key
    dialog = dialog_of(desk)
    dialog.key.passphrase.setText(NEW)
    dialog.key.again.setText(NEW)
    dialog.do.click()
    assert "opens as before" in dialog.problem.text()
    assert "full" in dialog.problem.text()
    assert dialog.isVisible()
    assert desk.of.access.key == before
    assert opens_with(path, before)
    assert not desk.of.access.asks_for_passphrase
    desk.session.enter("note", "and drafts are kept on")
    desk.wait_for_draft()


@pytest.mark.parametrize("to", ["keyring", "passphrase"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_around_the_change_every_way_is_offered_and_one_opens(
    make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, to: str, when: str
) -> None:
    desk = make_desk()
    access = desk.of.access
    access.create_with_passphrase(PASSPHRASE) if to == "keyring" else access.create_with_keyring()
    access.library.add(case(), entry())
    real = upkeep_of_store.change_key

    def killed(library: Library, key: Key) -> None:
        if when == "after":
            real(library, key)
        raise Killed

    def die(_self: Settings, _uses: bool) -> None:
        raise Killed

    monkeypatch.setattr(upkeep_of_store, "change_key", killed)
    monkeypatch.setattr(Settings, "uses_keyring", property(Settings.uses_keyring.fget, die))
    with pytest.raises(Killed):
        if to == "keyring":
            access.change_to_keyring(access.new_key_for_keyring())
        else:
            access.change_to_passphrase(NEW)
    monkeypatch.undo()
    again = next_start(desk)
    panel = UnlockPanel(again, desk.window.texts, parent=desk.window)
    panel.show()
    assert panel.by_keyring.isVisible()
    assert panel.secret.isVisible()
    assert panel.other.isVisible(), "the recovery code"
    by_keyring = (to == "keyring") == (when == "after")
    if by_keyring:
        panel.by_keyring.click()
    else:
        panel.secret.setText(PASSPHRASE if to == "keyring" else NEW)
        panel.open.click()
    assert again.state == "open"
    assert [row.pseudonym for row in again.library.cases()] == [case().id]
    assert again.asks_for_passphrase != by_keyring, "from now on the way is known"
    again.close()


def test_the_command_tells_and_notes_it(desk: Desk) -> None:
    def change(access: LibraryAccess) -> bool:
        access.change_to_passphrase(NEW)
        return True

    assert not desk.of.upkeep.change_key()
    assert desk.store.audit() == []
    desk.asking.changes_key = change
    desk.page.cases.upkeep.actions_by_name["key"].trigger()
    assert "another key" in desk.window.statusBar().currentMessage()
    [event] = desk.store.audit()
    assert (event.deed, event.case, event.who) == ("key_changed", None, desk.window.settings.who)


def test_a_window_that_only_reads_changes_no_key(desk: Desk, make_desk: Callable[..., Desk]) -> None:
    second = make_desk()
    second.of.access.open_by_keyring()
    second.asking.changes_key = lambda _access: pytest.fail("it must not be asked")
    assert not second.of.upkeep.change_key()
    assert not second.page.cases.upkeep.actions_by_name["key"].isEnabled()
