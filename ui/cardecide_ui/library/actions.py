"""What can be done with the cases of the library: open, copy, put away, export, import, delete."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.deed_log import DeedLog
from cardecide_ui.library.drafts_dialog import LeftDraft, left_drafts
from cardecide_ui.library.keeper import CaseKeeper
from cardecide_ui.library.library_dialogs import LibraryDialogs
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import reason_text
from cardecide_ui.view_models.session import CaseSession

if TYPE_CHECKING:
    from cardecide.store import CaseRow
    from cardecide.store.exchange import ImportPlan, Known


class LibraryActions(QObject):
    """``said`` carries a sentence for the status bar, ``progress`` how many of how many files are done.

    ``may_leave`` asks about unsaved changes of the open case and says whether it may be left.
    """

    said = Signal(str)
    progress = Signal(int, int)

    def __init__(
        self,
        session: CaseSession,
        access: LibraryAccess,
        keeper: CaseKeeper,
        texts: Texts,
        dialogs: Dialogs,
        asking: LibraryDialogs,
        *,
        log: DeedLog,
        may_leave: Callable[[], bool],
        key_facts: Callable[[Case], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._access = access
        self._keeper = keeper
        self._texts = texts
        self._dialogs = dialogs
        self._asking = asking
        self._log = log
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

    def export(self, rows: "Sequence[CaseRow]") -> None:
        """Write cases to files, after saying that files are not encrypted."""
        from cardecide.store.exchange import export_cases

        if not self._asking.ask("export", count=len(rows)):
            return
        folder = self._asking.choose_folder()
        if folder is None:
            return
        numbers = [row.number for row in rows]
        files: list[Path] = []
        if self._try(lambda: files.extend(export_cases(self._access.library, numbers, folder))):
            for number, file in zip(dict.fromkeys(numbers), files, strict=True):
                self._log.note("case_exported", file.read_bytes(), number)
            self.said.emit(self._texts("library.exported", count=len(rows), folder=folder))

    def import_files(self, files: Sequence[Path] = ()) -> None:
        """Ask for files, show what would become of each, and import them once that was agreed to."""
        from cardecide.store.exchange import import_cases, plan_import

        files = files or self._asking.choose_files()
        if not files or not self._access.can_write:
            return

        def make_plan(known: "Known") -> "ImportPlan":
            return plan_import(self._access.library, self._counted(files), known=known)

        agreed: list[ImportPlan | None] = []
        self._try(lambda: agreed.append(self._asking.agree_to_import(make_plan)))
        plan = agreed[0] if agreed else None
        if plan is None or not self._access.can_write:
            return
        total = len(plan.ready)
        counter = iter(range(1, total + 1))

        def key_facts(case: Case) -> str:
            self.progress.emit(next(counter), total)
            return self._key_facts(case)

        entry = self._keeper.entry(f"imported:{plan.ready[0].file.name}" if total == 1 else "")
        if self._try(lambda: import_cases(self._access.library, plan.ready, entry, key_facts)):
            self._changed(self._texts("library.imported", count=total))

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

    def _counted(self, files: Sequence[Path]) -> Iterator[Path]:
        for place, file in enumerate(files, start=1):
            self.progress.emit(place, len(files))
            yield file

    def _changed(self, said: str) -> None:
        self._access.cases_changed.emit()
        if said:
            self.said.emit(said)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except InputError as error:
            self._dialogs.say(self._texts("library.failed"), trouble_text(error, self._texts))
            return False
        except OSError as error:
            why = reason_text(error.strerror or str(error), self._texts.language)
            self._dialogs.say(self._texts("library.failed"), why)
            return False
        return True
