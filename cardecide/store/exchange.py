"""Case files into a library and out of it, one or many: all problems told at once, and nothing by halves."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Final, Literal

from cardecide.case.model import Case
from cardecide.case.reading import read_case
from cardecide.case.writing import write_case
from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.reading.problem import InputError, Problem
from cardecide.store.audit import note
from cardecide.store.content import fold
from cardecide.store.library import Library
from cardecide.store.listing import case_rows
from cardecide.store.records import CaseFilter
from cardecide.store.revisions import Entry, add_case, add_revision

_LONGEST: Final = 80  # signs of a case's id

Known = Literal["refuse", "revise", "rename"]
"""What becomes of a file whose pseudonym is in the library: a problem, a revision, or a new pseudonym."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A case file that can be imported: as a new case, or as a revision on top of ``based_on``."""

    file: Path
    case: Case
    number: int | None = None
    based_on: int = 0


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, and what stands in its way; nothing is changed yet.

    ``same`` are files whose case the library holds as it is: nothing to do. ``sentences`` are the problems
    that are not the file's own, for the languages of the program.
    """

    ready: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    sentences: tuple[tuple[Path, Message], ...] = ()
    same: tuple[Incoming, ...] = ()


def plan_import(
    library: Library,
    files: Iterable[Path],
    *,
    known: Known = "refuse",
    read: Callable[[Path], Case] = lambda file: read_case(file).case,
) -> ImportPlan:
    """Read the files and say what importing them would do. No file stops the reading of the next."""
    held = {fold(row.pseudonym): row for row in case_rows(library.file, CaseFilter(shelf="all"))}
    taken = set(held)
    seen: dict[str, Path] = {}
    ready: list[Incoming] = []
    same: list[Incoming] = []
    problems: list[Problem] = []
    sentences: list[tuple[Path, Message]] = []
    for file in files:
        try:
            case = read(file)
        except InputError as error:
            problems += [problem.at(file=str(file)) for problem in error.problems]
            continue
        name = fold(case.id)
        if name in taken and known == "rename":
            case = case.model_copy(update={"id": _next_free(case.id, taken)})
            name = fold(case.id)
        if name in seen:
            sentences.append((file, message("library.import-twice", file=seen[name].name)))
        elif name in held and _holds(library, held[name].number, case):
            same.append(Incoming(file, case, held[name].number, held[name].revision))
        elif name in held and known == "refuse":
            sentences.append((file, message("library.pseudonym-taken", pseudonym=held[name].pseudonym)))
        elif name in held:
            ready.append(Incoming(file, case, held[name].number, held[name].revision))
        else:
            ready.append(Incoming(file, case))
        taken.add(name)
        seen[name] = file
    told = [
        Problem(say(said, "en"), file=str(file), field="id", code=said.id.replace(".", "-"))
        for file, said in sentences
    ]
    return ImportPlan(tuple(ready), (*problems, *told), tuple(sentences), tuple(same))


def _holds(library: Library, number: int, case: Case) -> bool:
    """Whether the last revision is this very case; one that cannot be read is not."""
    try:
        return library.get(number).case == case
    except InputError:
        return False


def import_cases(
    library: Library,
    ready: Sequence[Incoming],
    entry: Entry,
    key_facts: Callable[[Case], str] = lambda _: "",
    *,
    step: Callable[[], object] = lambda: None,
) -> tuple[int, ...]:
    """Import all of them in one transaction; return the numbers of the cases.

    ``key_facts`` tells of a case what the list is to tell. ``step`` is called before each case is written;
    what it raises ends the import, and none is imported. Raises LibraryError where the library changed since
    the plan was made; then none is imported either.
    """
    numbers = []
    entries = [replace(entry, key_facts=key_facts(one.case)) for one in ready]
    with library.file.change() as change:
        for one, told in zip(ready, entries, strict=True):
            step()
            if one.number is None:
                numbers.append(add_case(change, one.case, told))
            else:
                add_revision(change, one.number, one.case, told, based_on=one.based_on)
                numbers.append(one.number)
            note(change, "case_imported", at=told.at, who=told.who, case=numbers[-1])
    return tuple(numbers)


def export_cases(
    library: Library,
    numbers: Sequence[int],
    folder: Path,
    *,
    form: Literal["yaml", "json"] = "yaml",
    step: Callable[[], object] = lambda: None,
) -> tuple[Path, ...]:
    """Write the last revision of each case to a file of its own, named by its pseudonym; return the files.

    The files are not encrypted. No file that stands there is replaced. ``step`` is called before each case
    is written. Raises InputError with every problem, and what ``step`` raises; then no file is left behind.
    """
    problems: list[Problem] = []
    targets: dict[Path, Case] = {}
    for number in dict.fromkeys(numbers):
        try:
            case = library.get(number).case
        except InputError as error:
            problems += error.problems
            continue
        target = _target(folder, case.id, form, targets)
        if target.exists():
            said = say(message("library.export-exists"), "en")
            problems.append(Problem(said, file=str(target), code="library-export-exists"))
        targets[target] = case
    if problems:
        raise InputError(problems)
    written: list[Path] = []
    try:
        for target, case in targets.items():
            step()
            write_case(case, target)
            written.append(target)
    except BaseException:
        for target in written:
            with suppress(OSError):
                target.unlink()
        raise
    return tuple(written)


def _target(folder: Path, pseudonym: str, form: str, chosen: Container[Path]) -> Path:
    """The file for a case; two pseudonyms that differ only in signs no file name has get numbers."""
    stem = re.sub(r"[^\w.-]+", "_", pseudonym).strip("._") or "case"
    names = (f"{stem}{end}.case.{form}" for end in chain([""], (f"-{n}" for n in count(2))))
    return next(folder / name for name in names if folder / name not in chosen)


def _next_free(pseudonym: str, taken: Container[str]) -> str:
    names = (f"{pseudonym[: _LONGEST - 5]}-{n}" for n in count(2))
    return next(name for name in names if fold(name) not in taken)
