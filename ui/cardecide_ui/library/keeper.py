"""The open case and the library: saving revisions, and keeping every edit as a draft."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.draft_texts import drafts_of, raw_texts_of
from cardecide_ui.library.draft_writer import DraftToKeep, DraftWriter
from cardecide_ui.settings import Settings
from cardecide_ui.view_models.session import CaseSession
from cardecide_ui.view_models.state import EditState, Place

if TYPE_CHECKING:
    from cardecide.store import Entry

DRAFT_DELAY: Final = (
    400  # milliseconds from an edit to the beginning of its writing; later keys do not defer it
)


class CaseKeeper(QObject):
    """Keeps what is edited in the session. ``told``: the draft was kept, or could not be.

    ``kept`` is the draft that lies on the disk now, ``trouble`` why the last one does not; None: neither.
    """

    told = Signal()

    def __init__(
        self,
        session: CaseSession,
        access: LibraryAccess,
        settings: Settings,
        key_facts: Callable[[Case], str],
        *,
        delay: int = DRAFT_DELAY,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._access = access
        self._settings = settings
        self._key_facts = key_facts
        self._writer: DraftWriter | None = None
        self._slot: int | None = None  # of the writer that was closed last
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._write)
        self.kept: DraftToKeep | None = None
        self.trouble: InputError | None = None
        session.file_changed.connect(self._edited)  # after each edit, and after saving to a file
        session.opened.connect(self.let_draft_go)
        access.changed.connect(self._opened)
        access.closing.connect(self._close_writer)
        access.rekeyed.connect(self._opened)

    def entry(self, why: str = "", key_facts: str = "") -> "Entry":
        """Who saves, now."""
        from cardecide.store import Entry

        return Entry(self._access.services.now(), self._settings.who, why, key_facts)

    def save(self, why: str = "", *, pseudonym: str | None = None) -> Place:
        """Save the case as a revision, or as a new case where it has no place or a ``pseudonym`` is given.

        Raises InputError, as for a revision that someone saved in between; the draft is then kept.
        """
        session = self._session
        case = session.case if pseudonym is None else session.case.model_copy(update={"id": pseudonym})
        place = session.place if pseudonym is None else None
        slot = self._settle()
        try:
            saved = self._save(case, place, self.entry(why, self._key_facts(case)), slot)
        except InputError:
            self._timer.start()
            raise
        self._use_slot(None)
        if pseudonym is not None:
            session.enter("id", pseudonym)
        session.mark_saved(None, saved)
        self._timer.stop()
        self.kept = self.trouble = None
        if session.state.drafts:  # the revision does not hold what was typed and not understood
            self._timer.start()
        self.told.emit()
        self._access.cases_changed.emit()
        return saved

    def open(self, number: int, sequence: int | None = None) -> None:
        """Show a case of the library, or an older revision of it; saving makes what is shown the newest one.

        Raises InputError where it is gone or this version of the program cannot read it.
        """
        library = self._access.library
        last = library.get(number)
        place = Place(number, last.revision)
        case = last.case if sequence is None else library.get(number, sequence).case
        self._session.open_case(case.model_copy(update={"id": last.case.id}), None, place)

    def take_up(self, slot: int) -> None:
        """Go on with a draft that was left behind. Raises InputError where it is gone."""
        library = self._access.library
        taken = library.take_autosave(slot)
        row = taken.row
        place, saved = None, None
        if row.number is not None and row.based_on is not None:
            place = Place(row.number, row.based_on)
            saved = self._case_at(place)
        self._session.open_draft(EditState(taken.case, drafts_of(taken.raw_texts)), place, saved)
        self._use_slot(slot)
        self._access.cases_changed.emit()

    def let_draft_go(self) -> None:
        """Forget the draft of what was edited: it was saved, or discarded by the person."""
        self._timer.stop()
        self.kept = self.trouble = None
        if self._writer is None:
            return
        slot = self._writer.settle(drop=True)
        if slot is not None:
            self._use_slot(None)
            with suppress(InputError):  # then it is offered at the next start, and thrown away there
                self._access.library.discard_autosave(slot)
        self.told.emit()

    def write_now(self) -> None:
        """Keep the draft, and wait until it lies on the disk."""
        if self._timer.isActive():
            self._write()
        self._settle()

    def _edited(self) -> None:
        # The first key begins the wait and the next do not prolong it: whoever types on without rest
        # loses no more than whoever pauses.
        if self._access.can_write and not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        self._timer.stop()
        session, writer = self._session, self._writer
        if writer is None:
            return
        if not session.has_unsaved_changes and not session.state.drafts:
            self.let_draft_go()
            return
        place = session.place
        state = session.state
        writer.keep(
            DraftToKeep(
                state.case,
                raw_texts_of(state.drafts),
                self._access.services.now(),
                place.number if place else None,
                place.revision if place else None,
            )
        )

    def _settle(self) -> int | None:
        self._timer.stop()
        return self._writer.settle() if self._writer is not None else None

    def _use_slot(self, slot: int | None) -> None:
        if self._writer is not None:
            self._writer.use_slot(slot)

    def _opened(self) -> None:
        if self._access.can_write:
            library = self._access.library
            self._writer = DraftWriter(library.path, self._access.key, library.owner)
            self._writer.use_slot(self._slot)
            self._writer.told.kept.connect(self._was_kept)
            self._writer.told.failed.connect(self._was_not_kept)
            if self._session.has_unsaved_changes:
                self._timer.start()
        self.told.emit()

    def _close_writer(self) -> None:
        self.write_now()
        if self._writer is not None:
            self._slot = self._writer.settle()
            self._writer.close()
            self._writer = None
        self.kept = self.trouble = None

    def _was_kept(self, draft: DraftToKeep) -> None:
        self.kept, self.trouble = draft, None
        self.told.emit()

    def _was_not_kept(self, error: InputError) -> None:
        self.trouble = error
        self.told.emit()

    def _save(self, case: Case, place: Place | None, entry: "Entry", slot: int | None) -> Place:
        library = self._access.library
        if place is None:
            stored = library.add(case, entry, slot=slot)
        else:
            stored = library.save(place.number, case, entry, based_on=place.revision, slot=slot)
        return Place(stored.number, stored.revision)

    def _case_at(self, place: Place) -> Case | None:
        try:
            return self._access.library.get(place.number, place.revision).case
        except InputError:
            return None
