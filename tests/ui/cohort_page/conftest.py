"""The cohort page by itself, with files chosen by the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.case.model import Case
from cardecide.engine import Rulebook, load_rulebook
from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.page import CohortPage
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.page_context import PageContext
from cardecide_ui.palettes import ThemeName
from cardecide_ui.services import Services, real_services
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from cardecide_ui.theme import apply_theme
from cardecide_ui.view_models.session import CaseSession

TODAY = date(2026, 11, 20)
SAMPLES = bundled("resources") / "samples" / "tables"
ELEVEN = SAMPLES / "eleven-patients.csv"
KARMMA = SAMPLES / "synthetic-karmma.csv"


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


def without(rules: Rulebook, pack: str) -> Rulebook:
    """The rules but for one pack."""
    return replace(rules, packs={name: one for name, one in rules.packs.items() if name != pack})


@dataclass
class FakeFiles:
    """Answers what a test wants answered, and keeps what was suggested."""

    to_open: Path | None = None
    to_map: Path | None = None
    rules: Path | None = None
    folder: Path | None = None
    suggested: list[str] = field(default_factory=list)

    def table(self) -> Path | None:
        return self.to_open

    def mapping(self) -> Path | None:
        return self.to_map

    def folder_of_rules(self) -> Path | None:
        return self.rules

    def write(self, suggested: str, kind: str) -> Path | None:
        self.suggested.append(suggested)
        return self.folder / suggested if self.folder is not None else None


@dataclass
class PageUnderTest:
    """The page, and what it asked the window for."""

    page: CohortPage
    files: FakeFiles
    opened: list[Case]
    models: dict[str, QObject]
    qtbot: QtBot

    @property
    def model(self) -> CohortModel:
        return self.page.model

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.is_busy, timeout=60_000)

    def take(self, path: Path) -> None:
        self.page.take_table(path)
        self.wait()

    def screen(self) -> None:
        self.page.run.click()
        self.wait()


MakePage = Callable[..., PageUnderTest]


@pytest.fixture
def model(rules: Rulebook, qapp: QApplication) -> CohortModel:
    return CohortModel(lambda day: rules, lambda: TODAY)


@pytest.fixture
def make_page(qapp: QApplication, qtbot: QtBot, rules: Rulebook, tmp_path: Path) -> Iterator[MakePage]:
    made: list[PageUnderTest] = []

    class InUse:
        """Local rules without the KarMMa trial; the bundled ones have it."""

        bundled = rules

        def rulebook(self, on: date) -> Rulebook:
            return rules

        def in_force(self, on: date) -> Rulebook:
            return without(rules, "karmma")

    def make(
        language: Language = "en", theme: ThemeName = "light", models: dict[str, QObject] | None = None
    ) -> PageUnderTest:
        services = real_services(today=lambda: TODAY, rules_folder=tmp_path / "no-rules")
        opened: list[Case] = []
        kept = {} if models is None else models
        context = PageContext(
            texts=Texts(language),
            colors=apply_theme(qapp, theme),
            session=cast(CaseSession, None),
            services=Services(**{**vars(services), "rules": InUse()}),
            settings=Settings(),
            dialogs=cast(Dialogs, None),
            open_case=lambda case: opened.append(case) is None,
            say=lambda said: None,
            models=kept,
        )
        page = CohortPage(context)
        page.files = files = FakeFiles()
        page.resize(1200, 760)
        page.show()
        qtbot.addWidget(page)
        made.append(PageUnderTest(page, files, opened, kept, qtbot))
        return made[-1]

    yield make
    for one in made:
        one.model.stop()
        one.wait()
    apply_theme(qapp, "light")


@pytest.fixture
def ui(make_page: MakePage) -> PageUnderTest:
    return make_page()
