"""Which folders of rules a command works on."""

from pathlib import Path

from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError, Problem


def rulebook(folder: Path | None) -> Rulebook:
    """The bundled rules, with those of ``folder`` layered over them.

    Raises InputError where the folder is missing or a rule is wrong.
    """
    return load_rulebook(*layers(folder))


def layers(folder: Path | None) -> tuple[Path, ...]:
    """The bundled rules and the folder over them; the bundled ones alone where they are that folder.

    Raises InputError where the folder is missing.
    """
    own = _from_here(bundled("rules"))
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
