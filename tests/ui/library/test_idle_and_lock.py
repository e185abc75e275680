"""The lock: when it comes, what it hides, and that nothing typed is lost by it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from cardecide_ui.library.idle_watch import IdleWatch
from tests.ui.library.conftest import PASSPHRASE, Clock, Desk, case


@pytest.fixture
def watch(qapp: QApplication) -> tuple[IdleWatch, Clock, list[bool]]:
    clock, told = Clock(), [False]
    watch = IdleWatch(lambda: 15, clock)
    watch.idle.connect(lambda: told.__setitem__(0, True))
    return watch, clock, told


Watched = tuple[IdleWatch, Clock, list[bool]]


def test_it_locks_at_fifteen_minutes_and_not_before(watch: Watched) -> None:
    one, clock, told = watch
    one.start()
    clock.go(minutes=15, seconds=-1)
    one.look()
    assert told == [False]
    clock.go(seconds=1)
    one.look()
    assert told == [True]


def test_a_touch_begins_the_time_anew(watch: Watched) -> None:
    one, clock, told = watch
    one.start()
    clock.go(minutes=14)
    one.touch()
    clock.go(minutes=14)
    one.look()
    assert told == [False]


def test_the_touch_that_wakes_a_computer_comes_too_late(watch: Watched) -> None:
    one, clock, told = watch
    one.start()
    clock.go(hours=9)
    one.touch()
    assert told == [True]


def test_never_means_never_and_a_closed_library_is_not_locked(watch: Watched) -> None:
    one, clock, told = watch
    clock.go(hours=9)
    one.look()
    assert told == [False], "it has not been started"
    never = IdleWatch(lambda: 0, clock)
    never.idle.connect(lambda: told.__setitem__(0, True))
    never.start()
    clock.go(hours=9)
    never.look()
    assert told == [False]


def texts_in_sight() -> str:
    """Everything that any window shows, titles included."""
    found = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            found.append(top.windowTitle())
            for widget in top.findChildren(QWidget):
                if widget.isVisible():
                    found += [
                        getattr(widget, name)() for name in ("text", "toolTip") if hasattr(widget, name)
                    ]
    return "\n".join(str(text) for text in found)


def secret_desk(make_desk: Callable[..., Desk]) -> Desk:
    desk = make_desk(has_keyring=False)
    desk.of.access.create_with_passphrase(PASSPHRASE)
    desk.session.open_case(case("quokkaberry-1", note="quokkaberry"), None)
    desk.window.files.save()
    return desk


def test_a_lock_hides_everything_and_keeps_what_was_typed(make_desk: Callable[..., Desk]) -> None:
    desk = secret_desk(make_desk)
    desk.type("patient.weight", "6x")
    before = desk.session.state
    assert "quokkaberry" in texts_in_sight()
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.of.is_locked
    assert desk.of.access.state == "closed"
    assert "quokkaberry" not in texts_in_sight()
    assert desk.window.windowTitle() == "cardecide"
    for key in (Qt.Key.Key_Z, Qt.Key.Key_S, Qt.Key.Key_2, Qt.Key.Key_O, Qt.Key.Key_N):
        QTest.keyClick(desk.window, key, Qt.KeyboardModifier.ControlModifier)
    desk.session.evaluation.run_now()
    assert "quokkaberry" not in texts_in_sight()
    assert desk.session.state == before, "no command works"
    screen = desk.of.cover.screen
    assert screen is not None
    QTest.keyClicks(screen.panel.secret, "wrong passphrase")
    QTest.keyClick(screen.panel.secret, Qt.Key.Key_Return)
    assert "does not open" in screen.panel.problem.text()
    assert desk.of.is_locked
    screen.panel.secret.selectAll()
    QTest.keyClicks(screen.panel.secret, PASSPHRASE)
    QTest.keyClick(screen.panel.secret, Qt.Key.Key_Return)
    assert not desk.of.is_locked
    assert desk.window.windowTitle().startswith("quokkaberry-1")
    assert desk.edit("patient.weight").isVisible()
    assert desk.edit("patient.weight").text() == "6x"
    assert desk.session.can_undo
    [row] = desk.store.autosaves()
    assert row.is_own, "its own draft is not offered to itself"
    desk.type("patient.weight", "61")
    assert desk.window.files.save()
    assert desk.store.autosaves() == []


def test_a_locked_window_closes_without_a_word_and_leaves_the_draft(make_desk: Callable[..., Desk]) -> None:
    desk = secret_desk(make_desk)
    desk.session.enter("note", "typed before the lock")
    desk.of.lock()
    assert desk.window.close()
    assert desk.dialogs.asked_about_changes == 0
    second = make_desk(has_keyring=False)
    second.asking.opens = lambda access: access.open_by_passphrase(PASSPHRASE)
    second.asking.takes_draft = True
    second.of.begin()
    desk.qtbot.waitUntil(lambda: second.case.note == "typed before the lock")


def test_a_lock_closes_what_is_open_before_the_window(desk: Desk) -> None:
    desk.session.enter("note", "quokkaberry")
    dialog = QDialog(desk.window)
    QLabel("quokkaberry", dialog)
    QTimer.singleShot(0, desk.of.lock)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert "quokkaberry" not in texts_in_sight()
    assert desk.of.is_locked


def test_an_idle_window_is_locked_after_the_minutes_of_the_settings(desk: Desk) -> None:
    desk.window.settings.lock_minutes = 5
    desk.clock.go(minutes=4)
    desk.of._idle.look()
    assert not desk.of.is_locked
    desk.clock.go(minutes=1)
    desk.of._idle.look()
    assert desk.of.is_locked
