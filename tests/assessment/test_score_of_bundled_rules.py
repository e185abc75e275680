"""The score under the bundled rules and policies, on facts made up over the real catalogue."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.assessment import assess
from cardecide.assessment.judged import Judged, Question, judge_facts
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.expression import Atom, Compare, YesNoAtom, atoms
from cardecide.engine.pack import STATUS_ROLES, Criterion
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.value import Members, Options, Span, Truth, Value
from cardecide.locations import bundled

CASE = Case(id="made-up")
DAY = PartialDate.parse("2025-11-01")
PLACES = ("US", "EU", "CN", "JP")
POLICIES = ("default", "evidence-first")
FEW = settings(max_examples=40, deadline=None)
FORBIDDEN = {"sex", "ethnicity", "race", "payer", "insurance", "income", "nationality"}


@cache
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


def scored_criteria() -> Iterator[Criterion]:
    """Everything from which points or a gate follow: labels, pivotal trials, guidance that is not advice."""
    for pack in rules().packs.values():
        if pack.kind == "label" and not pack.alternative:
            yield from pack.criteria
        elif pack.kind == "trial" and pack.pivotal:
            yield from (one for one in pack.criteria if one.role in STATUS_ROLES)
        elif pack.kind == "guidance":
            yield from (one for one in pack.criteria if one.role in ("hold", "caution", "favor"))


@cache
def asked() -> dict[str, list[Atom]]:
    found: dict[str, list[Atom]] = {}
    for criterion in scored_criteria():
        for atom in atoms(criterion.condition) if criterion.condition is not None else ():
            found.setdefault(atom.fact, []).append(atom)
    for name in POLICIES:
        policy = rules().packs[name].scoring
        assert policy is not None
        for entry in policy.screening:
            found.setdefault(entry.fact, []).append(YesNoAtom(entry.fact))
    return found


def exact_values(definition: FactDefinition) -> st.SearchStrategy[Value]:
    """A value that leaves nothing open."""
    match definition.kind:
        case "yes_no":
            return st.sampled_from([Truth.YES, Truth.NO])
        case "choice":
            return st.sampled_from(definition.values).map(lambda one: Options(frozenset({one})))
        case "members":
            asked_for = sorted(
                {m for a in asked()[definition.name] for m in getattr(a, "members", ())}
                | set(definition.values[:2])
            )
            return st.sets(st.sampled_from(asked_for)).map(lambda s: Members(frozenset(s), closed=True))
        case _:
            edges = {a.threshold for a in asked()[definition.name] if isinstance(a, Compare)} or {Decimal(1)}
            near = sorted({edge + step for edge in edges for step in (-1, 0, 1)})
            return st.sampled_from(near).map(Span.exactly)


NOTHING: Mapping[str, Value] = {"yes_no": Truth.UNKNOWN, "choice": Options(), "members": Members()}


@st.composite
def known_facts(draw: st.DrawFn) -> dict[str, Value]:
    """Every fact that the scored criteria ask about, known exactly."""
    return {name: draw(exact_values(catalogue()[name])) for name in asked()}


def sheet(values: Mapping[str, Value]) -> dict[str, Fact]:
    facts = dict(derive(CASE, DAY))
    return {**facts, **{name: Fact(name, value, Origin.ENTERED) for name, value in values.items()}}


def judged(values: Mapping[str, Value], policy: str = "default") -> Judged:
    return judge_facts(CASE, DAY, sheet(values), Question(rules(), PLACES, policy, "en"))


def scores(of: Judged) -> dict[str, tuple[Decimal, Decimal]]:
    found = {}
    for product in of.listed:
        score = of.scorer.score(product, of.safety[product.product])
        assert sum((line.low for line in score.contributions), Decimal(0)) == score.low
        assert sum((line.high for line in score.contributions), Decimal(0)) == score.high
        assert all(0 <= line.low <= line.high <= line.most for line in score.contributions)
        assert sum((line.most for line in score.contributions), Decimal(0)) == 100
        found[product.product] = (score.low, score.high)
    return found


@pytest.mark.parametrize("policy", POLICIES)
@FEW
@given(values=known_facts())
def test_contributions_sum_exactly_and_stay_within_bounds(policy: str, values: dict[str, Value]) -> None:
    for low, high in scores(judged(values, policy)).values():
        assert 0 <= low <= high <= 100


@FEW
@given(values=known_facts(), data=st.data())
def test_an_interval_only_narrows_as_data_come_in(values: dict[str, Value], data: st.DataObject) -> None:
    fewer = data.draw(st.sets(st.sampled_from(sorted(values))))
    more = fewer - data.draw(st.sets(st.sampled_from(sorted(fewer)))) if fewer else fewer
    before = scores(judged({n: v for n, v in values.items() if n not in fewer}))
    after = scores(judged({n: v for n, v in values.items() if n not in more}))
    for name, (low, high) in after.items():
        assert before[name][0] <= low <= high <= before[name][1], name


@FEW
@given(values=known_facts(), data=st.data())
def test_one_more_caution_never_raises_the_score(values: dict[str, Value], data: st.DataObject) -> None:
    """Findings of which the scored rules only ever say that they caution, hold or exclude."""
    against = {
        atom.fact
        for one in scored_criteria()
        if one.role in ("hold", "caution", "exclude")
        and one.condition is not None
        and isinstance(atom := one.condition, YesNoAtom)
    }
    other = {
        atom.fact
        for one in scored_criteria()
        for atom in (atoms(one.condition) if one.condition is not None else ())
        if not isinstance(one.condition, YesNoAtom) or one.role in ("include", "favor")
    }
    name = data.draw(st.sampled_from(sorted(against - other)))
    absent = scores(judged({**values, name: Truth.NO}))
    present = scores(judged({**values, name: Truth.YES}))
    for product, (low, high) in present.items():
        assert low <= absent[product][0] and high <= absent[product][1], (name, product)


def test_nothing_known_only_after_infusion_feeds_the_score() -> None:
    after = {name for name, one in catalogue().items() if one.after_infusion}
    assert not after & set(asked())


def test_no_ethnicity_sex_or_payer_feeds_the_score() -> None:
    assert not FORBIDDEN & set(asked())


def test_an_empty_case_has_no_points_that_are_certain_for_permission() -> None:
    for product in judged({}).listed:
        score = judged({}).scorer.score(product, judged({}).safety[product.product])
        assert score.band in ("cannot_say_yet", "not_suitable_now")
        assert score.contributions[0].low == 0


def test_an_open_label_goes_before_one_that_is_not_known_to_exist() -> None:
    nothing = Case.model_validate({"id": "E", "decision_date": "2026-11-20", "jurisdictions": ["US", "CN"]})
    eque = next(one for one in assess(nothing, rules(), language="en").products if one.id == "eque-cel")
    assert {label.jurisdiction: label.status for label in eque.labels} == {
        "US": "undetermined",
        "CN": "undetermined",
    }
    assert eque.score.reason.startswith("Whether the label permits it is open.")
