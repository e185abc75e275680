"""What is open on the page of a case; kept while the page is made anew in another language or look."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the state is made with the first page, before the case is loaded
    from cardecide.case.partial_date import PartialDate


@dataclass
class PageState:
    """Which cards, folds and entries are open, and what the next entries take over.

    ``folds`` are the open folds by owner: a product, or the answer as a whole. ``entries`` is the open entry
    of each list of the form. ``sample_date`` is the date that new laboratory values take over, ``units`` the
    unit in which each test was entered last.
    """

    products: set[str] = field(default_factory=set)
    folds: dict[str, set[str]] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    only_open_criteria: bool = False
    sample_date: "PartialDate | None" = None
    units: MutableMapping[str, str] = field(default_factory=dict)

    def folds_of(self, owner: str) -> set[str]:
        """The open folds of one owner, to be changed in place."""
        return self.folds.setdefault(owner, set())

    def forget_case(self) -> None:
        """Another case is shown: its lists have other entries."""
        self.entries.clear()
        self.sample_date = None
