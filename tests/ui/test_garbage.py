"""Garbage is collected in the window's thread only: a widget that dies beside it can stop the program."""

import gc
from collections.abc import Iterator
from threading import current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cardecide_ui.garbage import collector_of
from cardecide_ui.view_models.background import Background
from cardecide_ui.view_models.long_work import LongWork


class Witness:
    """Says in which thread the collector took it away."""

    def __init__(self, threads: list[bool]) -> None:
        self.threads = threads
        self.own = self  # a circle, which only the collector ends
        self.widget = QWidget()

    def __del__(self) -> None:
        self.threads.append(current_thread() is main_thread())


@pytest.fixture(autouse=True)
def collector_on_until_work_begins() -> Iterator[None]:
    """As in a program that has just begun: Python's own collector is on, with nothing due yet."""
    thresholds, was_on = gc.get_threshold(), gc.isenabled()
    gc.collect()
    gc.enable()
    gc.set_threshold(1_000_000, 2, 2)
    yield
    gc.set_threshold(*thresholds)
    gc.enable() if was_on else gc.disable()


def many_circles() -> int:
    """Work that makes so much garbage that a collection is due in its own thread."""
    gc.set_threshold(10, 1, 1)
    made = 0
    for _ in range(5_000):
        circle: list[object] = []
        circle.append(circle)
        made += 1
    return made


@pytest.mark.parametrize("beside", [Background, LongWork])
def test_work_beside_the_window_takes_no_widget_away(
    qtbot: QtBot, qapp: QApplication, beside: type[Background] | type[LongWork]
) -> None:
    threads: list[bool] = []
    worker = beside()
    work = many_circles if isinstance(worker, Background) else lambda *_: many_circles()
    Witness(threads)
    with qtbot.waitSignal(worker.done):
        worker.run(work)  # type: ignore[arg-type]
    gc.collect()
    assert threads == [True]


def test_what_is_due_is_collected_between_events(qtbot: QtBot, qapp: QApplication) -> None:
    threads: list[bool] = []
    collector = collector_of(qapp)
    gc.disable()
    Witness(threads)
    collector.begin()
    many_circles()
    qtbot.waitUntil(lambda: threads == [True])


def test_an_application_has_one_collector(qapp: QApplication) -> None:
    assert collector_of(qapp) is collector_of(qapp)
