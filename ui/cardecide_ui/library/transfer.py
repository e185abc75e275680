"""Case files into the library and out of it, one or many, beside the window."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from cardecide_ui.library.library_part import LibraryPart, Tools
from cardecide_ui.view_models.long_work import Progress, Stop

if TYPE_CHECKING:
    from cardecide.store import CaseRow, Library
    from cardecide.store.exchange import ImportPlan, Known


class StoppedError(Exception):
    """The person gave the work up."""


class LibraryTransfer(LibraryPart):
    """Import and export. However many files, the window goes on, tells how far it is, and can stop it."""

    def __init__(self, tools: Tools, key_facts: Callable[[Case], str], parent: QObject | None = None) -> None:
        super().__init__(tools, parent)
        self._key_facts = key_facts

    def export(self, rows: "Sequence[CaseRow]") -> None:
        """Write cases to files, after saying that files are not encrypted."""
        if not self._asking.ask("export", count=len(rows)):
            return
        folder = self._asking.choose_folder()
        if folder is None:
            return
        numbers = list(dict.fromkeys(row.number for row in rows))
        files: list[Path] = []
        self._try(lambda: files.extend(self._export(numbers, folder)))
        if not files:
            return
        for number, file in zip(numbers, files, strict=True):
            self._log.note("case_exported", file.read_bytes(), number)
        self.said.emit(self._texts("library.exported", count=len(files), folder=folder))

    def import_files(self, files: Sequence[Path] = ()) -> None:
        """Ask for files, show what would become of each, and import them once that was agreed to."""
        files = files or self._asking.choose_files()
        if files and self._access.can_write:
            self._try(lambda: self._import(files))

    def _export(self, numbers: Sequence[int], folder: Path) -> tuple[Path, ...]:
        """The files; none where it was stopped."""
        open_again = self._opener()

        def write(progress: Progress, stop: Stop) -> tuple[Path, ...]:
            from cardecide.store.exchange import export_cases

            step = _step(progress, stop, len(numbers))
            with open_again() as library:
                return export_cases(library, numbers, folder, step=step)

        return self._asking.wait_for("export", write) or ()

    def _import(self, files: Sequence[Path]) -> None:
        make_plan = self._planner(files)
        first = make_plan("refuse")
        plan = self._asking.agree_to_import(first, make_plan) if first is not None else None
        if plan is None or not plan.ready or not self._access.can_write:
            return
        total = len(plan.ready)
        entry = self._keeper.entry(f"imported:{plan.ready[0].file.name}" if total == 1 else "")
        self._keeper.write_now()  # while the import writes, no draft can be
        open_again = self._opener()

        def write(progress: Progress, stop: Stop) -> tuple[int, ...]:
            from cardecide.store.exchange import import_cases

            # Each case is evaluated for the list, then written: two steps of one bar.
            step = _step(progress, stop, 2 * total)

            def key_facts(case: Case) -> str:
                step()
                return self._key_facts(case)

            with open_again() as library:
                return import_cases(library, plan.ready, entry, key_facts, step=step)

        done = self._asking.wait_for("import", write)
        self._changed(
            self._texts("library.imported", count=total) if done else self._texts("library.import.none")
        )

    def _planner(self, files: Sequence[Path]) -> "Callable[[Known], ImportPlan | None]":
        """What plans the import: None where it was given up. Each file is read once, however often it is."""
        read: dict[Path, Case | InputError] = {}
        open_again = self._opener()

        def read_once(file: Path) -> Case:
            if file not in read:
                read[file] = _read(file)
            found = read[file]
            if isinstance(found, InputError):
                raise found
            return found

        def make_plan(known: "Known") -> "ImportPlan | None":
            def plan(progress: Progress, stop: Stop) -> "ImportPlan":
                from cardecide.store.exchange import plan_import

                step = _step(progress, stop, len(files))
                with open_again() as library:
                    return plan_import(library, _each(files, step), known=known, read=read_once)

            return self._asking.wait_for("read", plan)

        return make_plan

    def _opener(self) -> "Callable[[], Library]":
        """Opens the library once more, in the thread that calls. Raises LibraryError where it was moved."""
        from cardecide.store import Library

        library, key = self._access.library, self._access.key
        path, owner, read_only = library.path, library.owner, library.is_read_only
        _ = library.is_empty  # raises where another file stands in its place
        return lambda: Library.open(path, key, owner=owner, read_only=read_only)


def _read(file: Path) -> Case | InputError:
    from cardecide.case.reading import read_case

    try:
        return read_case(file).case
    except InputError as error:
        return error


def _each(files: Sequence[Path], step: Callable[[], None]) -> Iterator[Path]:
    for file in files:
        step()
        yield file


def _step(progress: Progress, stop: Stop, total: int) -> Callable[[], None]:
    """What is called before each piece of the work; it ends the work where that was asked for."""
    done = 0

    def step() -> None:
        nonlocal done
        if stop():
            raise StoppedError
        progress(done, total)
        done += 1

    return step
