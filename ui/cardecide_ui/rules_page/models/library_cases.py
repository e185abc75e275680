"""The cases of the library, where it is open in this window, for the impact of a change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cardecide.case.model import Case
from cardecide_ui.rules_page.models.impact_run import Cases, Source

if TYPE_CHECKING:
    from cardecide_ui.library.case_library import CaseLibrary


def library_cases(library: "CaseLibrary | None") -> Source | None:
    """The cases that are not archived; None while there is no library or it is locked.

    The worker opens the library again, only to read, since an open one belongs to its thread.
    """
    if library is None or not library.access.is_open:
        return None
    path, key = library.access.library.path, library.access.key

    @contextmanager
    def opened() -> Iterator[Cases]:
        from cardecide.store import Library

        with Library.open(path, key, read_only=True) as cases:

            def reader(number: int) -> Callable[[], Case]:
                return lambda: cases.get(number).case

            yield [(row.pseudonym, reader(row.number)) for row in cases.cases()]

    return opened
