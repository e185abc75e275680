"""Making, opening and closing the library; the second window; the key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cardecide.store import LibraryError
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.settings import Settings
from tests.ui.library.conftest import PASSPHRASE, Desk, case, entry


@pytest.fixture
def access(tmp_path: Path) -> LibraryAccess:
    return LibraryAccess(LibraryServices(tmp_path / "new folder" / "cases.library"), Settings())


def test_a_passphrase_makes_it_and_opens_it_again(access: LibraryAccess) -> None:
    assert access.state == "absent"
    access.create_with_passphrase(PASSPHRASE)
    access.library.add(case(), entry())
    assert access.state == "open"
    access.close()
    assert access.state == "closed"
    for wrong in ("", "quokka berries at Noon"):
        with pytest.raises(LibraryError) as error:
            access.open_by_passphrase(wrong)
        assert error.value.code == "library-wrong-key"
        assert access.state == "closed"
    access.open_by_passphrase(PASSPHRASE)
    assert [row.pseudonym for row in access.library.cases()] == [case().id]
    access.close()


def test_a_closed_library_has_no_key_and_gives_no_case(access: LibraryAccess) -> None:
    access.create_with_passphrase(PASSPHRASE)
    assert access.key is not None
    access.close()
    for attempt in (lambda: access.key, lambda: access.library):
        with pytest.raises(LibraryError):
            attempt()


def test_a_passphrase_that_is_too_short_makes_nothing(access: LibraryAccess) -> None:
    with pytest.raises(LibraryError) as error:
        access.create_with_passphrase("short")
    assert error.value.code == "library-passphrase-short"
    assert access.state == "absent"


def test_the_recovery_code_opens_what_a_lost_keyring_does_not(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    access = desk.of.access
    code = access.create_with_keyring()
    access.close()
    desk.drawer.held.clear()
    assert not access.open_by_keyring()
    assert access.state == "closed"
    access.open_by_recovery_code(code.lower())
    assert access.state == "open"


def test_the_second_window_reads_and_is_told(desk: Desk, make_desk: Callable[..., Desk]) -> None:
    number = desk.store.add(case(), entry()).number
    second = make_desk()
    second.of.access.open_by_keyring()
    assert (second.of.access.state, second.of.access.is_second) == ("reading", True)
    assert second.shown() == [] or second.page
    page = second.page
    assert second.shown() == [case().id]
    assert page.cases.banner.isVisible()
    assert "Another window" in page.cases.banner_text.text()
    assert not page.cases.new.isEnabled()
    assert second.of.actions.open(number)
    second.session.enter("note", "mine")
    assert not second.window.files.save()
    assert "Another window" in second.dialogs.said[-1][1]
    assert desk.store.autosaves() == [], "its drafts would be taken for those of a crash"
    assert "memory" in second.window.kept.text()


def test_the_next_window_writes_when_the_first_is_gone(desk: Desk, make_desk: Callable[..., Desk]) -> None:
    second = make_desk()
    second.of.access.open_by_keyring()
    desk.window.close()
    second.of.access.close()
    second.of.access.open_by_keyring()
    assert second.of.access.state == "open"


def test_a_window_that_failed_to_open_does_not_keep_others_out(
    desk: Desk, make_desk: Callable[..., Desk]
) -> None:
    desk.of.access.close()
    other = make_desk()
    with pytest.raises(LibraryError):
        other.of.access.open_by_passphrase("not the key at all")
    desk.of.access.open_by_keyring()
    assert desk.of.access.state == "open"
