"""What can be done with the cases of the library: open, copy, put away, delete, go on with a draft."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cardecide.case.model import Case
from cardecide_ui.library.drafts_dialog import LeftDraft, left_drafts
from cardecide_ui.library.library_part import LibraryPart, Tools

if TYPE_CHECKING:
    from cardecide.store import CaseRow


class LibraryActions(LibraryPart):
    """``may_leave`` asks about unsaved changes of the open case and says whether it may be left."""

    def __init__(
        self,
        tools: Tools,
        *,
        may_leave: Callable[[], bool],
        key_facts: Callable[[Case], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(tools, parent)
        self._may_leave = may_leave
        self._key_facts = key_facts

    def open(self, number: int) -> bool:
        """Show a case; return whether it is shown."""
        return self._may_leave() and self._try(lambda: self._keeper.open(number))

    def duplicate(self, row: "CaseRow") -> None:
        """Copy the last revision to a new case under a new pseudonym."""
        library = self._access.library
        name = library.new_pseudonym(self._access.services.random_text())
        entry = self._keeper.entry(f"copied:{row.pseudonym}")
        if self._try(lambda: library.duplicate(row.number, name, entry)):
            self._changed(self._texts("library.duplicated", name=row.pseudonym, copy=name))

    def archive(self, rows: "Sequence[CaseRow]") -> None:
        """Put cases away, or take them back where all of them are put away."""
        back = all(row.is_archived for row in rows)
        library = self._access.library
        act = library.unarchive if back else library.archive
        done = sum(self._try(lambda number=row.number: act(number)) for row in rows)  # type: ignore[misc]
        self._changed(self._texts(f"library.{'unarchived' if back else 'archived'}", count=done))

    def edit_tags(self, row: "CaseRow") -> None:
        """Ask for the tags of a case."""
        text = self._asking.ask_text("tags", ", ".join(row.tags), name=row.pseudonym)
        if text is not None:
            tags = tuple(tag.strip() for tag in text.replace("，", ",").replace("、", ",").split(","))
            if self._try(lambda: self._access.library.set_tags(row.number, tags)):
                self._changed("")

    def delete(self, row: "CaseRow") -> None:
        """Delete a case for good once its pseudonym was typed in."""
        typed = self._asking.ask_text("delete", "", name=row.pseudonym)
        if typed is None or not self._try(
            lambda: self._access.library.delete(row.number, pseudonym=typed.strip())
        ):
            return
        if self._session.place is not None and self._session.place.number == row.number:
            self._session.place = None  # what is open of it is a new case now
        self._changed(self._texts("library.deleted", name=row.pseudonym))

    def revisions(self, row: "CaseRow") -> bool:
        """Show the revisions; return whether one of them was opened."""
        found: list[object] = []
        library = self._access.library
        if not self._try(lambda: found.extend(library.revisions(row.number))):
            return False
        revisions = library.revisions(row.number)
        chosen = self._asking.choose_revision(row.pseudonym, revisions, can_write=self._access.can_write)
        if chosen is None or not self._access.is_open:
            return False
        what, sequence = chosen
        if what == "restore":
            self._restore(row, sequence, revisions[0].sequence)
            return False
        if not self._may_leave() or not self._try(lambda: self._keeper.open(row.number, sequence)):
            return False
        if sequence < revisions[0].sequence:
            self.said.emit(self._texts("library.older_shown", number=sequence, last=revisions[0].sequence))
        return True

    def offer_drafts(self) -> bool:
        """Offer the work that was left behind; return whether one is gone on with."""
        if not self._access.can_write:
            return False
        drafts = self._left_drafts()
        slot = self._asking.choose_draft(drafts, self._discard) if drafts else None
        if slot is None or not self._access.can_write or not self._may_leave():
            return False
        return self._try(lambda: self._keeper.take_up(slot))

    def _discard(self, draft: LeftDraft) -> list[LeftDraft]:
        if self._asking.ask("discard", name=draft.pseudonym) and self._try(
            lambda: self._access.library.discard_autosave(draft.slot)
        ):
            self._access.cases_changed.emit()
        return self._left_drafts()

    def _left_drafts(self) -> list[LeftDraft]:
        found: list[LeftDraft] = []
        self._try(lambda: found.extend(left_drafts(self._access.library)))
        return found

    def _restore(self, row: "CaseRow", sequence: int, last: int) -> None:
        library = self._access.library
        facts = self._key_facts(library.get(row.number, sequence).case)
        entry = self._keeper.entry(f"restored:{sequence}", facts)
        if self._try(lambda: library.restore(row.number, sequence, entry, based_on=last)):
            place = self._session.place
            if place is not None and place.number == row.number and not self._session.has_unsaved_changes:
                self._keeper.open(row.number)
            self._changed(self._texts("library.restored", name=row.pseudonym, number=sequence))
