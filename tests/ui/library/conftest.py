"""A window with a real encrypted library in a folder of the test's own, opened by a keyring in memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring.backend
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.writing import write_case
from cardecide.language.text import Language
from cardecide.store import CaseFilter, CaseRow, Entry, Library, Revision
from cardecide.store.exchange import ImportPlan, Known
from cardecide.store.keyring_keys import KeyringKeys
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.case_library import CaseLibrary
from cardecide_ui.library.drafts_dialog import LeftDraft
from cardecide_ui.library.library_page import LibraryPage
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.library.panel_dialog import Choice
from cardecide_ui.library.revisions_dialog import What
from cardecide_ui.library.transfer import StoppedError
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import Services
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.long_work import Progress, Stop
from tests.ui import fake_assessor
from tests.ui.conftest import TODAY, FakeDialogs, WindowUnderTest, write_fake_report

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSPHRASE = "quokka berries at noon"  # noqa: S105 - it guards invented cases


class Drawer(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 0.5  # type: ignore[assignment]  # never taken for the system's own

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@dataclass
class Clock:
    """A clock that goes when it is told."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def go(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class FakeAsking:
    """Answers what a test wants answered, and keeps what was asked."""

    opens: Callable[[LibraryAccess], object] = lambda _access: None
    choice: Choice = "library"
    agrees: bool = True
    naming: str = "keep"
    files: list[Path] = field(default_factory=list)
    folder: Path | None = None
    known: Known = "refuse"
    takes_draft: bool = False
    discards_drafts: bool = False
    revision: tuple[What, int] | None = None
    text: str | None = None
    exports_log: bool = False
    damage: str = ""
    stops_at: dict[str, int] = field(default_factory=dict)
    changes_key: Callable[[LibraryAccess], bool] = lambda _access: False
    waited: list[str] = field(default_factory=list)
    logs: list[list[tuple[str, ...]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    plans: list[ImportPlan] = field(default_factory=list)
    drafts: list[LeftDraft] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)

    def open_library(self, access: LibraryAccess, *, for_saving: bool) -> Choice:
        self.asked.append("open for saving" if for_saving else "open")
        self.opens(access)
        return self.choice

    def ask(self, kind: str, **parts: object) -> bool:
        self.asked.append(kind)
        return self.agrees

    def which_name(self, sign: str, name: str, proposed: str) -> str:
        self.asked.append(f"{sign} {name}")
        return self.naming

    def choose_files(self) -> list[Path]:
        return self.files

    def choose_folder(self) -> Path | None:
        return self.folder

    def wait_for(self, kind: str, work: Callable[[Progress, Stop], object]) -> object:
        self.waited.append(kind)
        stops = self.stops_at.get(kind, -1)
        moved: list[int] = []
        found: list[object] = []
        with suppress(StoppedError):
            found.append(work(lambda done, _total: moved.append(done), lambda: len(moved) == stops))
        return found[0] if found else None

    def change_key(self, access: LibraryAccess) -> bool:
        return self.changes_key(access)

    def agree_to_import(
        self, plan: ImportPlan, make_plan: Callable[[Known], ImportPlan | None]
    ) -> ImportPlan | None:
        again = make_plan(self.known)
        assert again is not None
        self.plans.append(again)
        return self.plans[-1] if self.agrees else None

    def choose_revision(
        self, pseudonym: str, revisions: Sequence[Revision], *, can_write: bool
    ) -> tuple[What, int] | None:
        self.revisions = list(revisions)
        return self.revision

    def choose_draft(
        self, drafts: Sequence[LeftDraft], discard: Callable[[LeftDraft], Sequence[LeftDraft]]
    ) -> int | None:
        self.drafts = list(drafts)
        while self.discards_drafts and drafts:
            drafts = discard(drafts[0])
        return drafts[0].slot if self.takes_draft and drafts else None

    def show_log(
        self, lines: Sequence[Sequence[str]], count: int, damage: str, export: Callable[[], object]
    ) -> None:
        self.logs.append([tuple(line) for line in lines])
        self.damage = damage
        if self.exports_log:
            export()

    def ask_text(self, kind: str, text: str, **parts: object) -> str | None:
        self.asked.append(kind)
        return self.text


class Desk(WindowUnderTest):
    """A window, its library, and what it asks."""

    asking: FakeAsking
    drawer: Drawer
    clock: Clock

    @property
    def of(self) -> CaseLibrary:
        assert self.window.library is not None
        return self.window.library

    @property
    def store(self) -> Library:
        return self.of.access.library

    @property
    def page(self) -> LibraryPage:
        self.window.turn_to("library")
        page = self.window.pages["library"]
        assert isinstance(page, LibraryPage)
        return page

    @property
    def rows(self) -> list[CaseRow]:
        return self.store.cases(CaseFilter(shelf="all"))

    def row_named(self, pseudonym: str) -> CaseRow:
        return next(row for row in self.rows if row.pseudonym == pseudonym)

    def shown(self) -> list[str]:
        table = self.of.cases.table
        return [table.text(place, "pseudonym") for place in range(table.rowCount())]

    def make_library(self) -> None:
        self.of.access.create_with_keyring()

    def wait_for_draft(self) -> None:
        """Until the draft that lies on the disk is the case as it stands."""
        self.qtbot.waitUntil(
            lambda: self.of.keeper.kept is not None and self.of.keeper.kept.case == self.session.case
        )

    def other_window(self) -> Library:
        """The library as the next start finds it, whatever this window holds."""
        opened = KeyringKeys(self.drawer).open(self.of.access.services.file)
        assert opened is not None
        return opened[0]


def entry(minutes: int = 0, who: str = "Dr A", why: str = "", key_facts: str = "") -> Entry:
    return Entry(NOON + timedelta(minutes=minutes), who, why, key_facts)


def case(pseudonym: str = "quiet-harbor-417", **fields: object) -> Case:
    return Case.model_validate({"id": pseudonym, **fields})


@pytest.fixture
def make_desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []
    drawer, clock = Drawer(), Clock()
    settings = Settings()

    def make(language: Language = "en", *, file: Path | None = None, has_keyring: bool = True) -> Desk:
        dialogs, asking = FakeDialogs(), FakeAsking()

        def ask(_texts: Texts, _parent: QWidget) -> FakeAsking:
            return asking

        services = Services(
            assess=fake_assessor.assess,
            read_case=lambda path: read_case(path).case,
            write_case=write_case,
            write_report=write_fake_report,
            samples=list,
            today=lambda: TODAY,
        )
        library = LibraryServices(
            file or tmp_path / "data" / "cases.library",
            keyring=lambda: KeyringKeys(drawer) if has_keyring else None,
            now=clock,
            asking=ask,  # type: ignore[arg-type]
        )
        window = MainWindow(
            qapp,
            services,
            texts=Texts(language),
            dialogs=dialogs,
            delay=0,
            settings=settings,
            library=library,
        )
        window.show()
        desk = Desk(window, dialogs, qtbot)
        desk.asking, desk.drawer, desk.clock = asking, drawer, clock
        desk.wait_for_answer()
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.dialogs.about_changes = "discard"
        desk.window.close()
        desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A window with an empty library that is open."""
    made = make_desk()
    made.make_library()
    return made


@pytest.fixture(autouse=True)
def no_code_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for someone to write down a recovery code."""
    for name in ("setup_panel", "change_key_dialog"):
        monkeypatch.setattr(f"cardecide_ui.library.{name}.show_recovery_code", lambda *_: None)
