"""The order under other weights: the usual one is the ranking, and a swap is found where there is one."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cardecide.assessment import assess
from cardecide.assessment.arguments import Arguments, Evidence
from cardecide.assessment.assessing import judged_on
from cardecide.assessment.score import Part
from cardecide.assessment.stability import Ordered, order
from cardecide.assessment.variations import AS_GIVEN, DOWN, SHARES, UP, Variation, score_under, variations
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.facts.value import Truth
from tests.assessment.conftest import ReadSample

NAMES = ["zhou-2025", "neuro-us", "long", "seed-002-p05"]
DAY = PartialDate.parse("2026-09-01")


def part(name: str, weight: int, earned: Truth) -> Part:
    return Part(name, "", Decimal(weight), earned)


def arguments(evidence: str, considerations: list[Part]) -> Arguments:
    return Arguments(
        [part("permission", 1, Truth.YES)],
        Evidence("", Decimal(evidence), Decimal(evidence)),
        [part("screening", 1, Truth.YES)],
        considerations,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_weights_give_the_ranking(name: str, rules: Rulebook, sample: ReadSample) -> None:
    result = assess(sample(name), rules, default_date=DAY, full=True)
    used = result.policies[0]
    assert used.used and used.policy == "default"
    assert [one.product for one in used.places] == [one.product for one in result.ranking]


BANDS = ["favored", "reasonable", "with_caution", "cannot_say_yet", "not_suitable_now"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("where", ["US", "EU", "CN", "JP", "TR"])
def test_what_is_refused_or_waits_never_stands_above_what_is_open(
    name: str, where: str, rules: Rulebook, sample: ReadSample
) -> None:
    case = sample(name).model_copy(update={"jurisdictions": (where,)})
    result = assess(case, rules, default_date=DAY)
    by_id = {one.id: one for one in result.products}
    bands = [BANDS.index(by_id[entry.product].score.band) for entry in result.ranking]
    assert len(bands) > 1
    assert bands == sorted(bands)


@pytest.mark.parametrize("name", NAMES)
def test_exact_fractions_and_rounded_points_differ_by_hundredths(
    name: str, rules: Rulebook, sample: ReadSample
) -> None:
    judged = judged_on(sample(name), rules, default_date=DAY)
    for one in judged.listed:
        score = judged.scorer.score(one, judged.safety[one.product])
        low, high = score_under(judged.scorer.arguments(one), judged.scorer.policy, AS_GIVEN)
        parts = len(score.contributions)
        assert abs(low - Fraction(score.low)) <= Fraction(parts, 100)
        assert abs(high - Fraction(score.high)) <= Fraction(parts, 100)


def test_a_close_call_swaps_and_a_clear_one_does_not(rules: Rulebook) -> None:
    policy = rules.packs["default"].scoring
    assert policy is not None
    # 13 of 20 points of evidence and all considerations, against all of evidence and 12 of considerations.
    first = arguments("0.65", [part("caution-x", 2, Truth.YES)])
    second = arguments("1", [part("caution-x", 2, Truth.YES), part("caution-y", 1, Truth.NO)])
    entries = [Ordered("first", first, None, 0), Ordered("second", second, None, 0)]
    usual = order(entries, policy, AS_GIVEN)
    assert usual == ["second", "first"]
    favoring = Variation("", shares={"considerations": UP, "evidence": DOWN})
    assert order(entries, policy, favoring) == ["first", "second"]


def test_a_gate_stands_whatever_the_weights(rules: Rulebook) -> None:
    policy = rules.packs["default"].scoring
    assert policy is not None
    worse, better = arguments("0", []), arguments("1", [])
    entries = [Ordered("gated", better, "not_suitable_now", 0), Ordered("free", worse, None, 0)]
    for variation in variations([worse, better]):
        assert order(entries, policy, variation) == ["free", "gated"]


def test_every_share_and_every_weight_is_varied_both_ways() -> None:
    one = arguments("1", [part("caution-x", 2, Truth.YES), part("favor-y", 1, Truth.NO)])
    made = list(variations([one]))
    for share in SHARES:
        assert {v.shares[share] for v in made if set(v.shares) == {share}} == {UP, DOWN}
    for name in ("caution-x", "favor-y", "screening"):
        assert {v.parts[name] for v in made if set(v.parts) == {name}} == {UP, DOWN}
    corners = [v for v in made if len(v.shares) == len(SHARES)]
    assert len(corners) == 2 ** len(SHARES) - 2
    assert len({v.name for v in made}) == len(made)


def test_scores_stay_out_of_a_hundred(rules: Rulebook) -> None:
    policy = rules.packs["default"].scoring
    assert policy is not None
    full = arguments("1", [part("caution-x", 2, Truth.YES)])
    for variation in variations([full]):
        assert score_under(full, policy, variation) == (100, 100)


def test_the_text_says_how_many_variations_were_tried(rules: Rulebook, sample: ReadSample) -> None:
    found = assess(sample("neuro-us"), rules, full=True).stability
    assert found is not None
    assert str(found.variations) in found.text
    assert found.unchanged is (not found.swaps)
