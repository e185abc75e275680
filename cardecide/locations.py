"""Where the bundled rules and resources are, in a checkout, an installed wheel and a frozen build alike."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def bundled(folder: str) -> Path:
    """The folder ``rules`` or ``resources`` that ships with this copy of the program.

    A wheel and a frozen build carry it inside the package; a checkout has it beside the package.

    Raises FileNotFoundError where neither exists: the installation is incomplete.
    """
    for parent in (_PACKAGE / "bundled", _PACKAGE.parent):
        candidate = parent / folder
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The folder '{folder}' that belongs to cardecide was not found beside it.")
