"""The pages beside the open case. A page is imported and made when it is first turned to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # loaded once a page is turned to
    from cardecide_ui.page_context import PageContext

CASE: Final = "case"
SETTINGS: Final = "settings"


class Page(NamedTuple):
    """A page of the rail. Its word stands under ``window.page.<name>``, its sign in the icons."""

    name: str
    make: Callable[["PageContext"], QWidget]


def _library(context: "PageContext") -> QWidget:
    from cardecide_ui.library.library_page import library_page

    return library_page(context)


def _cohort(context: "PageContext") -> QWidget:
    from cardecide_ui.cohort_page import make_page

    return make_page(context)


def _rules(context: "PageContext") -> QWidget:
    from cardecide_ui.rules_page.rules_page import RulesPage

    return RulesPage(context)


PAGES: Final[tuple[Page, ...]] = (
    Page("library", _library),
    Page("rules", _rules),
    Page("cohort", _cohort),
)
