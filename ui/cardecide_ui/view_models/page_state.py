"""What is open on the page of a case; kept while the page is made anew in another language or look."""

from dataclasses import dataclass, field


@dataclass
class PageState:
    """Which cards, folds and entries are open. It holds nothing of the case itself.

    ``folds`` are the open folds by owner: a product, or the answer as a whole. ``entries`` is the open entry
    of each list of the form.
    """

    products: set[str] = field(default_factory=set)
    folds: dict[str, set[str]] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    only_open_criteria: bool = False

    def folds_of(self, owner: str) -> set[str]:
        """The open folds of one owner, to be changed in place."""
        return self.folds.setdefault(owner, set())

    def forget_case(self) -> None:
        """Another case is shown: its lists have other entries."""
        self.entries.clear()
