"""The cases of the library, where one is open in this window, for the impact of a change."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from cardecide_ui.rules_page.models.impact_run import Source


@runtime_checkable
class HasCases(Protocol):
    """What a view model of the library offers when it is unlocked."""

    def cases_for_impact(self) -> Source | None:
        """The cases, each read when its turn comes; None while the library is locked."""


def library_cases(models: Mapping[str, QObject]) -> Source | None:
    """The cases of the library that is open in this window; None where none is."""
    found = models.get("library")
    return found.cases_for_impact() if isinstance(found, HasCases) else None
