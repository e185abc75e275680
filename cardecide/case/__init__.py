"""The case: what was entered about one patient, and reading and writing it.

The model is loaded at first use: a window that shows its first page needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardecide.case.model import Case
    from cardecide.case.reading import CaseFile, read_case, read_case_text

__all__ = ["Case", "CaseFile", "read_case", "read_case_text"]


def __getattr__(name: str) -> Any:
    """What this package offers, from where it stands. Raises AttributeError for any other name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "model" if name == "Case" else "reading"
    return getattr(import_module(f"{__name__}.{home}"), name)
