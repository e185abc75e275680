"""The rules page with the bundled rules and a folder of local ones that is thrown away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.assessment import assess
from cardecide.assessment.result import Result
from cardecide.authoring import Bundle, EditConflictError
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.page_context import PageContext
from cardecide_ui.palettes import LIGHT
from cardecide_ui.rules_in_use import RulesInUse
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.models.rules_desk import RulesDesk
from cardecide_ui.rules_page.questions import ConflictAnswer, Said
from cardecide_ui.rules_page.rules_page import RulesPage
from cardecide_ui.services import Services
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession
from tests.ui.conftest import TODAY, FakeDialogs, write_fake_report

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PRIOR_LINES = "prior_lines >= 3"


@cache
def bundled_rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


@dataclass
class FakeQuestions:
    """Answers what a test wants answered, and keeps what was asked."""

    who: str = "Ayşe Yılmaz"
    why: str = "read again"
    reviewer: str = "李明"
    day: date | None = None
    about_conflict: ConflictAnswer = ""
    yes: bool = True
    secret: str = "a long passphrase for tests"  # noqa: S105 - of a key made for the test
    to_read: Path | None = None
    to_write: Path | None = None
    asked: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[EditConflictError] = field(default_factory=list)
    compared: list[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=list)

    def entry(self, step: str, who: str, *, said: str = "", day: date | None = None) -> Said | None:
        self.asked.append(step)
        return Said(self.reviewer if step == "review" else self.who, self.why, self.day or day)

    def conflict(self, conflict: EditConflictError) -> ConflictAnswer:
        self.conflicts.append(conflict)
        return self.about_conflict

    def compare(self, title: str, old: tuple[str, str], new: tuple[str, str]) -> None:
        self.compared.append((old, new))

    def confirm(self, title: str, text: str, yes: str) -> bool:
        self.asked.append(title)
        return self.yes

    def say(self, title: str, text: str) -> None:
        self.said.append((title, text))

    def passphrase(self, title: str, text: str) -> str:
        return self.secret

    def bundle_to_read(self) -> Path | None:
        return self.to_read

    def bundle_to_write(self, suggested: str) -> Path | None:
        return self.to_write

    def about_bundle(self, bundle: Bundle) -> bool:
        self.asked.append("about bundle")
        return self.yes


@dataclass
class Author:
    """One window of an author on the folder, with the published patient open."""

    rules: RulesInUse
    session: CaseSession
    desk: RulesDesk
    qtbot: QtBot

    def edit(self, pack: str = "karmma") -> PackEdit:
        edit = self.desk.open(pack)
        self.settled(edit)
        return edit

    def settled(self, edit: PackEdit) -> None:
        """Wait until everything is computed for the text as it stands."""
        self.qtbot.waitUntil(
            lambda: not edit.is_busy and edit.checked is not None and edit.checked.text == edit.document.text,
            timeout=20_000,
        )

    def write(self, edit: PackEdit, old: str, new: str) -> None:
        """Change the one place where ``old`` stands in the text."""
        text = edit.document.text
        assert text.count(old) == 1
        start = text.index(old)
        edit.document.apply([(start, start + len(old), new)])
        edit.check_now()
        self.settled(edit)

    def answer(self) -> Result:
        """The open case as the window judges it."""
        self.session.evaluation.run_now()
        assert self.session.evaluation.result is not None
        return self.session.evaluation.result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rules"


@pytest.fixture
def make_author(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Callable[[], Author]]:
    made: list[Author] = []

    def make() -> Author:
        rules = RulesInUse(folder, bundled_rules)

        def judge(case: Case, default_date: PartialDate | None, language: Language) -> Result:
            return assess(case, rules.for_case(case, TODAY), default_date=default_date, language=language)

        session = CaseSession(judge, today=lambda: TODAY, delay=0)
        sample = bundled("resources") / "samples" / "zhou-2025.case.yaml"
        session.open_case(read_case(sample).case, None)
        author = Author(rules, session, RulesDesk(rules, session, now=lambda: NOW), qtbot)
        made.append(author)
        return author

    yield make
    for author in made:
        for edit in author.desk.edits.values():
            qtbot.waitUntil(lambda edit=edit: not edit.is_busy, timeout=20_000)  # type: ignore[misc]
            edit.close()
        author.desk.deleteLater()
        author.session.deleteLater()
    qapp.processEvents()


@pytest.fixture
def author(make_author: Callable[[], Author]) -> Author:
    return make_author()


@dataclass
class PageUnderTest:
    """The page, its author, and the answers to its questions."""

    page: RulesPage
    author: Author
    questions: FakeQuestions
    said: list[str]

    def open(self, pack: str = "karmma") -> PackEdit:
        self.page.open(pack)
        edit = self.author.desk.current
        assert edit is not None
        self.author.settled(edit)
        return edit


@pytest.fixture
def make_page(
    make_author: Callable[[], Author], qapp: QApplication
) -> Iterator[Callable[..., PageUnderTest]]:
    made: list[PageUnderTest] = []

    def make(language: Language = "en") -> PageUnderTest:
        author = make_author()
        author.session.language = language
        questions, said = FakeQuestions(), list[str]()
        services = Services(
            assess=lambda case, day, language: author.answer(),
            read_case=lambda path: read_case(path).case,
            write_case=lambda case, path: None,
            write_report=write_fake_report,
            samples=list,
            today=lambda: TODAY,
            rules=author.rules,
        )
        context = PageContext(
            texts=Texts(language),
            colors=LIGHT,
            session=author.session,
            services=services,
            settings=Settings(),
            dialogs=FakeDialogs(),
            open_case=lambda case: True,
            say=said.append,
            models={"rules": author.desk},
        )
        page = RulesPage(context, questions)
        page.resize(1200, 760)
        page.show()
        under_test = PageUnderTest(page, author, questions, said)
        made.append(under_test)
        return under_test

    yield make
    for one in made:
        one.page.close()
        one.page.deleteLater()
    qapp.processEvents()


@pytest.fixture
def rules(make_page: Callable[..., PageUnderTest]) -> PageUnderTest:
    return make_page()
