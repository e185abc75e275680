"""Looking after the library: its audit log, and a copy of it in a safe place."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cardecide.reading.problem import InputError
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.audit_dialog import MOST_SHOWN, audit_lines
from cardecide_ui.library.deed_log import DeedLog
from cardecide_ui.library.library_dialogs import LibraryDialogs
from cardecide_ui.library.trouble_text import trouble_text
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store.audit import Event

SUFFIX: Final = ".library"
_HEAD: Final = ("sequence", "at", "who", "deed", "case_number", "detail", "sha256", "pseudonym")


class LibraryUpkeep(QObject):
    """``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(
        self,
        access: LibraryAccess,
        log: DeedLog,
        texts: Texts,
        dialogs: Dialogs,
        asking: LibraryDialogs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._access = access
        self._log = log
        self._texts = texts
        self._dialogs = dialogs
        self._asking = asking

    def show_log(self) -> None:
        """Show the audit log."""
        from cardecide.store.audit import broken

        library = self._access.library
        try:
            events, names, damaged = library.audit(), self._names(), list(broken(library.file))
        except InputError as error:
            self._fail(error)
            return
        damage = self._texts("library.audit.damaged", number=damaged[0]) if damaged else ""
        lines = audit_lines(events[-MOST_SHOWN:], names, self._texts)
        self._asking.show_log(lines, len(events), damage, lambda: self._export(events, names))

    def back_up(self) -> bool:
        """Ask where to, and write a complete copy under the same key; return whether it was written."""
        from cardecide.store.upkeep import back_up

        library, today = self._access.library, self._access.services.now().date()
        suggested = Path.home() / f"{library.path.stem}-{today.isoformat()}{SUFFIX}"
        path = self._dialogs.choose_to_write(suggested, "library")
        if path is None:
            return False
        path = path if path.suffix else path.with_suffix(SUFFIX)
        if not self._try(lambda: back_up(library, path)):
            return False
        self.said.emit(self._texts("library.backed_up", name=path.name))
        return True

    def _export(self, events: "list[Event]", names: dict[int, str]) -> None:
        from cardecide.report.writing import write_whole

        now = self._access.services.now().date()
        path = self._dialogs.choose_to_write(Path.home() / f"audit-{now.isoformat()}.csv", "csv")
        if path is None:
            return
        content = log_as_csv(events, names)
        if self._try(lambda: write_whole(path, content)):
            self._log.note("table_exported", content)
            self.said.emit(self._texts("done.exported", name=path.name))

    def _names(self) -> dict[int, str]:
        from cardecide.store import CaseFilter

        return {row.number: row.pseudonym for row in self._access.library.cases(CaseFilter(shelf="all"))}

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except InputError as error:
            self._fail(error)
            return False
        return True

    def _fail(self, error: InputError) -> None:
        self._dialogs.say(self._texts("library.failed"), trouble_text(error, self._texts))


def log_as_csv(events: "list[Event]", names: dict[int, str]) -> bytes:
    """Every entry, the first one first, in which no cell is a formula of a spreadsheet."""
    from cardecide.cohort.tables.safe_text import harmless
    from cardecide.store.audit import as_lines

    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for event, line in zip(events, as_lines(events), strict=True):
        name = names.get(event.case, "") if event.case is not None else ""
        writer.writerow([harmless(text) for text in (*line, name)])
    return out.getvalue().encode("utf-8-sig")
