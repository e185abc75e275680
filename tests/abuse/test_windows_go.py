"""What a window made goes with it: nothing of it is held by the application, the services or a cache."""

import gc
from collections import Counter
from collections.abc import Iterator
from threading import enumerate as threads
from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from cardecide_ui import theme
from cardecide_ui.main_window import MainWindow
from cardecide_ui.page_icons import page_icon
from cardecide_ui.palettes import PALETTES
from cardecide_ui.theme import forget_looks
from tests.abuse.opened_windows import Windows

OURS = ("cardecide_ui.", "PySide6.")
CYCLES = 5


@pytest.fixture(scope="module")
def windows(qapp: QApplication) -> Windows:
    """Windows after the first few, which fill what is kept for all of them."""
    windows = Windows()
    for _ in range(3):
        windows.open_and_close()
    return windows


@pytest.fixture
def at_rest(qtbot: QtBot) -> Iterator[None]:
    """Lets what works beside the windows end before and after."""
    rest(qtbot)
    yield
    rest(qtbot)


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not any(one.daemon and "compute" in one.name for one in threads()))
    # What a thread told last is delivered first, and only then is the window let go of.
    for _ in range(3):
        QApplication.processEvents()
        gc.collect()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def widgets() -> dict[int, str]:
    """Every widget of the application by its place in memory; Python's own names for them come and go."""
    return {getCppPointer(one)[0]: str(one) for one in QApplication.allWidgets()}


def alive() -> Counter[str]:
    """How many objects there are of each type of the window and of Qt."""
    kinds = (type(one) for one in gc.get_objects())
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in kinds if isinstance(kind.__module__, str))
    return Counter(name for name in names if name.startswith(OURS))


def test_every_part_of_a_window_is_gone_with_it(windows: Windows, qtbot: QtBot, at_rest: None) -> None:
    parts: dict[str, ref[QObject]] = {}

    def look(window: MainWindow) -> None:
        held = [window, window.session, window.files, window.page, window.texts, window.rail, window.commands]
        for number, one in enumerate([*held, *window.findChildren(QObject)]):
            parts[f"{number} {type(one).__name__} {one.objectName() if isinstance(one, QObject) else ''}"] = (
                ref(one)
            )

    windows.open_and_close(look)
    rest(qtbot)
    assert len(parts) > 500
    assert [name for name, part in parts.items() if part() is not None] == []


def test_no_widget_is_left(windows: Windows, qtbot: QtBot, at_rest: None) -> None:
    before = widgets()
    windows.open_and_close()
    rest(qtbot)
    assert [name for place, name in widgets().items() if place not in before] == []


def test_objects_do_not_become_more(windows: Windows, qtbot: QtBot, at_rest: None) -> None:
    before = alive()
    for _ in range(CYCLES):
        windows.open_and_close()
    rest(qtbot)
    assert alive() - before == Counter()


def test_the_sign_of_a_page_is_painted_once() -> None:
    """Qt keeps the picture of every icon that was shown, so each must be the same one."""
    for colors in PALETTES.values():
        assert page_icon("case", colors).cacheKey() == page_icon("case", colors).cacheKey()
    assert page_icon("case", PALETTES["light"]).cacheKey() != page_icon("case", PALETTES["dark"]).cacheKey()


def test_qt_forgets_how_the_last_window_looked_once_it_is_gone(
    windows: Windows, qtbot: QtBot, at_rest: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = bool(QApplication.topLevelWidgets())  # of earlier tests
    forgot: list[bool] = []
    monkeypatch.setattr(theme, "forget_looks", lambda app: forgot.append(forget_looks(app)))
    windows.open_and_close(lambda _: forgot.append(forget_looks(windows.application)))
    qtbot.waitUntil(lambda: forgot == [False, not others])
