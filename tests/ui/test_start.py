"""Starting: the platform, the Qt that is refused, and references that must not be lost."""

import sys
from threading import Event, Thread

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from cardecide.case.model import Case
from cardecide_ui.app import let_threads_end
from cardecide_ui.qt_platform import UnusableQtError, check_versions, choose_platform
from cardecide_ui.view_models.case_edit import get_path, set_path
from cardecide_ui.view_models.paths import after_move, after_removal, split_path


def test_references_to_none_are_not_lost(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(5_000):
        label.setText("a")
        label.clear()
    # Other code may drop a few; a leaking binding would lose ten thousand.
    assert sys.getrefcount(None) > before - 200


@pytest.mark.parametrize("python", [(3, 10), (3, 11)])
def test_the_leaking_pair_is_refused(python: tuple[int, int]) -> None:
    with pytest.raises(UnusableQtError):
        check_versions(python, (6, 12, 0))


@pytest.mark.parametrize(
    ("python", "qt"), [((3, 12), (6, 12, 0)), ((3, 11), (6, 11, 3)), ((3, 11), (6, 12, 1))]
)
def test_other_pairs_start(python: tuple[int, int], qt: tuple[int, ...]) -> None:
    check_versions(python, qt)


@pytest.mark.parametrize("given", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", ""])
def test_offscreen_only_without_a_display(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    import os

    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "x")
        monkeypatch.delenv(name)
    if given:
        monkeypatch.setenv(given, "xcb")
    choose_platform()
    expected = {"QT_QPA_PLATFORM": "xcb", "": "offscreen"}.get(given)
    assert os.environ.get("QT_QPA_PLATFORM") == expected


def test_paths_into_a_case() -> None:
    assert split_path("treatments[2].stop") == ("treatments", 2, "stop")
    for wrong in ("", "a..b", "a[x]", "a["):
        with pytest.raises(ValueError, match="not a path"):
            split_path(wrong)
    assert after_removal("treatments[2].stop", "treatments", 1) == "treatments[1].stop"
    assert after_removal("treatments[1].stop", "treatments", 1) is None
    assert after_removal("labs[crp].value", "treatments", 1) == "labs[crp].value"
    assert after_move("treatments[1].stop", "treatments", 1, 0) == "treatments[0].stop"


def test_editing_gives_a_new_case() -> None:
    case = Case(id="A")
    edited = set_path(case, "disease.bcma_expression.result", "positive")
    assert case.disease.bcma_expression is None
    assert get_path(edited, "disease.bcma_expression.result") == "positive"
    assert set_path(edited, "stated.prior_lines", 4).stated == {"prior_lines": 4}
    with pytest.raises(KeyError):
        set_path(case, "patient.name", "x")


def test_the_end_waits_for_threads_but_not_for_ever() -> None:
    ended, go_on = Event(), Event()
    short = Thread(target=lambda: (go_on.wait(), ended.set()), daemon=True)
    endless = Thread(target=Event().wait, daemon=True)
    short.start()
    endless.start()
    go_on.set()
    let_threads_end(patience=0.2)
    assert ended.is_set() and not short.is_alive()
    assert endless.is_alive()
