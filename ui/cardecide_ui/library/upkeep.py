"""Looking after the library: its audit log, a copy of it in a safe place, another key."""

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide.reading.problem import InputError
from cardecide_ui.library.audit_dialog import MOST_SHOWN, audit_lines
from cardecide_ui.library.library_part import LibraryPart
from cardecide_ui.library.trouble_text import trouble_text

if TYPE_CHECKING:
    from cardecide.store.audit import Event

SUFFIX: Final = ".library"
_HEAD: Final = ("sequence", "at", "who", "deed", "case_number", "detail", "sha256", "pseudonym")


class LibraryUpkeep(LibraryPart):
    """The commands of the menu of the library as a whole."""

    def show_log(self) -> None:
        """Show the audit log."""
        from cardecide.store.audit import broken

        library = self._access.library
        try:
            events, names, damaged = library.audit(), self._names(), list(broken(library.file))
        except InputError as error:
            self._fail(trouble_text(error, self._texts))
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

    def change_key(self) -> bool:
        """Give the library another key, and note that it has one; return whether it has."""
        if not self._access.can_write or not self._asking.change_key(self._access):
            return False
        now, library = self._access.services.now(), self._access.library
        self._try(lambda: library.note("key_changed", at=now, who=self._keeper.entry().who))
        self.said.emit(self._texts("library.key.changed"))
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
