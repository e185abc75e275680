"""What a window needs for a case, made when it is first asked for: its first page needs none of it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QMainWindow

from cardecide_ui.dialogs import Dialogs
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts

if TYPE_CHECKING:  # loaded once the window is seen
    from cardecide_ui.file_actions import FileActions
    from cardecide_ui.library.case_library import CaseLibrary
    from cardecide_ui.library.library_services import LibraryServices
    from cardecide_ui.services import Services
    from cardecide_ui.view_models.session import CaseSession


class Given(NamedTuple):
    """What the window was given; None: the program itself, the usual delay, and no case library."""

    texts: Texts
    dialogs: Dialogs
    settings: Settings
    services: "Services | None"
    delay: int | None
    library: "LibraryServices | None" = None


class WindowParts:
    """The services, the session, its files and the library that keeps its drafts.

    ``made`` is called with the session and ``files_made`` with the files when they have been made.
    """

    def __init__(
        self,
        window: QMainWindow,
        given: Given,
        *,
        made: "Callable[[CaseSession], None]",
        files_made: "Callable[[FileActions], None]",
    ) -> None:
        self._window = window
        self._given = given
        self._made = made
        self._files_made = files_made

    @property
    def has_session(self) -> bool:
        """Whether there is a case yet."""
        return "session" in self.__dict__

    @cached_property
    def services(self) -> "Services":
        """What is behind the buttons: what was given, else the program itself."""
        if self._given.services is not None:
            return self._given.services
        from cardecide_ui.services import real_services

        return real_services()

    @cached_property
    def session(self) -> "CaseSession":
        """The case being edited."""
        from cardecide_ui.view_models.session import EVALUATION_DELAY, CaseSession

        session = CaseSession(
            self.services.assess,
            today=self.services.today,
            delay=EVALUATION_DELAY if self._given.delay is None else self._given.delay,
            assess_fully=self.services.assess_fully,
            parent=self._window,
        )
        session.language = self._given.texts.language
        session.policy = self.services.policy
        self.use_policy()
        self._library = self._make_library(session)
        self._made(session)
        return session

    def use_policy(self) -> bool:
        """Score as the settings say; return whether that is another policy than before."""
        policy = self.services.policy
        if policy is None or policy.wanted == self._given.settings.policy:
            return False
        policy.wanted = self._given.settings.policy
        return True

    @property
    def library(self) -> "CaseLibrary | None":
        """The case library, where this window has one."""
        _ = self.session
        return self._library

    def _make_library(self, session: "CaseSession") -> "CaseLibrary | None":
        given = self._given
        if given.library is None:
            return None
        from cardecide_ui.library.case_library import CaseLibrary

        return CaseLibrary(
            self._window,
            session,
            given.texts,
            given.settings,
            self.services,
            given.library,
            given.dialogs,
            new_case=lambda: self.files.new(),
            may_leave=lambda: self.files.may_leave(),
        )

    @cached_property
    def files(self) -> "FileActions":
        """New, open, save and export."""
        from cardecide_ui.file_actions import FileActions

        files = FileActions(
            self.session,
            self.services,
            self._given.dialogs,
            self._given.texts,
            default_jurisdictions=lambda: self._given.settings.jurisdictions,
            new_id=self._given.library.new_pseudonym if self._given.library else None,
            keep=self.library.save if self.library else None,
            noted=self.library.log.note_open_case if self.library else None,
            parent=self._window,
        )
        self._files_made(files)
        return files
