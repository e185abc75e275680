"""Scores under other weights than the policy's: every weight 30 % up and down.

Each share and each weight alone, all shares together at every corner, and all weights of cautions and holds
together. The shares are scaled back to 100 points, so that a score stays one out of 100. All
arithmetic is exact, in fractions; nothing is drawn at random.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Final

from cardecide.assessment.arguments import Arguments
from cardecide.assessment.score import Part
from cardecide.engine.scoring import FULL_SCORE, Scoring
from cardecide.facts.value import Truth

SHARES: Final = ("permission", "evidence", "safety", "considerations")
UP: Final = Fraction(13, 10)
DOWN: Final = Fraction(7, 10)


@dataclass(frozen=True, slots=True)
class Variation:
    """Factors on shares and on the weights of parts; what is not named keeps its weight."""

    name: str
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    parts: Mapping[str, Fraction] = field(default_factory=dict)


AS_GIVEN: Final = Variation("")


def variations(everything: Iterable[Arguments]) -> Iterator[Variation]:
    """Every variation for these products, in a fixed order."""
    names = list(dict.fromkeys(part.id for one in everything for part in (*one.safety, *one.considerations)))
    for factor, sign in ((UP, "+30 %"), (DOWN, "-30 %")):
        for share in SHARES:
            yield Variation(f"{share} {sign}", shares={share: factor})
        for name in names:
            yield Variation(f"{name} {sign}", parts={name: factor})
    for corner in product((UP, DOWN), repeat=len(SHARES)):
        if len(set(corner)) > 1:  # all shares up, or all down, changes nothing
            named = ", ".join(
                f"{share} {'+' if factor is UP else '-'}30 %"
                for share, factor in zip(SHARES, corner, strict=True)
            )
            yield Variation(named, shares=dict(zip(SHARES, corner, strict=True)))
    for factor, sign in ((UP, "+"), (DOWN, "-")):
        cautions = {name: factor for name in names if name.startswith("caution-")}
        yield Variation(f"every caution {sign}30 %", parts=cautions)


def score_under(arguments: Arguments, policy: Scoring, variation: Variation) -> tuple[Fraction, Fraction]:
    """The lower and the upper end of the score."""
    points = {
        share: Fraction(policy.shares[share].points) * variation.shares.get(share, Fraction(1))
        for share in SHARES
    }
    scale = Fraction(FULL_SCORE) / sum(points.values())
    low = high = Fraction(0)
    if arguments.evidence is not None:
        low += points["evidence"] * Fraction(arguments.evidence.low)
        high += points["evidence"] * Fraction(arguments.evidence.high)
    for share, parts in (
        ("permission", arguments.permission),
        ("safety", arguments.safety),
        ("considerations", arguments.considerations),
    ):
        least, most = _earned(parts, variation)
        low += points[share] * least
        high += points[share] * most
    return low * scale, high * scale


def _earned(parts: Sequence[Part], variation: Variation) -> tuple[Fraction, Fraction]:
    """The part of a share that is earned for certain, and that may be."""
    weights = [Fraction(part.weight) * variation.parts.get(part.id, Fraction(1)) for part in parts]
    total = sum(weights)
    if not total:
        return Fraction(0), Fraction(0)
    pairs = list(zip(parts, weights, strict=True))
    sure = sum((weight for part, weight in pairs if part.earned is Truth.YES), Fraction(0))
    possible = sum((weight for part, weight in pairs if part.earned is not Truth.NO), Fraction(0))
    return sure / total, possible / total
