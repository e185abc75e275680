"""Which folders of rules a command works on."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.case.partial_date import PartialDate

_LOCAL_RULES: Final = "local-rules.yaml"


def rulebook(folder: Path | None, on: "PartialDate | None" = None) -> Rulebook:
    """The bundled rules, with those of ``folder`` layered over them, to judge patients by.

    Of a folder of local rules, which keeps drafts and history, only what is in force on ``on``, the decision
    date (its last possible day; today without one). Raises InputError where the folder is missing or a rule
    is wrong.
    """
    if folder is None or not (existing(folder) / _LOCAL_RULES).is_file():
        return with_drafts(folder)
    from cardecide.authoring.local_rules import LocalRules  # takes a while to load

    today = date.today()  # noqa: DTZ011 - the clinician's own calendar day
    return LocalRules(folder, with_drafts(None)).rulebook(today if on is None else on.last)


def with_drafts(folder: Path | None) -> Rulebook:
    """The same for the author of rules: of a folder of local rules its drafts, reviewed or not."""
    return load_rulebook(*layers(folder))


def layers(folder: Path | None) -> tuple[Path, ...]:
    """The bundled rules and the folder over them; the bundled ones alone where they are that folder.

    Of a folder of local rules its drafts. Raises InputError where the folder is missing.
    """
    own = _from_here(bundled("rules"))
    if folder is not None and (folder / _LOCAL_RULES).is_file():
        folder = folder / "drafts"
    if folder is None or existing(folder).resolve() == own.resolve():
        return (own,)
    return own, folder


def existing(folder: Path) -> Path:
    """The folder itself. Raises InputError where it is missing."""
    if not folder.is_dir():
        raise InputError([Problem("there is no such folder", file=str(folder))])
    return folder


def _from_here(folder: Path) -> Path:
    """The folder relative to the working directory where it lies inside: places are shorter to read."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
