"""The pages beside the open case. A page is imported and made when it is first turned to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from cardecide_ui.page_context import PageContext

CASE: Final = "case"
SETTINGS: Final = "settings"


@dataclass(frozen=True)
class Page:
    """A page of the rail. Its word stands under ``window.page.<name>``, its sign in the icons."""

    name: str
    make: Callable[[PageContext], QWidget]


PAGES: Final[tuple[Page, ...]] = ()
