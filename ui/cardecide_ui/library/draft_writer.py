"""Writes drafts into the library beside the window's thread: only the newest, one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cardecide.case.model import Case
from cardecide.reading.problem import InputError
from cardecide_ui.garbage import collect_in_this_thread_only

if TYPE_CHECKING:
    from cardecide.store import Key, Library


@dataclass(frozen=True, slots=True)
class DraftToKeep:
    """A case in the middle of its editing, half-typed texts by path, and the revision that is edited."""

    case: Case
    raw_texts: Mapping[str, str]
    at: datetime
    number: int | None
    based_on: int | None


class _Told(QObject):
    """Carries what happened from the worker's thread to the window's; without a parent it outlives both."""

    kept = Signal(object)
    failed = Signal(object)


class DraftWriter:
    """A thread with a connection of its own, which is opened at its first draft.

    ``told.kept`` carries each draft that lies on the disk, ``told.failed`` the InputError of one that does
    not. ``settle`` before anything else is done with the slot: then the worker rests.
    """

    def __init__(self, path: Path, key: "Key", owner: str) -> None:
        self.told = _Told()
        self._open: Callable[[], Library] = lambda: _open(path, key, owner)
        self._condition = Condition()
        self._next: DraftToKeep | None = None
        self._slot: int | None = None
        self._is_busy = False
        self._ended = False
        self._is_broken = False
        collect_in_this_thread_only()
        self._thread = Thread(target=self._work, name="drafts", daemon=True)
        self._thread.start()

    def keep(self, draft: DraftToKeep) -> None:
        """Write a draft in place of the one before; return at once."""
        with self._condition:
            self._next = draft
            self._condition.notify_all()

    def settle(self, *, drop: bool = False) -> int | None:
        """Wait until all is written and return the slot it lies in; ``drop`` what has not been begun."""
        with self._condition:
            if drop:
                self._next = None
            self._condition.wait_for(lambda: self._rests or self._is_broken)
            return self._slot

    def use_slot(self, slot: int | None) -> None:
        """Write the next draft into this slot, None for a new one. ``settle`` first."""
        with self._condition:
            self._slot = slot

    def close(self) -> None:
        """Write what is left, close the connection and end the thread."""
        self.settle()
        with self._condition:
            self._ended = True
            self._condition.notify_all()
        self._thread.join()

    def _work(self) -> None:
        library: Library | None = None
        while (draft := self._take()) is not None:
            try:
                library = library or self._open()
                slot = library.autosave(
                    draft.case,
                    draft.raw_texts,
                    at=draft.at,
                    slot=self._slot,
                    number=draft.number,
                    based_on=draft.based_on,
                )
            except InputError as error:
                self._rest(self._slot)
                self.told.failed.emit(error)
            except BaseException:
                self._is_broken = True  # else the window would wait for a thread that is gone
                self._rest(self._slot)
                raise
            else:
                self._rest(slot)
                self.told.kept.emit(draft)
        if library is not None:
            library.close()

    @property
    def _rests(self) -> bool:
        return not self._is_busy and self._next is None

    def _take(self) -> DraftToKeep | None:
        """The next draft, as soon as there is one; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._next is not None or self._ended)
            draft, self._next = self._next, None
            self._is_busy = draft is not None
            return draft

    def _rest(self, slot: int | None) -> None:
        with self._condition:
            self._slot = slot
            self._is_busy = False
            self._condition.notify_all()


def _open(path: Path, key: "Key", owner: str) -> "Library":
    from cardecide.store import Library

    return Library.open(path, key, owner=owner)
