"""Where a criterion comes from, and how well that was checked."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Grade = Literal["public", "recall-high", "seed", "recall-medium", "recall-low"]
"""Best first: read on a public page, well remembered, in a founding document, half and hardly remembered."""

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
_DECIDING: Final = frozenset({"public", "recall-high", "seed"})


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a pack. ``checked`` is the day on which somebody last read it."""

    key: str
    cite: str
    grade: Grade
    doi: str = ""
    registry: str = ""
    url: str = ""
    checked: str = ""
    note: str = ""

    @property
    def link(self) -> str:
        """An address or identifier under which the source is found, or nothing."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url or self.registry


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it: a section or a table."""

    source: Source
    place: str = ""


def best_of(citations: tuple[Citation, ...]) -> Citation | None:
    """The citation with the best grade; the first of equals."""
    return min(citations, key=lambda citation: GRADES.index(citation.source.grade), default=None)


def may_decide(citations: tuple[Citation, ...]) -> bool:
    """Whether the best source is good enough for a criterion to decide a status by itself."""
    best = best_of(citations)
    return best is not None and best.source.grade in _DECIDING
