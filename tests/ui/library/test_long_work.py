"""Many files at once: the window goes on, how far it is is told, and a stop leaves nothing by halves."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from cardecide.case.writing import write_case
from cardecide.language.message import message
from cardecide.store import LibraryError
from cardecide_ui.library.library_dialogs import WindowLibraryDialogs
from cardecide_ui.library.transfer import StoppedError
from cardecide_ui.library.wait_dialog import WaitDialog
from cardecide_ui.view_models.long_work import Progress, Stop
from tests.ui.library.conftest import Desk, case, entry

MANY = 8


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for n in range(MANY):
        write_case(case(f"new-{n}"), tmp_path / f"{n}.yaml")
    return sorted(tmp_path.glob("*.yaml"))


def test_the_window_goes_on_while_work_is_done(desk: Desk) -> None:
    asking = WindowLibraryDialogs(desk.window.texts, desk.window)
    may_end, seen = Event(), []

    def work(progress: Progress, _stop: Stop) -> str:
        progress(3, 10)
        assert may_end.wait(60)
        return "found"

    def look() -> None:
        [dialog] = desk.window.findChildren(WaitDialog)
        if dialog.bar.maximum() != 10:
            QTimer.singleShot(0, look)
            return
        seen.append((dialog.bar.value(), dialog.isModal()))
        may_end.set()

    QTimer.singleShot(0, look)
    assert asking.wait_for("read", work) == "found"
    assert seen == [(3, True)]


def test_escape_asks_the_work_to_stop_and_waits_until_it_has(desk: Desk) -> None:
    asking = WindowLibraryDialogs(desk.window.texts, desk.window)
    ended = []

    def work(_progress: Progress, stop: Stop) -> str:
        while not stop():
            Event().wait(0.001)
        ended.append("rolled back")
        raise StoppedError

    def press() -> None:
        [dialog] = desk.window.findChildren(WaitDialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert "Stopping" in dialog.what.text()
        assert not dialog.stop.isEnabled()

    QTimer.singleShot(0, press)
    assert asking.wait_for("import", work) is None
    assert ended == ["rolled back"]


def test_work_that_was_done_when_the_stop_came_has_been_done(desk: Desk) -> None:
    asking = WindowLibraryDialogs(desk.window.texts, desk.window)

    def work(_progress: Progress, stop: Stop) -> str:
        while not stop():
            Event().wait(0.001)
        return "done all the same"

    QTimer.singleShot(0, lambda: desk.window.findChildren(WaitDialog)[0].reject())
    assert asking.wait_for("import", work) == "done all the same"


def test_what_the_work_raises_is_raised_in_the_window(desk: Desk) -> None:
    asking = WindowLibraryDialogs(desk.window.texts, desk.window)

    def work(_progress: Progress, _stop: Stop) -> str:
        raise LibraryError(message("library.full"))

    with pytest.raises(LibraryError):
        asking.wait_for("import", work)


def test_an_import_by_the_real_worker_is_whole(desk: Desk, files: list[Path]) -> None:
    real = WindowLibraryDialogs(desk.window.texts, desk.window)
    desk.asking.wait_for = real.wait_for  # type: ignore[method-assign]
    desk.of.transfer.import_files(files)
    assert desk.dialogs.said == []
    assert sorted(row.pseudonym for row in desk.rows) == [f"new-{n}" for n in range(MANY)]
    assert all(row.key_facts for row in desk.rows)
    assert len(desk.store.audit()) == MANY


@pytest.mark.parametrize("stop", [0, 1, MANY, 2 * MANY - 1])
def test_an_import_that_is_stopped_leaves_nothing(desk: Desk, files: list[Path], stop: int) -> None:
    """Stopped before the first case, among the evaluations, before the first write and before the last."""
    desk.asking.stops_at["import"] = stop
    desk.of.transfer.import_files(files)
    assert desk.rows == []
    assert desk.store.audit() == []
    assert "Nothing was imported" in desk.window.statusBar().currentMessage()
    desk.asking.stops_at.clear()
    desk.of.transfer.import_files(files)
    assert len(desk.rows) == MANY


def test_a_reading_that_is_stopped_asks_nothing(desk: Desk, files: list[Path]) -> None:
    desk.asking.stops_at["read"] = 2
    desk.of.transfer.import_files(files)
    assert desk.asking.plans == []
    assert desk.rows == []


def test_files_are_read_once_however_often_they_are_planned(
    desk: Desk, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cardecide_ui.library import transfer

    read: list[Path] = []
    real = transfer._read
    monkeypatch.setattr(transfer, "_read", lambda file: (read.append(file), real(file))[1])
    desk.asking.known = "rename"
    desk.of.transfer.import_files(files)
    assert read == files
    assert desk.asking.waited == ["read", "read", "import"]


def test_an_export_that_is_stopped_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    for n in range(MANY):
        desk.store.add(case(f"held-{n}"), entry())
    folder = tmp_path / "out"
    folder.mkdir()
    desk.asking.folder = folder
    desk.asking.stops_at["export"] = MANY - 1
    desk.of.transfer.export(desk.rows)
    assert list(folder.iterdir()) == []
    assert desk.store.audit() == []
    desk.asking.stops_at.clear()
    desk.of.transfer.export(desk.rows)
    assert len(list(folder.iterdir())) == MANY
