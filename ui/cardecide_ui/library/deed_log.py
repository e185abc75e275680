"""What leaves the program is noted in the library's audit log: what kind of thing, of which case, by whom."""

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from cardecide.reading.problem import InputError
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.settings import Settings

if TYPE_CHECKING:
    from cardecide.store.audit import Deed


class DeedLog:
    """``case`` gives the number of the open case in the library, None where it is not there.

    Nothing is noted while the library is closed or only read. ``failed`` is told why an entry could not be
    written: what left has left, and is not taken back.
    """

    def __init__(
        self,
        access: LibraryAccess,
        settings: Settings,
        case: Callable[[], int | None],
        failed: Callable[[InputError], None],
    ) -> None:
        self._access = access
        self._settings = settings
        self._case = case
        self._failed = failed

    def note_open_case(self, deed: "Deed", content: bytes) -> None:
        """Note what became of the open case; ``content`` is what left, of which only the SHA-256 is kept."""
        self.note(deed, content, self._case())

    def note(self, deed: "Deed", content: bytes, case: int | None = None) -> None:
        """The same for a case by its number, or for none."""
        if not self._access.can_write:
            return
        now, who = self._access.services.now(), self._settings.who
        try:
            self._access.library.note(deed, at=now, who=who, case=case, detail=sha256(content).hexdigest())
        except InputError as error:
            self._failed(error)
