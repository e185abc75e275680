"""The order of the products. A rank is claimed only where the score intervals lie apart."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar

from cardecide.assessment.result import Band, ProductResult, RankEntry
from cardecide.engine import PackFinding

NOWHERE: Final = 1_000
"""The home of a product that no label in force concerns where it was asked about."""

Number = TypeVar("Number", Decimal, Fraction)

_BANDS: Final[tuple[Band, ...]] = (
    "favored",
    "reasonable",
    "with_caution",
    "cannot_say_yet",
    "not_suitable_now",
)


def in_order(products: Sequence[ProductResult], jurisdictions: Sequence[str]) -> list[ProductResult]:
    """Best band first, then what is permitted in the jurisdiction named first, then the higher score.

    What is refused or has to wait never stands above what is open. In its band, a product that no label in
    force concerns stands last, whether or not an approval may have come.
    """

    def key(one: ProductResult) -> tuple[int, int, Decimal, Decimal]:
        in_force = any(label.criteria for label in one.labels)
        permits = [label.jurisdiction for label in one.labels if label.status == "on_label"]
        home = _home(permits, jurisdictions) if in_force else NOWHERE
        return place_of(one.score.band, home, one.score.low, one.score.high)

    return sorted(products, key=key)


def place_of(band: Band, home: int, low: Number, high: Number) -> tuple[int, int, Number, Number]:
    """What the order is by, the first thing first; the smallest place stands first."""
    return (_BANDS.index(band), home, -low, -high)


def home_of(labels: Sequence[PackFinding], jurisdictions: Sequence[str]) -> int:
    """The place, in the order asked about, of the first jurisdiction that permits the product."""
    if not any(label.criteria for label in labels):
        return NOWHERE
    return _home((label.pack.jurisdiction for label in labels if label.status == "on_label"), jurisdictions)


def _home(permits: Iterable[str], jurisdictions: Sequence[str]) -> int:
    return min(map(jurisdictions.index, permits), default=len(jurisdictions))


def ranking(ordered: Sequence[ProductResult]) -> list[RankEntry]:
    """The ranks of products in order; ``separated`` where the next one's interval lies wholly below."""
    return [
        RankEntry(product=one.id, separated=_above_all(one, ordered[i + 1 :]))
        for i, one in enumerate(ordered)
    ]


def _above_all(one: ProductResult, others: Sequence[ProductResult]) -> bool:
    """Whether there are others and each lies wholly below, or is gated where this one is not."""
    return bool(others) and all(
        other.score.high < one.score.low or (_gated(other) and not _gated(one)) for other in others
    )


def _gated(product: ProductResult) -> bool:
    return product.score.band == "not_suitable_now"
