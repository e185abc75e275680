"""What the parts of the window's library have in common: what they work on, and how a failure is told."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cardecide.reading.problem import InputError
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.deed_log import DeedLog
from cardecide_ui.library.keeper import CaseKeeper
from cardecide_ui.library.library_dialogs import LibraryDialogs
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import reason_text
from cardecide_ui.view_models.session import CaseSession


@dataclass(frozen=True)
class Tools:
    """The open case, the library, who keeps the case in it, its log, and the ways to say and to ask."""

    session: CaseSession
    access: LibraryAccess
    keeper: CaseKeeper
    log: DeedLog
    texts: Texts
    dialogs: Dialogs
    asking: LibraryDialogs


class LibraryPart(QObject):
    """``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._access = tools.access
        self._keeper = tools.keeper
        self._log = tools.log
        self._texts = tools.texts
        self._dialogs = tools.dialogs
        self._asking = tools.asking

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something; what stands in its way is told. Return whether it was done."""
        try:
            act()
        except InputError as error:
            self._fail(trouble_text(error, self._texts))
            return False
        except OSError as error:
            self._fail(reason_text(error.strerror or str(error), self._texts.language))
            return False
        return True

    def _fail(self, why: str, what: str = "library.failed") -> None:
        self._dialogs.say(self._texts(what), why)

    def _changed(self, said: str) -> None:
        """The list is another one; tell it."""
        self._access.cases_changed.emit()
        if said:
            self.said.emit(said)
