"""The library of one window: its parts, made once, and the few things that the window asks of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.reading.problem import InputError
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.actions import LibraryActions
from cardecide_ui.library.case_list import CaseList
from cardecide_ui.library.deed_log import DeedLog
from cardecide_ui.library.idle_watch import IdleWatch
from cardecide_ui.library.keeper import DRAFT_DELAY, CaseKeeper
from cardecide_ui.library.key_facts import key_facts_of
from cardecide_ui.library.library_dialogs import LibraryDialogs, WindowLibraryDialogs
from cardecide_ui.library.library_part import Tools
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.library.lock_screen import WindowCover
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.library.saving import LibrarySaving
from cardecide_ui.library.transfer import LibraryTransfer
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.library.upkeep import LibraryUpkeep
from cardecide_ui.services import Services
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession

_SAID_FOR = 8000  # milliseconds


class CaseLibrary(QObject):
    """``changed``: what ``standing`` says may have changed.

    ``new_case`` and ``may_leave`` are those of the window.
    """

    changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        session: CaseSession,
        texts: Texts,
        settings: Settings,
        services: Services,
        library: LibraryServices,
        dialogs: Dialogs,
        *,
        new_case: Callable[[], object],
        may_leave: Callable[[], bool],
        delay: int = DRAFT_DELAY,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._texts = texts
        self._dialogs = dialogs
        self._bar = window.statusBar()
        self._assess = services.assess
        self._today = services.today
        self._tried_keyring = False
        self.new_case = new_case
        self.asking: LibraryDialogs = (library.asking or WindowLibraryDialogs)(texts, window)
        self.access = LibraryAccess(library, settings, self)
        self.keeper = CaseKeeper(session, self.access, settings, self._key_facts, delay=delay, parent=self)
        self.cases = CaseList(self.access, texts, parent=self)
        self.log = DeedLog(self.access, settings, self._number, self._log_failed)
        tools = Tools(session, self.access, self.keeper, self.log, texts, dialogs, self.asking)
        self._saving = LibrarySaving(tools, self)
        self.actions = LibraryActions(tools, may_leave=may_leave, key_facts=self._key_facts, parent=self)
        self.transfer = LibraryTransfer(tools, self._key_facts_of_file, self)
        self.upkeep = LibraryUpkeep(tools, self)
        self.cover = WindowCover(window, self.access, texts)
        self._idle = IdleWatch(lambda: settings.lock_minutes, library.now, self)
        self._idle.idle.connect(self.lock)
        for part in (self._saving, self.actions, self.transfer, self.upkeep):
            part.said.connect(lambda said: self._bar.showMessage(said, _SAID_FOR))
        self.keeper.told.connect(self.changed)
        self.access.changed.connect(self._access_changed)

    def begin(self) -> None:
        """At the start of the window: open a library that is there, and offer what a crash left behind."""
        if self.access.state == "closed" and not self.open_quietly():
            self.asking.open_library(self.access, for_saving=False)

    def save(self) -> bool | None:
        """Save the open case in the library; None: it is to go to a file."""
        return self._saving.save()

    def open_quietly(self) -> bool:
        """Open with the system's key, where it keeps one; return whether the library is open."""
        if self.access.state == "closed" and not self.access.asks_for_passphrase and not self._tried_keyring:
            self._tried_keyring = True
            try:
                self.access.open_by_keyring()
            except InputError as error:
                self._dialogs.say(self._texts("library.failed"), trouble_text(error, self._texts))
        return self.access.is_open

    def lock(self) -> None:
        """Keep the draft, close the library and cover the window until it is opened again."""
        if self.access.is_open and not self.cover.is_on:
            self.cover.put_on().unlocked.connect(self._uncover)
            self.access.close()

    @property
    def is_locked(self) -> bool:
        """Whether nothing of any case may be seen."""
        return self.cover.is_on

    def close(self) -> None:
        """The window goes: what is unsaved was saved or discarded, or stays as a draft where it is locked."""
        if self.access.is_open:
            self.keeper.let_draft_go()
        self.access.close()

    def standing(self) -> str:
        """Where the work that is not saved is kept."""
        keeper = self.keeper
        if keeper.trouble is not None:
            return self._texts("library.standing.failed", why=trouble_text(keeper.trouble, self._texts))
        if not self._session.has_unsaved_changes:
            return ""
        if keeper.kept is not None:
            at = show_moment(keeper.kept.at, self._texts.language).rsplit(" ", 1)[-1]
            return self._texts("library.standing.kept", at=at)
        return "" if self.access.can_write else self._texts("kept.in_memory")

    def _access_changed(self) -> None:
        if self.access.is_open:
            self._idle.start()
            if not self.cover.is_on:
                QTimer.singleShot(0, self, self.actions.offer_drafts)
        else:
            self._idle.stop()
        self.changed.emit()

    def _number(self) -> int | None:
        place = self._session.place
        return place.number if place is not None else None

    def _log_failed(self, error: InputError) -> None:
        self._dialogs.say(self._texts("library.failed"), trouble_text(error, self._texts))

    def _uncover(self) -> None:
        self.cover.take_off()
        self.changed.emit()

    def _key_facts(self, case: Case) -> str:
        """What the list tells of a case; nothing where it cannot be evaluated."""
        evaluation = self._session.evaluation
        current = not evaluation.is_pending and not evaluation.problems and not self._session.state.problems
        if case is self._session.case and current:
            return key_facts_of(evaluation.result)
        return self._key_facts_of_file(case)

    def _key_facts_of_file(self, case: Case) -> str:
        """The same for a case that is not the open one; to be asked from any thread."""
        date = None if case.decision_date else PartialDate.of(self._today())
        try:
            return key_facts_of(self._assess(case, date, "en"))
        except InputError:
            return ""
