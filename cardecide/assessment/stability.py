"""Whether the order of the products survives other weights.

Gates are not weights: what is not permitted or has to wait stays where it is, and so does the band that a
weighty caution imposes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from cardecide.assessment.arguments import Arguments
from cardecide.assessment.further_results import PolicyOrder, PolicyPlace, Swap
from cardecide.assessment.judged import Judged, policy_of
from cardecide.assessment.ranking import home_of, place_of
from cardecide.assessment.result import Band, Stability
from cardecide.assessment.suitability import Scorer, band_of
from cardecide.assessment.variations import AS_GIVEN, Variation, score_under, variations
from cardecide.engine.scoring import Scoring
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import in_language

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Ordered:
    """A product as far as the order needs it; ``band`` where a gate has set it."""

    product: str
    arguments: Arguments
    band: Band | None
    home: int


def stability(judged: Judged) -> Stability | None:
    """The order of the products under every variation; None where there is nothing to order."""
    entries = _entries(judged)
    if len(entries) < 2:
        return None
    policy, language = judged.scorer.policy, judged.question.language
    usual = order(entries, policy, AS_GIVEN)
    swaps: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    number = 0
    for variation in variations(one.arguments for one in entries):
        number += 1
        place = {name: i for i, name in enumerate(order(entries, policy, variation))}
        for pair in combinations(usual, 2):
            if place[pair[0]] > place[pair[1]]:
                swaps[pair] += 1
                examples.setdefault(pair, variation.name)
    found = [
        Swap(first=pair[0], second=pair[1], variations=count, example=examples[pair])
        for pair, count in swaps.most_common()
    ]
    text = message("stability.unchanged", n=number)
    if found:
        pairs = [message("stability.swap", first=s.first, second=s.second, n=s.variations) for s in found]
        named = "; ".join(say(one, language) for one in pairs[:_NAMED])
        text = message("stability.swaps", n=number, swaps=named)
    return Stability(variations=number, unchanged=not found, swaps=found, text=say(text, language))


def order(entries: Sequence[Ordered], policy: Scoring, variation: Variation) -> list[str]:
    """The products in the order that the ranking would give them; equals stay as they are listed."""
    places = []
    for entry in entries:
        low, high = score_under(entry.arguments, policy, variation)
        band = entry.band or band_of(low, policy)
        places.append((place_of(band, entry.home, low, high), entry.product))
    return [name for _, name in sorted(places, key=lambda pair: pair[0])]


def policy_orders(judged: Judged) -> list[PolicyOrder]:
    """The order of the products under every policy that the rules hold, the one used first."""
    language = judged.question.language
    packs = judged.question.rulebook.of_kind("scoring")
    found = []
    for pack in sorted(packs, key=lambda pack: pack.id != judged.question.policy):
        scorer = Scorer(policy_of(judged.question.rulebook, pack.id), pack.id, judged.facts, language)
        places = []
        for one in judged.listed:
            score = scorer.score(one, judged.safety[one.product])
            home = home_of(one.labels, judged.question.jurisdictions)
            place = PolicyPlace(product=one.product, low=score.low, high=score.high, band=score.band)
            places.append((place_of(score.band, home, score.low, score.high), place))
        found.append(
            PolicyOrder(
                policy=pack.id,
                title=in_language(pack.title, language),
                used=pack.id == judged.question.policy,
                places=[place for _, place in sorted(places, key=lambda pair: pair[0])],
            )
        )
    return found


def _entries(judged: Judged) -> list[Ordered]:
    found = []
    for one in judged.listed:
        gate = judged.scorer.gate(one, judged.safety[one.product])
        home = home_of(one.labels, judged.question.jurisdictions)
        found.append(Ordered(one.product, judged.scorer.arguments(one), gate[0] if gate else None, home))
    return found
