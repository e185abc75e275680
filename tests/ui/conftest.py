"""A window with a hand-made answer, offscreen."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.writing import write_case
from cardecide.language.text import Language
from cardecide_ui.dialogs import Answer
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import Services
from cardecide_ui.texts import Texts
from cardecide_ui.theme import load_fonts
from tests.ui import fake_assessor

TODAY = date(2026, 11, 20)


@dataclass
class FakeDialogs:
    """Answers what a test wants answered, and keeps what was asked."""

    to_open: Path | None = None
    to_write: Path | None = None
    about_changes: Answer = "cancel"
    asked_about_changes: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)

    def choose_to_open(self) -> Path | None:
        return self.to_open

    def choose_to_write(self, suggested: Path, kind: str) -> Path | None:
        return self.to_write

    def what_about_changes(self, name: str) -> Answer:
        self.asked_about_changes += 1
        return self.about_changes

    def say(self, title: str, text: str) -> None:
        self.said.append((title, text))


def write_fake_report(
    result: Result, case: Case, path: Path, *, language: Language, variant: str, issued: str
) -> None:
    path.write_text(f"{case.id} {language} {variant} {issued}", encoding="utf-8")


@dataclass
class WindowUnderTest:
    """The window, and the ways a person has of using it."""

    window: MainWindow
    dialogs: FakeDialogs
    qtbot: QtBot

    @property
    def session(self):  # type: ignore[no-untyped-def]
        return self.window.session

    @property
    def case(self) -> Case:
        return self.window.session.case

    @property
    def answer(self):  # type: ignore[no-untyped-def]
        return self.window.page.answer

    def row(self, path: str):  # type: ignore[no-untyped-def]
        self.window.page.form.complete()
        return self.window.page.form.context.rows[path]

    def edit(self, path: str) -> QLineEdit:
        edit = self.row(path).editor.edit
        assert isinstance(edit, QLineEdit)
        return edit

    def type(self, path: str, text: str) -> QLineEdit:
        """Type into a line field in place of what it holds, without leaving it."""
        edit = self.edit(path)
        edit.setFocus()
        edit.selectAll()
        if text:
            QTest.keyClicks(edit, text)
        else:
            QTest.keyClick(edit, Qt.Key.Key_Delete)
        return edit

    def choose(self, path: str, value: str) -> None:
        QTest.mouseClick(self.row(path).editor.buttons[value], Qt.MouseButton.LeftButton, pos=QPoint(8, 10))

    def leave(self, edit: QWidget) -> None:
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def wait_for_answer(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.evaluation.is_pending)


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture(autouse=True)
def settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of the person who runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., WindowUnderTest]]:
    made: list[WindowUnderTest] = []

    def make(language: Language = "en", assess=fake_assessor.assess) -> WindowUnderTest:  # type: ignore[no-untyped-def]
        dialogs = FakeDialogs()
        services = Services(
            assess=assess,
            read_case=lambda path: read_case(path).case,
            write_case=write_case,
            write_report=write_fake_report,
            samples=list,
            today=lambda: TODAY,
        )
        window = MainWindow(qapp, services, texts=Texts(language), dialogs=dialogs, delay=0)
        window.show()
        used = WindowUnderTest(window, dialogs, qtbot)
        used.wait_for_answer()
        made.append(used)
        return used

    yield make
    for used in made:
        used.dialogs.about_changes = "discard"
        used.window.close()
        used.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def ui(make_window: Callable[..., WindowUnderTest]) -> WindowUnderTest:
    return make_window()
