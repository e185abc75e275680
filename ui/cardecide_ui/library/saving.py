"""Saving the open case in the library: opening it at first need, and what stands in the way."""

from typing import Final

from PySide6.QtCore import QObject

from cardecide.reading.problem import InputError
from cardecide_ui.library.identity_signs import sign_of_identity
from cardecide_ui.library.library_part import LibraryPart, Tools
from cardecide_ui.library.trouble_text import trouble_text

_FAILED: Final = "failed.save"


class LibrarySaving(LibraryPart):
    """Saves the open case, or says why it cannot be."""

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(tools, parent)
        self._kept_names: set[str] = set()

    def save(self) -> bool | None:
        """Save the open case; return whether it was saved, None where it is to go to a file."""
        if not self._access.is_open:
            choice = self._asking.open_library(self._access, for_saving=True)
            if choice == "file":
                return None
            if not self._access.is_open:
                return False
        if not self._access.can_write:
            self._fail(self._texts(f"library.{'second' if self._access.is_second else 'read_only'}"), _FAILED)
            return False
        return self._name_is_fine() and self._save()

    def _name_is_fine(self) -> bool:
        """Ask once about a name that may tell who the patient is."""
        name = self._session.case.id
        sign = sign_of_identity(name)
        if sign is None or name in self._kept_names:
            return True
        proposed = self._new_name()
        answer = self._asking.which_name(sign, name, proposed)
        if answer == "replace":
            self._session.enter("id", proposed)
        if answer == "keep":
            self._kept_names.add(name)
        return answer != "cancel"

    def _save(self) -> bool:
        try:
            place = self._keeper.save()
        except InputError as error:
            return self._save_as_new(error)
        self._saved(place.revision)
        return True

    def _save_as_new(self, error: InputError) -> bool:
        """Where someone's work or another case stands in the way, offer a new case; else tell why not."""
        code = getattr(error, "code", "")
        if code not in ("library-conflict", "library-pseudonym-taken", "library-gone"):
            self._fail(trouble_text(error, self._texts), _FAILED)
            return False
        name = self._new_name()
        if not self._asking.ask("new_case", why=trouble_text(error, self._texts), name=name):
            return False
        try:
            place = self._keeper.save(pseudonym=name)
        except InputError as second:
            self._fail(trouble_text(second, self._texts), _FAILED)
            return False
        self._saved(place.revision)
        return True

    def _saved(self, revision: int) -> None:
        left_out = len(self._session.state.problems)
        said = self._texts("library.saved", name=self._session.case.id, number=revision)
        self.said.emit(f"{said} {self._texts('done.left_out', count=left_out)}" if left_out else said)

    def _new_name(self) -> str:
        return self._access.library.new_pseudonym(self._access.services.random_text())
