"""Suitability from 0 to 100 as the exact sum of named contributions, and as an interval.

Each of the policy's four shares is divided among its parts in proportion to their weights, to the hundredth
of a point, by the largest remainder, so that the parts sum to the share exactly. A part that speaks for the
product earns its points, one that speaks against it earns none, one that is open may earn any amount up to
its points. Hence the score lies within 0 to 100, never falls when one more criterion is met, never rises
with one more caution, and its interval only narrows as answers come in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from cardecide.assessment.result import Contribution, Source
from cardecide.facts.value import Truth

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """One argument. ``earned``: whether it speaks for the product. ``group`` joins parts into one line.

    ``about``: the text of the criterion that it rests on, without how that stands.
    """

    id: str
    text: str
    weight: Decimal
    earned: Truth
    why: str | None = None
    source: Source | None = None
    group: str = ""
    about: str | None = None


def contributions(points: Decimal, parts: Sequence[Part]) -> list[Contribution]:
    """The share of ``points`` divided among ``parts``, one contribution per part or per group of parts.

    Parts of one group are shown as one contribution with the text of its first part.
    """
    lines: dict[str, Contribution] = {}
    for part, most in zip(parts, divide(points, [part.weight for part in parts]), strict=True):
        low = most if part.earned is Truth.YES else Decimal(0)
        high = Decimal(0) if part.earned is Truth.NO else most
        key = part.group or part.id
        before = lines.get(key)
        lines[key] = Contribution(
            id=key,
            text=before.text if before else part.text,
            low=low + (before.low if before else 0),
            high=high + (before.high if before else 0),
            most=most + (before.most if before else 0),
            why=before.why if before else part.why,
            source=before.source if before else part.source,
            about=before.about if before else part.about,
        )
    return list(lines.values())


def segments(points: Decimal, parts: Sequence[Part]) -> list[Contribution]:
    """The share divided among parts of which those that do not apply are left out.

    Here the weights change as answers come in, so the rounding is done once at the two borders between what
    is lost, what is open and what is earned; both borders move one way only, and the interval only narrows.
    """
    total = sum((part.weight for part in parts), Decimal(0))
    lines: list[Contribution] = []
    weight = border = Decimal(0)
    for truth in (Truth.NO, Truth.UNKNOWN, Truth.YES):
        chosen = [part for part in parts if part.earned is truth]
        weight += sum((part.weight for part in chosen), Decimal(0))
        end = (points * weight / total).quantize(_HUNDREDTH, rounding=ROUND_DOWN)
        lines += contributions(end - border, chosen)
        border = end
    return lines


def divide(points: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """``points`` divided in proportion to ``weights``, in hundredths that sum to ``points`` exactly.

    Raises ValueError where a weight is not positive.
    """
    if any(weight <= 0 for weight in weights):
        raise ValueError("a weight of a score must be greater than zero")
    if not weights:
        return []
    total = sum(weights, Decimal(0))
    exact = [points * weight / total for weight in weights]
    given = [amount.quantize(_HUNDREDTH, rounding=ROUND_DOWN) for amount in exact]
    left = int((points - sum(given, Decimal(0))) / _HUNDREDTH)
    largest_first = sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i))
    for index in largest_first[:left]:
        given[index] += _HUNDREDTH
    return given
