"""The rules with which the window judges a case: bundled ones, local ones in force, and those on trial."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:  # the window is seen before the rules are loaded
    from cardecide.case.model import Case
    from cardecide.engine import Rulebook
    from cardecide.engine.pack import Pack


def local_rules_folder() -> Path:
    """Where the person at this computer keeps rules of their own."""
    return platformdirs.user_data_path("cardecide", appauthor=False) / "rules"


class RulesInUse:
    """One rulebook for each decision date. ``tried`` are packs on trial in this window, by id, not reviewed.

    Safe to use from any thread. Raises InputError where bundled or local rules cannot be read.
    """

    def __init__(self, folder: Path, load_bundled: "Callable[[], Rulebook]") -> None:
        self.folder = folder
        self._load_bundled = load_bundled
        self._bundled: Rulebook | None = None
        self._by_day: dict[date, Rulebook] = {}
        self._tried: dict[str, Pack] = {}
        self._lock = RLock()

    @property
    def bundled(self) -> "Rulebook":
        """The rules that come with the program, read when they are first needed."""
        with self._lock:
            if self._bundled is None:
                self._bundled = self._load_bundled()
            return self._bundled

    @property
    def tried(self) -> tuple[str, ...]:
        """The packs on trial."""
        return tuple(self._tried)

    def in_force(self, on: date) -> "Rulebook":
        """The rules in force on a day, without what is on trial."""
        with self._lock:
            if not self.folder.is_dir():
                return self.bundled
            from cardecide.authoring.local_rules import LocalRules

            if not LocalRules.is_one(self.folder):
                return self.bundled
            if on not in self._by_day:
                self._by_day[on] = LocalRules(self.folder, self.bundled).rulebook(on)
            return self._by_day[on]

    def rulebook(self, on: date) -> "Rulebook":
        """The rules with which a case decided on that day is judged."""
        rules = self.in_force(on)
        if not self._tried:
            return rules
        from cardecide.authoring.effects import with_pack

        for pack in tuple(self._tried.values()):
            rules = with_pack(rules, pack)
        return rules

    def for_case(self, case: "Case", today: date) -> "Rulebook":
        """The rules of a case's decision date, of its last possible day where only month or year is known."""
        return self.rulebook(day_of(case, today))

    def try_out(self, pack: "Pack | None", id_: str) -> None:
        """Put a pack on trial, or end its trial."""
        with self._lock:
            self._tried.pop(id_, None)
            if pack is not None:
                self._tried[id_] = pack

    def refresh(self) -> None:
        """Look at the folder again: something was put in force or withdrawn."""
        with self._lock:
            self._by_day.clear()


def day_of(case: "Case", today: date) -> date:
    """The day whose rules count for a case."""
    return case.decision_date.last if case.decision_date else today
