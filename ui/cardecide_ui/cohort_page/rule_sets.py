"""The rules that a screening can be compared with: bundled, in force without trials, or of a folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide.locations import bundled
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.engine import Rulebook
    from cardecide_ui.rules_in_use import RulesInUse

SAME: Final = ""
BUNDLED: Final = "bundled"
IN_FORCE: Final = "in_force"
FOLDER: Final = "folder"

RulesOn = Callable[[date], "Rulebook"]


class RuleSets:
    """``in_use`` are the rules that the window judges cases with; None: it knows bundled ones only."""

    def __init__(self, in_use: "RulesInUse | None") -> None:
        self._in_use = in_use
        self._bundled: Rulebook | None = None

    def own(self, day: date) -> "Rulebook":
        """The rules of a day: those in use, else the bundled ones."""
        return self._in_use.rulebook(day) if self._in_use is not None else self.bundled

    def other(self, name: str, folder: Path | None, day: date) -> "Rulebook":
        """The rules under a name. Raises InputError where a folder is missing or a rule in it is wrong."""
        if name == FOLDER and folder is not None:
            return self._of_folder(folder, day)
        if name == IN_FORCE and self._in_use is not None:
            return self._in_use.in_force(day)
        return self.bundled if name == BUNDLED else self.own(day)

    @property
    def bundled(self) -> "Rulebook":
        """The rules that come with the program."""
        if self._in_use is not None:
            return self._in_use.bundled
        if self._bundled is None:
            from cardecide.engine import load_rulebook

            self._bundled = load_rulebook(bundled("rules"))
        return self._bundled

    def _of_folder(self, folder: Path, day: date) -> "Rulebook":
        """The bundled rules with those of a folder on top; of a folder of local rules what is in force."""
        from cardecide.authoring.local_rules import LocalRules
        from cardecide.engine import load_rulebook

        if not folder.is_dir():
            raise InputError([Problem("there is no such folder", file=str(folder), code="no-folder")])
        if LocalRules.is_one(folder):
            return LocalRules(folder, self.bundled).rulebook(day)
        own = bundled("rules")
        return load_rulebook(own) if folder.resolve() == own.resolve() else load_rulebook(own, folder)
