"""How two answers differ: what a supposition moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cardecide.assessment.result import ProductResult, Result


@dataclass(frozen=True, slots=True)
class StatusMove:
    """One status before and after; ``kind`` is label, safety or band, ``where`` a jurisdiction or empty."""

    product: str
    kind: str
    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A product's score interval before and after."""

    product: str
    before: tuple[Decimal, Decimal]
    after: tuple[Decimal, Decimal]


def status_moves(before: Result, after: Result) -> tuple[StatusMove, ...]:
    """The statuses that differ, product by product in the order of the second answer."""
    return tuple(move for one, other in _pairs(before, after) for move in _moves(one, other))


def score_moves(before: Result, after: Result) -> tuple[ScoreMove, ...]:
    """The scores that differ."""
    found = []
    for one, other in _pairs(before, after):
        spans = [(product.score.low, product.score.high) for product in (one, other)]
        if spans[0] != spans[1]:
            found.append(ScoreMove(other.name, spans[0], spans[1]))
    return tuple(found)


def _pairs(before: Result, after: Result) -> Iterator[tuple[ProductResult, ProductResult]]:
    known = {product.id: product for product in before.products}
    return ((known[product.id], product) for product in after.products if product.id in known)


def _moves(one: ProductResult, other: ProductResult) -> Iterator[StatusMove]:
    known = {label.pack: label.status for label in one.labels}
    for label in other.labels:
        if label.pack in known and known[label.pack] != label.status:
            yield StatusMove(other.name, "label", label.jurisdiction, known[label.pack], label.status)
    if one.safety.status != other.safety.status:
        yield StatusMove(other.name, "safety", "", one.safety.status, other.safety.status)
    if one.score.band != other.score.band:
        yield StatusMove(other.name, "band", "", one.score.band, other.score.band)
