"""What a page of the window is given: the texts and colors of now, and what outlives it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject

from cardecide_ui.dialogs import Dialogs
from cardecide_ui.palettes import Colors
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts

if TYPE_CHECKING:  # a page is named before the case is loaded
    from cardecide.case.model import Case
    from cardecide_ui.library.case_library import CaseLibrary
    from cardecide_ui.services import Services
    from cardecide_ui.view_models.session import CaseSession

Kept = TypeVar("Kept", bound=QObject)


@dataclass(frozen=True)
class PageContext:
    """A page is made anew when the language or the look changes; what must outlive it is kept here.

    ``open_case`` puts a case into the case page after asking about unsaved changes and says whether it did.
    ``say`` writes a sentence into the status bar. ``library`` is the case library, where there is one.
    """

    texts: Texts
    colors: Colors
    session: "CaseSession"
    services: "Services"
    settings: Settings
    dialogs: Dialogs
    open_case: Callable[["Case"], bool]
    say: Callable[[str], object]
    models: dict[str, QObject]
    library: "CaseLibrary | None" = None

    def keep(self, name: str, make: Callable[[], Kept]) -> Kept:
        """The view model under a name: made at first use, the same one afterwards."""
        if name not in self.models:
            self.models[name] = make()
        return cast(Kept, self.models[name])
