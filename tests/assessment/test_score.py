"""The score's properties, from its definition: exact sum, bounds, monotony, an interval that only narrows."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.assessment.score import Part, contributions, divide, segments
from cardecide.facts.value import Truth

weights = st.lists(st.decimals("0.1", "99", places=1), min_size=1, max_size=30)
shares = st.integers(1, 100).map(Decimal)
truths = st.sampled_from(Truth)
parts_of = st.lists(st.tuples(st.decimals("0.1", "20", places=1), truths), min_size=1, max_size=25)


def build(described: list[tuple[Decimal, Truth]]) -> list[Part]:
    return [Part(id=f"p{i}", text="", weight=w, earned=t) for i, (w, t) in enumerate(described)]


def total(points: Decimal, parts: list[Part]) -> tuple[Decimal, Decimal]:
    lines = contributions(points, parts)
    return sum((x.low for x in lines), Decimal(0)), sum((x.high for x in lines), Decimal(0))


@given(shares, weights)
def test_a_share_is_divided_without_remainder(points: Decimal, given_weights: list[Decimal]) -> None:
    assert sum(divide(points, given_weights)) == points


@given(shares, weights)
def test_a_heavier_part_never_gets_less(points: Decimal, given_weights: list[Decimal]) -> None:
    divided = divide(points, given_weights)
    pairs = sorted(zip(given_weights, divided, strict=True))
    for (light, less), (heavy, more) in itertools.pairwise(pairs):
        assert less <= more + (Decimal("0.01") if light == heavy else 0)


def test_equal_thirds_differ_by_a_hundredth_at_most() -> None:
    assert divide(Decimal(20), [Decimal(1)] * 3) == [Decimal("6.67"), Decimal("6.67"), Decimal("6.66")]


@pytest.mark.parametrize("weight", [Decimal(0), Decimal(-1)])
def test_a_weight_must_be_positive(weight: Decimal) -> None:
    with pytest.raises(ValueError, match="greater than zero"):
        divide(Decimal(20), [Decimal(1), weight])


@given(shares, parts_of)
def test_the_score_stays_within_its_share(points: Decimal, described: list[tuple[Decimal, Truth]]) -> None:
    low, high = total(points, build(described))
    assert 0 <= low <= high <= points


@given(shares, parts_of, st.data())
def test_answering_a_question_only_narrows(
    points: Decimal, described: list[tuple[Decimal, Truth]], data: st.DataObject
) -> None:
    before = total(points, build(described))
    index = data.draw(st.integers(0, len(described) - 1))
    if described[index][1] is not Truth.UNKNOWN:
        return
    answer = data.draw(st.sampled_from([Truth.YES, Truth.NO]))
    after = total(points, build([*described[:index], (described[index][0], answer), *described[index + 1 :]]))
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(shares, parts_of, st.data())
def test_meeting_one_more_criterion_never_lowers(
    points: Decimal, described: list[tuple[Decimal, Truth]], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(described) - 1))
    worse = [*described[:index], (described[index][0], Truth.NO), *described[index + 1 :]]
    better = [*described[:index], (described[index][0], Truth.YES), *described[index + 1 :]]
    low_worse, high_worse = total(points, build(worse))
    low_better, high_better = total(points, build(better))
    assert low_worse < low_better or divide(points, [w for w, _ in described])[index] == 0
    assert high_worse <= high_better


@given(shares, parts_of)
def test_grouping_changes_the_lines_and_not_the_sum(
    points: Decimal, described: list[tuple[Decimal, Truth]]
) -> None:
    apart = build(described)
    grouped = [Part(p.id, p.text, p.weight, p.earned, group="one") for p in apart]
    assert len(contributions(points, grouped)) == 1
    assert total(points, grouped) == total(points, apart)


FULL = Decimal(10)


def with_rest(described: list[tuple[Decimal, Truth]]) -> list[Part]:
    """Cautions as ``earned`` says: NO applies, UNKNOWN may apply, YES does not and is left out."""
    parts = [part for part in build(described) if part.earned is not Truth.YES]
    left = FULL - sum((part.weight for part in parts), Decimal(0))
    return [*parts, Part("rest", "", left, Truth.YES)] if left > 0 else parts


def interval(points: Decimal, described: list[tuple[Decimal, Truth]]) -> tuple[Decimal, Decimal]:
    lines = segments(points, with_rest(described))
    assert sum((line.most for line in lines), Decimal(0)) == points
    return sum((x.low for x in lines), Decimal(0)), sum((x.high for x in lines), Decimal(0))


@given(shares, parts_of, st.data())
def test_an_answer_about_a_caution_only_narrows(
    points: Decimal, described: list[tuple[Decimal, Truth]], data: st.DataObject
) -> None:
    before = interval(points, described)
    index = data.draw(st.integers(0, len(described) - 1))
    if described[index][1] is not Truth.UNKNOWN:
        return
    answer = data.draw(st.sampled_from([Truth.YES, Truth.NO]))
    after = interval(points, [*described[:index], (described[index][0], answer), *described[index + 1 :]])
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(shares, parts_of, st.data())
def test_one_more_caution_never_raises(
    points: Decimal, described: list[tuple[Decimal, Truth]], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(described) - 1))
    weight = described[index][0]
    without = interval(points, [*described[:index], (weight, Truth.YES), *described[index + 1 :]])
    with_it = interval(points, [*described[:index], (weight, Truth.NO), *described[index + 1 :]])
    assert with_it[0] <= without[0]
    assert with_it[1] <= without[1]


def test_cautions_that_weigh_the_full_weight_take_the_whole_share() -> None:
    assert interval(Decimal(20), [(Decimal(6), Truth.NO), (Decimal(4), Truth.NO)]) == (0, 0)
    assert interval(Decimal(20), [(Decimal(5), Truth.NO)]) == (10, 10)
    assert interval(Decimal(20), [(Decimal(5), Truth.UNKNOWN)]) == (10, 20)
    assert interval(Decimal(20), [(Decimal(5), Truth.YES)]) == (20, 20)
