"""What the findings mean: permission, evidence, safety, suitability, and what is missing.

Assessing is loaded at first use: a form can be shown before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cardecide.assessment.assessing import assess
    from cardecide.assessment.result import Result

__all__ = ["Result", "assess"]


def __getattr__(name: str) -> Any:
    """What this package offers, from where it stands. Raises AttributeError for any other name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "result" if name == "Result" else "assessing"
    return getattr(import_module(f"{__name__}.{home}"), name)
